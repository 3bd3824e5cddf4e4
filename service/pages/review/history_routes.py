"""What was decided: every event of one article in words, and the articles on which opinions differ."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response

from service.dependencies import find_desk
from service.pages.review.drawing import draw
from service.pages.review.history import history_of
from service.pages.review.refusing import PageRoute, PageVisit
from service.reviews.workflow import queue
from service.reviews.workflow.clashes import list_clashes

router: Final = APIRouter(include_in_schema=False, route_class=PageRoute)


@router.get("/review/conflicts")
def read_conflicts(request: Request, visit: PageVisit, cursor: str | None = None) -> Response:
    """For seniors: where two opinions differ, both beside each other."""
    page = list_clashes(
        moderator=visit.moderator, database=find_desk(request).database, cursor=cursor
    )
    return draw(visit, "conflicts.html", here="conflicts", page=page, is_first=cursor is None)


@router.get("/review/{review_id}/history")
def read_history(request: Request, review_id: str, visit: PageVisit) -> Response:
    """Everything that was decided on one article, as far as this moderator may see it."""
    database = find_desk(request).database
    detail = queue.read_review(review_id, moderator=visit.moderator, database=database)
    return draw(
        visit,
        "history.html",
        here="queue",
        review=detail.review,
        title=detail.title or "",
        history=history_of(detail, visit.moderator),
    )
