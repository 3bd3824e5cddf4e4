"""From a request over HTTP to a request for a score."""

from __future__ import annotations

from typing import Final

from fastapi import Request

from service.bodies import parse_body, parse_query
from service.scores.schemas import ScoreQuery, ScoreRequest

_NO_QUERY: Final = ScoreQuery()


def parse_score_request(body: bytes) -> ScoreRequest:
    """The article in a body, and what is to be done with it."""
    return parse_body(ScoreRequest, body)


def read_query(request: Request) -> ScoreQuery:
    """The parameters of an address. Read here because the framework takes a tenth of a millisecond for none."""
    if not request.scope["query_string"]:
        return _NO_QUERY
    return parse_query(ScoreQuery, request)
