"""`/v1/verdicts`: decide, take back, list, and take everything away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from typing import Final
from urllib.parse import urlencode

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from service.accounts.who import ModeratorDep
from service.bodies import JsonBody, body_of, json_answer, parse_body, parse_query, query_parameters
from service.dependencies import DatabaseDep, ScorerDep, SettingsDep
from service.problems import problems_of
from service.reviews.exports.rows import ExportChoice
from service.reviews.exports.writing import FILE_NAMES, MEDIA_TYPES
from service.reviews.parsing import (
    ChoiceQuery,
    ExportQuery,
    NoQuery,
    UndoBody,
    VerdictsQuery,
)
from service.reviews.schemas import Decision, UndoRequest, Verdict, VerdictPage, VerdictRequest
from service.reviews.workflow import deciding, exporting, filing, listing, undoing
from service.settings import Settings

router: Final = APIRouter(prefix="/v1/verdicts", tags=["verdicts"])

_STREAMED: Final = {
    "application/x-ndjson": {"schema": {"type": "string"}},
    "text/csv": {"schema": {"type": "string"}},
}
_DESCRIBED: Final = {"application/ld+json": {"schema": {"type": "object"}}}


@router.post(
    "",
    operation_id="create_verdict",
    status_code=201,
    response_class=Response,
    responses={
        201: {"model": Decision, "description": "The decision is kept."},
        **problems_of(400, 401, 403, 404, 408, 409, 413, 415, 422, 431, 500, 503),
    },
    openapi_extra={"requestBody": body_of(VerdictRequest)},
)
def create_verdict(
    request: Request,
    moderator: ModeratorDep,
    body: JsonBody,
    database: DatabaseDep,
    scorer: ScorerDep,
) -> Response:
    """Decide a review that you hold, and its copies if you say so."""
    parse_query(NoQuery, request)
    decision = deciding.decide(
        parse_body(VerdictRequest, body),
        moderator=moderator,
        signals={signal.id for signal in scorer.signals()},
        database=database,
    )
    return _decided(decision)


@router.get(
    "",
    operation_id="list_verdicts",
    response_class=Response,
    responses={
        200: {"model": VerdictPage, "description": "A page of verdicts, the oldest first."},
        **problems_of(401, 403, 404, 422, 431, 500, 503),
    },
    openapi_extra={"parameters": query_parameters(VerdictsQuery)},
)
def list_verdicts(request: Request, moderator: ModeratorDep, database: DatabaseDep) -> Response:
    """List verdicts: your own and those on settled reviews; for seniors and admins those on conflicts too."""
    query = parse_query(VerdictsQuery, request)
    page = listing.list_verdicts(
        moderator=moderator,
        database=database,
        cursor=query.cursor,
        limit=query.limit,
        review=query.review,
        since=query.since,
        until=query.until,
    )
    return json_answer(page)


@router.get(
    "/export",
    operation_id="export_verdicts",
    response_class=Response,
    responses={
        200: {"content": _STREAMED, "description": "The verdicts, one a line or a record."},
        **problems_of(401, 403, 422, 431, 500, 503),
    },
    openapi_extra={"parameters": query_parameters(ExportQuery)},
)
def export_verdicts(request: Request, moderator: ModeratorDep, database: DatabaseDep) -> Response:
    """Take verdicts away, for seniors and admins; to seniors without reviews that wait for an opinion of theirs.

    An answer that breaks off is not all of them.
    """
    query = parse_query(ExportQuery, request)
    choice = query.choice()
    exporting.check_may_export(moderator)
    exporting.note_export(database, actor=moderator.name, form=query.format, choice=choice)
    reader = exporting.reader_of(moderator)
    pieces = filing.stream(query.format, choice, database=database, reader=reader)
    # Read before the answer begins, so that a database that is silent is still told as a problem.
    first = next(pieces, b"")
    name = FILE_NAMES[query.format]
    return StreamingResponse(
        chain([first], pieces),
        media_type=MEDIA_TYPES[query.format],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@router.get(
    "/croissant.json",
    operation_id="describe_verdicts",
    response_class=Response,
    responses={
        200: {"content": _DESCRIBED, "description": "Croissant 1.0, with the hash of the lines."},
        **problems_of(401, 403, 422, 431, 500, 503),
    },
    openapi_extra={"parameters": query_parameters(ChoiceQuery)},
)
def describe_verdicts(
    request: Request, moderator: ModeratorDep, database: DatabaseDep, settings: SettingsDep
) -> Response:
    """Describe the export as it is now; the address in it goes on giving an admin the same lines.

    A senior's become more as reviews that waited for a second opinion are settled.
    """
    choice = parse_query(ChoiceQuery, request).choice()
    exporting.check_may_export(moderator)
    choice = replace(choice, until=choice.until or datetime.now(UTC))
    url = _export_url(request, settings, choice)
    reader = exporting.reader_of(moderator)
    body = orjson.dumps(filing.describe_download(url, choice, database=database, reader=reader))
    return Response(body, media_type="application/ld+json")


@router.get(
    "/{verdict_id}",
    operation_id="read_verdict",
    response_class=Response,
    responses={
        200: {"model": Verdict, "description": "The verdict."},
        **problems_of(401, 403, 404, 422, 431, 500, 503),
    },
)
def read_verdict(
    request: Request, verdict_id: str, moderator: ModeratorDep, database: DatabaseDep
) -> Response:
    """Read one verdict; one that you may not see yet is not found."""
    parse_query(NoQuery, request)
    return json_answer(listing.read_verdict(verdict_id, moderator=moderator, database=database))


@router.post(
    "/{verdict_id}/undo",
    operation_id="undo_verdict",
    status_code=201,
    response_class=Response,
    responses={
        201: {"model": Decision, "description": "The verdict does not count any more."},
        **problems_of(400, 401, 403, 404, 408, 409, 413, 415, 422, 431, 500, 503),
    },
    openapi_extra={"requestBody": body_of(UndoBody)},
)
def undo_verdict(
    request: Request,
    verdict_id: str,
    moderator: ModeratorDep,
    body: JsonBody,
    database: DatabaseDep,
) -> Response:
    """Take a verdict back, one's own or as a senior anybody's; the undo is an event of its own."""
    parse_query(NoQuery, request)
    seen = parse_body(UndoBody, body)
    wanted = UndoRequest(verdict=verdict_id, version=seen.version)
    return _decided(undoing.undo(wanted, moderator=moderator, database=database))


def _export_url(request: Request, settings: Settings, choice: ExportChoice) -> str:
    base = settings.public_url or str(request.base_url).rstrip("/")
    parameters = {
        "format": "ndjson",
        "everything": str(choice.everything).lower(),
        "names": str(choice.with_names).lower(),
    }
    for name, moment in (("since", choice.since), ("until", choice.until)):
        if moment is not None:
            parameters[name] = moment.isoformat()
    return f"{base}/v1/verdicts/export?{urlencode(parameters)}"


def _decided(decision: Decision) -> Response:
    return json_answer(decision, 201, {"Location": f"/v1/verdicts/{decision.verdict.id}"})
