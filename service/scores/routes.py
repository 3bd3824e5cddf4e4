"""`/v1/scores`. No decisions in here; the workflow makes them."""

from __future__ import annotations

from functools import partial
from typing import Final

import anyio.to_thread
from fastapi import APIRouter, Request, Response

from service.dependencies import Desk, find_desk
from service.limits import read_json_body
from service.problems import problems_of
from service.scores import workflow
from service.scores.annotations import MEDIA_TYPE as ANNOTATIONS
from service.scores.parsing import parse_score_request, read_query
from service.scores.schemas import ScoreAnswer, ScoreQuery, ScoreRequest, ScoreView

router: Final = APIRouter(prefix="/v1/scores", tags=["scores"])

_REQUEST_BODY: Final = {
    "required": True,
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ScoreRequest"}}},
}
_PARAMETERS: Final = [
    {
        "name": name,
        "in": "query",
        "required": False,
        "description": field.description,
        "schema": {"$ref": "#/components/schemas/OffsetUnit"},
    }
    for name, field in ScoreQuery.model_fields.items()
]
_ANSWERS: Final = {"application/ld+json": {"schema": {"type": "object"}}}


@router.post(
    "",
    operation_id="create_score",
    response_class=Response,
    responses={
        200: {"model": ScoreAnswer, "content": _ANSWERS, "description": "The article was read."},
        **problems_of(400, 401, 403, 408, 413, 415, 422, 431, 500, 503),
    },
    openapi_extra={"requestBody": _REQUEST_BODY, "parameters": _PARAMETERS},
)
async def create_score(request: Request) -> Response:
    """Score one article, and keep the answer unless `store` is false."""
    desk = find_desk(request)
    query = read_query(request)
    body = await read_json_body(request)
    submission = parse_score_request(body)
    workflow.check_submission(
        submission, scorer=desk.scorer, max_characters=desk.settings.max_characters
    )
    # Handing a short article to a thread would cost more than reading it; a long one would hold up everybody.
    is_short = len(body) <= desk.settings.inline_body_bytes and submission.html is None
    if is_short and not submission.store:
        view = workflow.score_article(submission, scorer=desk.scorer, telemetry=desk.telemetry)
    else:
        view = await desk.slots.run(partial(_score_in_thread, submission, desk))
    return _respond(request, query, view, _extra_headers(view, submission, desk))


@router.get(
    "/{score_id}",
    operation_id="read_score",
    response_class=Response,
    responses={
        200: {
            "model": ScoreAnswer,
            "content": _ANSWERS,
            "description": "The stored answer, byte for byte.",
        },
        **problems_of(401, 403, 404, 422, 500, 503),
    },
    openapi_extra={"parameters": _PARAMETERS},
)
async def read_score(request: Request, score_id: str) -> Response:
    """Read a stored answer again."""
    query = read_query(request)
    database = find_desk(request).database
    view = await anyio.to_thread.run_sync(partial(workflow.read_score, score_id, database=database))
    return _respond(request, query, view, {})


def _score_in_thread(submission: ScoreRequest, desk: Desk) -> ScoreView:
    if not submission.store:
        return workflow.score_article(submission, scorer=desk.scorer, telemetry=desk.telemetry)
    return workflow.score_and_store(
        submission,
        scorer=desk.scorer,
        telemetry=desk.telemetry,
        database=desk.database,
        on_stored=desk.on_stored,
    )


def _extra_headers(view: ScoreView, submission: ScoreRequest, desk: Desk) -> dict[str, str]:
    headers = {}
    if submission.store:
        headers["Location"] = f"/v1/scores/{view.id}"
    if degraded := desk.scorer.info.degraded:
        headers["X-Degraded"] = ", ".join(degraded)
    return headers


def _respond(
    request: Request, query: ScoreQuery, view: ScoreView, headers: dict[str, str]
) -> Response:
    as_annotations = "application/ld+json" in request.headers.get("accept", "")
    body = workflow.render(view, unit=query.offsets, as_annotations=as_annotations)
    media_type = ANNOTATIONS if as_annotations else "application/json"
    return Response(body, headers=headers, media_type=media_type)
