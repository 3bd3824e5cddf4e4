"""Selections of the queue under a name: keep one, forget one."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Request, Response
from starlette.datastructures import FormData

from service.accounts.who import check_csrf
from service.dependencies import find_desk
from service.errors import InvalidRequestError
from service.pages.review.queue_forms import selection_of, with_query
from service.pages.review.queue_page import draw_queue
from service.pages.review.queue_routes import go_to
from service.pages.review.reading_forms import read_form, text_of
from service.pages.review.refusing import PageRoute, PageVisit
from service.reviews.workflow import views

router: Final = APIRouter(include_in_schema=False, route_class=PageRoute)

FormDep = Annotated[FormData, Depends(read_form)]


@router.post("/review/views")
def save_view(request: Request, visit: PageVisit, form: FormDep) -> Response:
    """Keep the filters that the queue shows; a name that cannot be kept is told beside its field."""
    check_csrf(request, text_of(form, "csrf"), visit)
    selection = selection_of(text_of(form, "filters"))
    name = text_of(form, "name")
    if selection.ignored:
        # The queue names what was not understood; a view without it would show something else than was asked for.
        problem = "Nothing was saved: not all filters were understood. Look at what applies and save again."
        return draw_queue(request, visit, selection=selection, name=name, name_problem=problem)
    try:
        views.save_view(
            name,
            selection.filters,
            bool(text_of(form, "shared")),
            visit.moderator,
            find_desk(request).database,
        )
    except InvalidRequestError as error:
        problem = " ".join(f"The name {fault.problem}. {fault.do}" for fault in error.faults)
        return draw_queue(request, visit, selection=selection, name=name, name_problem=problem)
    return go_to(with_query("/review", selection, done="saved"))


@router.post("/review/views/{view_id}/delete")
def delete_view(request: Request, view_id: str, visit: PageVisit, form: FormDep) -> Response:
    """Forget a view; the selection that is shown stays."""
    check_csrf(request, text_of(form, "csrf"), visit)
    views.delete_view(view_id, visit.moderator, find_desk(request).database)
    return go_to(with_query("/review", selection_of(text_of(form, "filters")), done="deleted"))
