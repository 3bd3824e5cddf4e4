"""The queue and what is done from it: take, lay aside, release, and keep a selection under a name."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import FormData

from service.accounts.who import check_csrf
from service.dependencies import Desk, find_desk
from service.errors import LeaseLostError
from service.pages.review.drawing import draw
from service.pages.review.queue_forms import (
    Selection,
    selection_of,
    with_query,
)
from service.pages.review.queue_next import take_next
from service.pages.review.queue_page import draw_queue
from service.pages.review.reading_forms import read_form, text_of
from service.pages.review.refusing import PageRoute, PageVisit, is_part
from service.reviews.policy import Policy
from service.reviews.schemas import Lease
from service.reviews.workflow import leasing

router: Final = APIRouter(include_in_schema=False, route_class=PageRoute)

FormDep = Annotated[FormData, Depends(read_form)]


@router.get("/review")
def read_queue(request: Request, visit: PageVisit) -> Response:
    """What waits, in the order and with the filters of the address."""
    return draw_queue(request, visit)


@router.post("/review/next")
def take_next_article(request: Request, visit: PageVisit, form: FormDep) -> Response:
    """Give the moderator one article that nobody else has."""
    check_csrf(request, text_of(form, "csrf"), visit)
    return _go_to_next(visit, find_desk(request), _selection(form))


@router.post("/review/{review_id}/take")
def take_article(request: Request, review_id: str, visit: PageVisit, form: FormDep) -> Response:
    """Give the moderator this article, if nobody else has it."""
    check_csrf(request, text_of(form, "csrf"), visit)
    desk = find_desk(request)
    lease = leasing.take(
        review_id,
        moderator=visit.moderator,
        database=desk.database,
        policy=Policy.of(desk.settings),
    )
    if is_part(request):
        # The page of the article is open with what was typed in it; only the lease is new.
        return _draw_lease(visit, desk, "queue_taken.html", review_id, lease)
    return go_to(with_query(f"/review/{review_id}", _selection(form)))


@router.post("/review/{review_id}/release")
def release_article(request: Request, review_id: str, visit: PageVisit, form: FormDep) -> Response:
    """Let go of an article; `skip` lays it aside for a day, `then=next` takes the next one at once."""
    check_csrf(request, text_of(form, "csrf"), visit)
    desk = find_desk(request)
    is_skip = bool(text_of(form, "skip"))
    leasing.release(review_id, moderator=visit.moderator, database=desk.database, is_skip=is_skip)
    if text_of(form, "then") == "next":
        return _go_to_next(visit, desk, _selection(form))
    done = "skipped" if is_skip else "released"
    return go_to(with_query("/review", _selection(form), done=done))


@router.post("/review/{review_id}/heartbeat")
def keep_article(request: Request, review_id: str, visit: PageVisit, form: FormDep) -> Response:
    """A sign of life of the open page: the time that is left, or that the article is lost."""
    check_csrf(request, text_of(form, "csrf"), visit)
    desk = find_desk(request)
    try:
        lease = leasing.extend(
            review_id,
            text_of(form, "lease"),
            moderator=visit.moderator,
            database=desk.database,
            policy=Policy.of(desk.settings),
        )
    except LeaseLostError as error:
        if not is_part(request):
            raise
        return draw(
            visit, "queue_lost.html", here="queue", status=error.status, review_id=review_id
        )
    return _draw_lease(visit, desk, "queue_lease.html", review_id, lease)


def beat_s(desk: Desk) -> int:
    """How often an open page gives a sign of life: one may be lost without the article being lost."""
    return max(1, int(desk.settings.lease_live_s / 3))


def go_to(address: str) -> Response:
    """On to another page by GET, so that loading it again repeats nothing."""
    return Response(status_code=303, headers={"Location": address})


def _draw_lease(
    visit: PageVisit, desk: Desk, template: str, review_id: str, lease: Lease
) -> Response:
    return draw(
        visit,
        template,
        here="queue",
        review_id=review_id,
        lease=lease,
        beat_s=beat_s(desk),
        is_beat=True,
    )


def _go_to_next(visit: PageVisit, desk: Desk, selection: Selection) -> Response:
    found = take_next(visit, desk, selection)
    address = f"/review/{found.lease.review.id}"
    return go_to(with_query(address, selection, held=found.is_still_held))


def _selection(form: FormData) -> Selection:
    return selection_of(text_of(form, "filters"))
