"""`/login` and `/logout`: how moderators get in and out."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, ConfigDict

from service.accounts import cookies, sessions, trial
from service.accounts.who import NoAccountsYetError, VisitDep, check_csrf, find_signed_in
from service.dependencies import find_desk
from service.errors import ForgedRequestError, SignInRequiredError, TooManyAttemptsError
from service.pages.accounts import account, oidc
from service.pages.accounts.answers import browser_of, go_to, go_with_session, remove_cookie
from service.pages.accounts.places import HOME, own_address
from service.pages.accounts.signing_in import (
    SignIn,
    SignInDep,
    SignInForm,
    check_form,
    draw_sign_in,
)

router: Final = APIRouter(include_in_schema=False)
router.include_router(account.router)
router.include_router(oidc.router)

_TOO_OLD: Final = "This form was too old. Sign in once more; what you typed is still in it."


class SignOutForm(BaseModel):
    """What the button for signing out sends."""

    model_config = ConfigDict(extra="forbid")

    csrf: str = ""


@router.get("/login")
def show_sign_in(request: Request, next: str = HOME) -> Response:  # noqa: A002 - the name in the address
    """Show the sign-in form, or go on where nobody needs to sign in."""
    desk = find_desk(request)
    token = cookies.read_cookie(request, cookies.SESSION, desk.settings)
    if find_signed_in(token, desk.database) is not None:
        return go_to(own_address(next))
    door = trial.find_door(desk.settings, desk.database)
    if door == "closed":
        raise NoAccountsYetError
    if door == "trial":
        return go_to(own_address(next))
    return draw_sign_in(request, SignIn(SignInForm(next=next)))


@router.post("/login")
def sign_in(request: Request, wanted: SignInDep) -> Response:
    """Check name and password and begin a session."""
    desk, form = find_desk(request), wanted.form
    try:
        check_form(request, form.csrf)
    except ForgedRequestError:
        # Our own form, only too old: what it carries is not thrown away for that.
        if not wanted.resend or request.headers.get("sec-fetch-site") != "same-origin":
            raise
        return draw_sign_in(request, wanted, status=403, problem=_TOO_OLD)
    try:
        token = sessions.sign_in(
            form.name, form.password, browser=browser_of(request), database=desk.database
        )
    except (SignInRequiredError, TooManyAttemptsError) as error:
        return draw_sign_in(request, wanted, error)
    response = go_with_session(wanted.resend or own_address(form.next), token, desk.settings)
    if wanted.resend:
        # The browser sends the same form there once more. Its token is that of no session, so the form of the
        # decision is shown again with everything in it, and nothing is stored before somebody looks and saves.
        response.status_code = 307
    return response


@router.post("/logout")
def sign_out(request: Request, visit: VisitDep, form: Annotated[SignOutForm, Form()]) -> Response:
    """End the session and take its cookie away."""
    check_csrf(request, form.csrf, visit)
    desk = find_desk(request)
    token = cookies.read_cookie(request, cookies.SESSION, desk.settings)
    if token is not None:
        sessions.sign_out(token, database=desk.database)
    return remove_cookie(go_to("/login"), cookies.SESSION, desk.settings)
