"""The page on which a moderator decides: show it, save the decision, take one back, compare copies."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import FormData

from service.accounts.who import check_csrf
from service.dependencies import find_desk
from service.errors import NotFoundError, NothingToReviewError
from service.pages.review.copies_view import compare
from service.pages.review.drawing import draw
from service.pages.review.queue_forms import Selection, read_selection, selection_of, with_query
from service.pages.review.queue_next import take_next
from service.pages.review.reading_forms import read_form, text_of
from service.pages.review.reading_page import draw_desk
from service.pages.review.reading_saving import save_form
from service.pages.review.refusing import PageRoute, PageVisit
from service.reviews.schemas import Decision, UndoRequest
from service.reviews.workflow import queue, undoing

router: Final = APIRouter(include_in_schema=False, route_class=PageRoute)

FormDep = Annotated[FormData, Depends(read_form)]


@router.get("/review/{review_id}")
def read_article(request: Request, review_id: str, visit: PageVisit) -> Response:
    """Show the article, and the form to whoever holds it."""
    return draw_desk(request, visit, review_id, read_selection(request.query_params))


@router.post("/review/{review_id}/verdict")
def save_verdict(request: Request, review_id: str, visit: PageVisit, form: FormDep) -> Response:
    """Store the decision and go on, or show the form again with what is wrong."""
    outcome = save_form(request, visit, review_id, form)
    if isinstance(outcome, Response):
        return outcome
    selection = selection_of(text_of(form, "filters"))
    is_onward = text_of(form, "then") != "stay" and outcome.lease is None
    return _after(request, visit, outcome, selection, is_onward=is_onward)


@router.post("/review/{review_id}/undo")
def undo_verdict(request: Request, review_id: str, visit: PageVisit, form: FormDep) -> Response:
    """Take a decision back; the article can then be decided again."""
    check_csrf(request, text_of(form, "csrf"), visit)
    version = text_of(form, "version")
    is_number = version.isdecimal() and len(version) <= len("999999999")
    decision = undoing.undo(
        UndoRequest(verdict=text_of(form, "verdict"), version=int(version) if is_number else 0),
        moderator=visit.moderator,
        database=find_desk(request).database,
    )
    selection = selection_of(text_of(form, "filters"))
    undone = {
        "undone": "1",
        "covered": _count(decision.covered),
        "left": _count(decision.not_covered),
    }
    return _go_to(with_query(f"/review/{review_id}", selection, **undone))


@router.get("/review/{review_id}/copies")
def read_copies(request: Request, review_id: str, visit: PageVisit) -> Response:
    """The copies of an article; with `with=ID`, the words in which one of them differs."""
    database = find_desk(request).database
    detail = queue.read_review(review_id, moderator=visit.moderator, database=database)
    chosen = request.query_params.get("with")
    if chosen is not None and chosen not in {copy.id for copy in detail.copies}:
        raise NotFoundError
    other = (
        queue.read_review(chosen, moderator=visit.moderator, database=database) if chosen else None
    )
    return draw(
        visit,
        "copies.html",
        here="queue",
        detail=detail,
        other=other,
        comparison=compare(detail, other) if other else None,
    )


def _after(
    request: Request, visit: PageVisit, decision: Decision, selection: Selection, *, is_onward: bool
) -> Response:
    """The next article if there is one, with a line that says what was saved and how to undo it."""
    desk = find_desk(request)
    saved = {
        "saved": decision.review.id,
        "covered": _count(decision.covered),
        "left": _count(decision.not_covered),
    }
    address = f"/review/{decision.review.id}"
    if is_onward:
        try:
            found = take_next(visit, desk, selection)
            address = f"/review/{found.lease.review.id}"
            saved["held"] = found.is_still_held
        except NothingToReviewError:
            saved["end"] = "1"
    return _go_to(with_query(address, selection, **saved))


def _count(copies: list[str]) -> str:
    return str(len(copies)) if copies else ""


def _go_to(address: str) -> Response:
    return Response(status_code=303, headers={"Location": address})
