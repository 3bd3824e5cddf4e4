"""Draws the page of a decision, first and again after a refusal."""

from __future__ import annotations

from fastapi import Request, Response

from service.accounts.who import Visit
from service.dependencies import find_desk
from service.errors import NotFoundError
from service.pages.review import shortcuts
from service.pages.review.drawing import draw
from service.pages.review.queue_forms import Selection
from service.pages.review.queue_routes import beat_s
from service.pages.review.reading_forms import Typed
from service.pages.review.reading_view import Refusal, Saved, Undone, desk_of, minutes_of_work
from service.reviews.detail import ReviewDetail
from service.reviews.workflow import queue
from service.reviews.workflow.workday import read_workday


def draw_desk(
    request: Request,
    visit: Visit,
    review_id: str,
    selection: Selection,
    *,
    typed: Typed | None = None,
    refusal: Refusal | None = None,
) -> Response:
    """The page as it stands now; `typed` is what was in the form, which a refusal never loses."""
    desk = find_desk(request)
    detail = queue.read_review(review_id, moderator=visit.moderator, database=desk.database)
    workday = read_workday(moderator=visit.moderator, database=desk.database)
    liked = visit.moderator.preferences
    return draw(
        visit,
        "reading_page.html",
        here="conflicts" if detail.is_adjudication else "queue",
        status=refusal.status if refusal else 200,
        desk=desk_of(detail, desk.scorer.signals(), typed, refusal),
        detail=detail,
        review_id=review_id,
        lease=detail.lease,
        beat_s=beat_s(desk),
        selection=selection,
        saved=_saved(request, visit, detail),
        undone=Undone(*_numbers(request)) if request.query_params.get("undone") else None,
        is_still_held=bool(request.query_params.get("held")) and detail.lease is not None,
        is_end=bool(request.query_params.get("end")),
        workday=workday,
        minutes=minutes_of_work(visit, workday),
        keys=shortcuts.keys_of(liked.keys) if liked.shortcuts else {},
    )


def _saved(request: Request, visit: Visit, detail: ReviewDetail) -> Saved | None:
    """What was just saved, read again: an address can be typed by anybody, a decision cannot."""
    review_id = request.query_params.get("saved")
    if review_id is None:
        return None
    if review_id != detail.review.id:
        try:
            detail = queue.read_review(
                review_id, moderator=visit.moderator, database=find_desk(request).database
            )
        except NotFoundError:
            return None
    if detail.mine is None:
        return None
    return Saved(detail.review, detail.mine, *_numbers(request))


def _numbers(request: Request) -> tuple[int, int]:
    """On how many copies the same was done, and on how many it could not be."""
    covered, left = (_number(request.query_params.get(name)) for name in ("covered", "left"))
    return covered, left


def _number(text: str | None) -> int:
    """A count from the address; what is none counts nothing."""
    is_number = text is not None and text.isdecimal() and len(text) <= len("100")
    return int(text) if text is not None and is_number else 0
