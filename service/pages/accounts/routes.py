"""`/login` and `/logout`: how moderators get in and out."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, ConfigDict

from service.accounts import cookies, oidc_settings, sessions, trial
from service.accounts.tokens import derive, draw_token, is_same
from service.accounts.who import (
    NoAccountsYetError,
    VisitDep,
    check_csrf,
    check_origin,
    find_signed_in,
)
from service.dependencies import Desk, find_desk
from service.errors import (
    ForgedRequestError,
    ServiceError,
    SignInRequiredError,
    TooManyAttemptsError,
)
from service.pages.accounts import account, oidc
from service.pages.accounts.answers import (
    browser_of,
    go_to,
    go_with_session,
    problem_for_people,
    remove_cookie,
    with_retry,
)
from service.pages.accounts.places import HOME, own_address
from service.pages.review.drawing import draw

router: Final = APIRouter(include_in_schema=False)
router.include_router(account.router)
router.include_router(oidc.router)

# Long enough to fetch a password from wherever it is kept.
_LOGIN_S: Final = 3600


class SignInForm(BaseModel):
    """What the sign-in form sends, and nothing else."""

    model_config = ConfigDict(extra="forbid")

    csrf: str = ""
    name: str = ""
    password: str = ""
    next: str = HOME


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
    return _draw(request, SignInForm(next=next))


@router.post("/login")
def sign_in(request: Request, form: Annotated[SignInForm, Form()]) -> Response:
    """Check name and password and begin a session."""
    desk = find_desk(request)
    _check_form(request, form, desk)
    try:
        token = sessions.sign_in(
            form.name, form.password, browser=browser_of(request), database=desk.database
        )
    except (SignInRequiredError, TooManyAttemptsError) as error:
        return _draw(request, form, error)
    return go_with_session(own_address(form.next), token, desk.settings)


@router.post("/logout")
def sign_out(request: Request, visit: VisitDep, form: Annotated[SignOutForm, Form()]) -> Response:
    """End the session and take its cookie away."""
    check_csrf(request, form.csrf, visit)
    desk = find_desk(request)
    token = cookies.read_cookie(request, cookies.SESSION, desk.settings)
    if token is not None:
        sessions.sign_out(token, database=desk.database)
    return remove_cookie(go_to("/login"), cookies.SESSION, desk.settings)


def _check_form(request: Request, form: SignInForm, desk: Desk) -> None:
    """The form was drawn for this very browser: nobody can be signed in to somebody else's account unawares."""
    check_origin(request, desk.settings)
    token = cookies.read_cookie(request, cookies.LOGIN, desk.settings)
    if token is None or not is_same(form.csrf, derive(token, "login")):
        raise ForgedRequestError


def _draw(request: Request, form: SignInForm, error: ServiceError | None = None) -> Response:
    settings = find_desk(request).settings
    token = cookies.read_cookie(request, cookies.LOGIN, settings) or draw_token()
    response = draw(
        None,
        "login.html",
        here="",
        status=error.status if error else 200,
        csrf=derive(token, "login"),
        name=form.name,
        next=own_address(form.next),
        problem=problem_for_people(error),
        has_provider=oidc_settings.is_configured(settings),
    )
    header = cookies.cookie_header(cookies.LOGIN, token, settings, _LOGIN_S)
    response.headers.append("set-cookie", header)
    return with_retry(response, error)
