"""`/account`: a moderator's password, habits and sessions."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends, Form, Request, Response
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException

from service.accounts import cookies, own
from service.accounts.who import Visit, VisitDep, check_csrf
from service.dependencies import find_desk
from service.errors import InvalidRequestError, ServiceError, TooManyAttemptsError
from service.pages.accounts.answers import (
    browser_of,
    go_to,
    go_with_session,
    problem_for_people,
    remove_cookie,
    with_retry,
)
from service.pages.accounts.habits import fields_of, read_habits
from service.pages.review.drawing import draw
from service.roles import Preferences

router: Final = APIRouter(include_in_schema=False)

_FIELDS: Final = 60
_DONE: Final = {
    "password": "The password is changed, and every other session has ended.",
    "preferences": "The preferences are saved.",
}


class PasswordForm(BaseModel):
    """What the form for another password sends, and nothing else."""

    model_config = ConfigDict(extra="forbid")

    csrf: str = ""
    old: str = ""
    new: str = ""
    again: str = ""


class SessionsForm(BaseModel):
    """What the button that ends all sessions sends."""

    model_config = ConfigDict(extra="forbid")

    csrf: str = ""


async def _habits_form(request: Request) -> dict[str, str]:
    """The fields by name; which there are depends on the shortcuts, so that no class can list them."""
    try:
        async with request.form(max_files=0, max_fields=_FIELDS) as form:
            return {name: value for name, value in form.items() if isinstance(value, str)}
    except HTTPException:
        raise InvalidRequestError from None


@router.get("/account")
def show_account(request: Request, visit: VisitDep, done: str = "") -> Response:
    """Show the account with its forms."""
    return _draw(request, visit, done=_DONE.get(done, ""))


@router.post("/account/password")
def change_password(
    request: Request, visit: VisitDep, form: Annotated[PasswordForm, Form()]
) -> Response:
    """Take a new password and end every other session."""
    check_csrf(request, form.csrf, visit)
    desk = find_desk(request)
    if form.new != form.again:
        error = InvalidRequestError("The new password was typed in two different ways.")
        return _draw(request, visit, error=error, part="password")
    try:
        token = own.change_password(
            visit.moderator,
            form.old,
            form.new,
            browser=browser_of(request),
            database=desk.database,
        )
    except (InvalidRequestError, TooManyAttemptsError) as error:
        return _draw(request, visit, error=error, part="password")
    return go_with_session("/account?done=password", token, desk.settings)


@router.post("/account/preferences")
def save_preferences(
    request: Request, visit: VisitDep, fields: Annotated[dict[str, str], Depends(_habits_form)]
) -> Response:
    """Keep how the moderator likes to work."""
    check_csrf(request, fields.pop("csrf", ""), visit)
    try:
        preferences: Preferences = read_habits(fields)
    except InvalidRequestError as error:
        return _draw(request, visit, error=error, part="preferences", typed=fields)
    own.save_preferences(visit.moderator, preferences, database=find_desk(request).database)
    return go_to("/account?done=preferences")


@router.post("/account/sessions")
def sign_out_everywhere(
    request: Request, visit: VisitDep, form: Annotated[SessionsForm, Form()]
) -> Response:
    """End every session, this one too."""
    check_csrf(request, form.csrf, visit)
    desk = find_desk(request)
    own.sign_out_everywhere(visit.moderator, database=desk.database)
    return remove_cookie(go_to("/login"), cookies.SESSION, desk.settings)


def _draw(
    request: Request,
    visit: Visit,
    *,
    done: str = "",
    error: ServiceError | None = None,
    part: str = "",
    typed: dict[str, str] | None = None,
) -> Response:
    desk = find_desk(request)
    token = cookies.read_cookie(request, cookies.SESSION, desk.settings)
    response = draw(
        visit,
        "account.html",
        here="account",
        status=error.status if error else 200,
        done=done,
        part=part,
        problem=problem_for_people(error),
        fields=fields_of(visit.moderator.preferences) if typed is None else typed,
        has_password=own.has_password(visit.moderator, database=desk.database),
        sessions=own.list_sessions(visit.moderator, token=token, database=desk.database),
    )
    return with_retry(response, error)
