"""The queue as a page, or only its list where htmx asks for that."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from fastapi import Request, Response

from service.accounts.who import Visit
from service.dependencies import Desk, find_desk
from service.errors import InvalidRequestError
from service.pages.review.drawing import draw
from service.pages.review.queue_forms import Selection, queue_address, read_selection
from service.pages.review.refusing import is_part
from service.reading.words import title_of
from service.reviews.schemas import ReviewPage
from service.reviews.workflow import queue, views

ON_PAGE: Final = 50
_DONE: Final = {
    "released": "The article is free again.",
    "skipped": "Laid aside: you will not be given it again for a day, unless you open it yourself.",
    "saved": "The view is saved.",
    "deleted": "The view is deleted.",
}


def draw_queue(
    request: Request,
    visit: Visit,
    *,
    selection: Selection | None = None,
    name: str = "",
    name_problem: str = "",
) -> Response:
    """The queue with the filters of the address, or with a view whose name was refused."""
    desk = find_desk(request)
    selection = selection or read_selection(request.query_params)
    cursor = request.query_params.get("cursor")
    saved = views.list_views(visit.moderator, desk.database)
    try:
        page = _list(visit, desk, selection, cursor)
    except InvalidRequestError:
        # It belongs to another selection, or to none: like every other part of the address that means nothing.
        cursor, selection = None, replace(selection, ignored=(*selection.ignored, "Page"))
        page = _list(visit, desk, selection, cursor)
    response = draw(
        visit,
        "queue_part.html" if is_part(request) else "queue.html",
        here="queue",
        status=422 if name_problem or selection.ignored else 200,
        selection=selection,
        page=page,
        is_first=cursor is None,
        tail=f"?{selection.query}" if selection.query else "",
        next_address=queue_address(selection, page.next) if page.next else None,
        # Each with its filters written as in the address, so that the one that is shown can be told.
        views=[(view, Selection(view.filters).query) for view in saved],
        counts=None
        if is_part(request)
        else queue.count_queue(moderator=visit.moderator, database=desk.database),
        signals=_signals(desk),
        name=name,
        name_problem=name_problem,
        done=_DONE.get(request.query_params.get("done", "")),
    )
    if is_part(request):
        response.headers["HX-Push-Url"] = queue_address(selection, cursor)
    return response


def _list(visit: Visit, desk: Desk, selection: Selection, cursor: str | None) -> ReviewPage:
    return queue.list_reviews(
        selection.filters,
        moderator=visit.moderator,
        database=desk.database,
        cursor=cursor,
        limit=ON_PAGE,
    )


def _signals(desk: Desk) -> list[tuple[str, str]]:
    """What can be filtered for: id and name, by name."""
    found = ((one.id, title_of(one.id)) for one in desk.scorer.signals())
    return sorted(found, key=lambda pair: pair[1])
