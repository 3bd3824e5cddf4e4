"""Saving a decision from the page. Whatever stands in the way, what was typed and picked stays in the form."""

from __future__ import annotations

from typing import Final

from fastapi import Request, Response
from starlette.datastructures import FormData

from service.accounts.who import Visit, check_csrf
from service.dependencies import Desk, find_desk
from service.errors import (
    ConflictError,
    ForgedRequestError,
    InvalidRequestError,
    ReviewChangedError,
    ReviewTakenError,
    RoleError,
    ServiceError,
)
from service.pages.review import phrases, wording
from service.pages.review.queue_forms import selection_of
from service.pages.review.reading_forms import Typed, text_of
from service.pages.review.reading_page import draw_desk
from service.pages.review.reading_repeated import stored_decision
from service.pages.review.reading_request import FormFaults, verdict_request
from service.pages.review.reading_view import Refusal
from service.reviews.detail import ReviewDetail
from service.reviews.policy import Policy
from service.reviews.schemas import Decision
from service.reviews.workflow import deciding, leasing, queue

_AGAIN: Final = (
    "Nothing was stored yet, and everything that you entered is still here. "
    "Look at it and press Save once more."
)
_KEPT: Final = "Nothing was stored; what you entered is still here."
_FAULTY: Final = f"{_KEPT} What has to be changed stands beside the fields."


def save_form(
    request: Request, visit: Visit, review_id: str, form: FormData
) -> Decision | Response:
    """The stored decision, or the page with what was typed and the reason.

    Raises:
        ForgedRequestError: another site sent the form.
        NotFoundError: there is no such review.
    """
    typed = Typed.of_form(form)
    try:
        _check_origin(request, visit, form)
        return _decide(request, visit, review_id, typed)
    except FormFaults as error:
        refusal = Refusal(422, error.faults.get("form", _FAULTY), error.faults)
    except (ConflictError, RoleError) as error:
        detail = _read(request, visit, review_id)
        repeated = _stored_already(request, visit, detail, typed)
        if repeated is not None:
            return repeated
        refusal, typed = _clash(error, request, visit, detail, typed)
    except ServiceError as error:
        if error.status == 404:  # noqa: PLR2004 - nothing is there that could be drawn again
            raise
        refusal = Refusal(error.status, _in_words(error))
    selection = selection_of(text_of(form, "filters"))
    return draw_desk(request, visit, review_id, selection, typed=typed, refusal=refusal)


def _decide(request: Request, visit: Visit, review_id: str, typed: Typed) -> Decision:
    desk = find_desk(request)
    signals = _signals(desk)
    wanted = verdict_request(typed, _read(request, visit, review_id), signals)
    return deciding.decide(
        wanted, moderator=visit.moderator, signals=signals, database=desk.database
    )


def _signals(desk: Desk) -> set[str]:
    return {one.id for one in desk.scorer.signals()}


def _read(request: Request, visit: Visit, review_id: str) -> ReviewDetail:
    database = find_desk(request).database
    return queue.read_review(review_id, moderator=visit.moderator, database=database)


def _check_origin(request: Request, visit: Visit, form: FormData) -> None:
    """A form of our own page that is older than the session is shown again, one from elsewhere is not."""
    try:
        check_csrf(request, text_of(form, "csrf"), visit)
    except ForgedRequestError as error:
        if request.headers.get("sec-fetch-site") != "same-origin":
            raise
        message = f"The page was older than your session. {_AGAIN}"
        raise FormFaults({"form": message}) from error


def _stored_already(
    request: Request, visit: Visit, detail: ReviewDetail, typed: Typed
) -> Decision | None:
    """What a button that was pressed twice stored the first time."""
    desk = find_desk(request)
    return stored_decision(
        typed, detail, _signals(desk), moderator=visit.moderator, database=desk.database
    )


def _clash(
    error: ServiceError, request: Request, visit: Visit, detail: ReviewDetail, typed: Typed
) -> tuple[Refusal, Typed]:
    """What happened in the meantime, and the form on the present version, held again if nobody else has it."""
    desk = find_desk(request)
    lease = detail.lease.id if detail.lease else None
    try:
        if lease is None:
            lease = leasing.take(
                detail.review.id,
                moderator=visit.moderator,
                database=desk.database,
                policy=Policy.of(desk.settings),
            ).id
    except (ReviewTakenError, RoleError) as obstacle:
        message = _obstacle(obstacle, detail)
    else:
        message = _meanwhile(error, visit, detail)
    return Refusal(error.status, message), typed.holding(detail.review.version, lease)


def _meanwhile(error: ServiceError, visit: Visit, detail: ReviewDetail) -> str:
    if isinstance(error, ReviewChangedError):
        return f"{_who_decided(visit, detail)} {wording.STATES[detail.review.state]} {_AGAIN}"
    if isinstance(error, RoleError):
        return f"{_in_words(error)} {_KEPT}"
    return f"Your time with this article had run out. Nobody else has it, so it is yours again. {_AGAIN}"


def _who_decided(visit: Visit, detail: ReviewDetail) -> str:
    """Whose verdict the page did not know yet; what others decided may be hidden, what one did oneself never is."""
    last = detail.verdicts[-1] if detail.verdicts else None
    is_own = last is not None and last.reviewer == visit.moderator.name
    if last is None or not is_own or last.version != detail.review.version:
        return "Somebody decided on this article while you read it."
    if last.kind == "undo":
        return "You took your decision on this article back in another tab."
    return "You decided on this article in another tab."


def _obstacle(error: ServiceError, detail: ReviewDetail) -> str:
    holder = detail.review.holder
    if isinstance(error, RoleError) or holder is None:
        return f"This decision is not yours to make any more. {wording.STATES[detail.review.state]} {_KEPT}"
    left = phrases.left(holder.expires_at)
    return (
        f"Your time with this article had run out, and {holder.name} has it now, for at least {left}. "
        f"{_KEPT} Save tries again."
    )


def _in_words(error: ServiceError) -> str:
    """An expected failure in the words of the API, with the first of its faults."""
    if isinstance(error, InvalidRequestError) and error.faults:
        told = "; ".join(f"{fault.field} {fault.problem}" for fault in error.faults[:3])
        return f"{_KEPT} {told}."
    return f"{error.title}. {error.detail} {_KEPT}"
