"""What goes wrong on a page becomes a page: what happened, what to do, and where to go back to."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Final

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute

from service.accounts.who import Visit, VisitDep
from service.errors import (
    ConflictError,
    ForgedRequestError,
    LeaseLostError,
    NotFoundError,
    NothingToReviewError,
    ReviewChangedError,
    ReviewTakenError,
    RoleError,
    ServiceError,
    TooLargeError,
)
from service.pages.review.drawing import draw
from service.problems import problem_headers
from service.reviews.schemas import MOST_NOTE_CHARACTERS
from service.settings import Settings

# The advice of a problem speaks to programmers; on a page it speaks to whoever pressed the button.
_ADVICE: Final[dict[type[ServiceError], str]] = {
    NotFoundError: "No article of the queue has this address. It may have been copied incompletely.",
    RoleError: "Your role does not allow this. Ask a senior moderator or an admin.",
    ReviewTakenError: "Two people never decide the same article at the same time. It becomes free by itself when "
    "they decide it or close its page; an admin can release it in the queue.",
    LeaseLostError: "The page gave no sign of life for too long, or an admin released the article. Nothing was "
    "stored. If nobody else has taken it, you can take it again.",
    ReviewChangedError: "Nothing was stored. Look at its present state and decide again.",
    NothingToReviewError: "Every article in this selection is decided, held by somebody, laid aside by you, or waits "
    "for the opinion of somebody else.",
}


def visiting(request: Request, visit: VisitDep) -> Visit:
    """The visit, remembered so that a refusal still has the frame of the signed-in moderator."""
    request.state.visit = visit
    return visit


PageVisit = Annotated[Visit, Depends(visiting)]


class PageRoute(APIRoute):
    """A route whose expected failures are drawn for people, with the same status as in the API."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[object, object, Response]]:
        """The handler of the framework, with refusals drawn."""
        handle = super().get_route_handler()

        async def _handle_or_refuse(request: Request) -> Response:
            try:
                return await handle(request)
            except ServiceError as error:
                # The application keeps what was typed into a form that looks forged.
                if isinstance(error, ForgedRequestError) and not is_part(request):
                    raise
                return refuse(request, error)

        return _handle_or_refuse


def refuse(request: Request, error: ServiceError) -> Response:
    """The refusal as a page, or as a message for the part of a page that htmx asked for."""
    if isinstance(error, ForgedRequestError):
        return _tell_of_new_session()
    template = "refusal_message.html" if is_part(request) else _page_for(error)
    response = draw(
        getattr(request.state, "visit", None),
        template,
        here="queue",
        status=error.status,
        error=error,
        advice=_advice_on(error),
        review_id=request.path_params.get("review_id") if _still_exists(error) else None,
        can_take_again=isinstance(error, LeaseLostError),
    )
    response.headers.update(problem_headers(error))
    if is_part(request):
        response.headers.update({"HX-Retarget": "#message", "HX-Reswap": "innerHTML"})
    return response


def _tell_of_new_session() -> Response:
    """The page stays, with what is typed in it; its signs of life would all be refused, so they end here."""
    response = draw(None, "new_session.html", here="", status=ForgedRequestError.status)
    response.headers.update({"HX-Retarget": "#lease", "HX-Reswap": "outerHTML"})
    return response


def draw_too_large(settings: Settings) -> Response:
    """What a browser shows when the body was refused unread; nobody knows then who sent it."""
    return draw(
        None,
        "too_large.html",
        here="",
        status=TooLargeError.status,
        most_note=MOST_NOTE_CHARACTERS,
        most_characters=settings.max_characters,
        most_bytes=settings.max_body_bytes,
    )


def is_part(request: Request) -> bool:
    """Whether htmx asks for a part of a page, and not a browser for the whole."""
    return request.headers.get("hx-request") == "true"


def _advice_on(error: ServiceError) -> str:
    """What the workflow says of this very case, before what holds for all of its kind."""
    is_special = error.detail != type(error).advice
    return error.detail if is_special else _ADVICE.get(type(error), error.detail)


def _page_for(error: ServiceError) -> str:
    return "nothing.html" if isinstance(error, NothingToReviewError) else "refusal.html"


def _still_exists(error: ServiceError) -> bool:
    """Only then does a way back to the article lead anywhere."""
    return isinstance(error, ConflictError | RoleError)
