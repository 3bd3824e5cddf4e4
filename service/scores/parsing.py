"""From the bytes of a body to a request. Parsed once, by the validator itself; never quoted in what is answered."""

from __future__ import annotations

import re
from typing import Final

from fastapi import Request
from pydantic import ValidationError

from service.errors import FieldFault, InvalidRequestError, MalformedJsonError
from service.problems import faults_of
from service.scores.schemas import QUERY_FIELDS, REQUEST_FIELDS, ScoreQuery, ScoreRequest

_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]")
_LONE_SURROGATE: Final = FieldFault(
    "body",
    "contains a lone surrogate (an escape from \\ud800 to \\udfff)",
    "Send both halves of the pair, or neither.",
)
_NO_QUERY: Final = ScoreQuery()


def parse_score_request(body: bytes) -> ScoreRequest:
    """The request in a body. Of a key that stands twice, the last one counts, as in JavaScript and Python."""
    try:
        return ScoreRequest.model_validate_json(body)
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False, include_input=False)
        if details[0]["type"] != "json_invalid":
            raise InvalidRequestError(faults=faults_of(details, REQUEST_FIELDS)) from None
        # The parser reports half a character like broken JSON; it is well-formed JSON, though.
        if "hex escape" in details[0]["msg"] and _SURROGATE.search(body):
            raise InvalidRequestError(faults=(_LONE_SURROGATE,)) from None
        raise MalformedJsonError from None


def read_query(request: Request) -> ScoreQuery:
    """The parameters of an address. Read here because the framework takes a tenth of a millisecond for none."""
    if not request.scope["query_string"]:
        return _NO_QUERY
    try:
        return ScoreQuery.model_validate(dict(request.query_params))
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False, include_input=False)
        raise InvalidRequestError(faults=faults_of(details, QUERY_FIELDS)) from None
