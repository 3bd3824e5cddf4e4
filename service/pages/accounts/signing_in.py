"""The sign-in form: what it sends, how it is drawn, and the decision that it may carry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Final

from fastapi import Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.datastructures import FormData

from service.accounts import cookies, oidc_settings
from service.accounts.tokens import derive, draw_token, is_same
from service.accounts.who import check_origin
from service.dependencies import find_desk
from service.errors import ForgedRequestError, ServiceError
from service.pages.accounts.answers import problem_for_people, with_retry
from service.pages.accounts.carried import Fields, carried_fields, is_decision
from service.pages.accounts.places import HOME, own_address
from service.pages.review.drawing import draw
from service.pages.review.reading_forms import read_form, text_of

# Long enough to fetch a password from wherever it is kept.
_LOGIN_S: Final = 3600


class SignInForm(BaseModel):
    """What the sign-in form sends of its own, and nothing else."""

    model_config = ConfigDict(extra="forbid")

    csrf: str = ""
    name: str = ""
    password: str = ""
    next: str = HOME


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in; `resend` is where the decision that it carries was sent, empty if it carries none."""

    form: SignInForm
    resend: str = ""
    carried: Fields = field(default_factory=list)


async def _read_sign_in(request: Request) -> SignIn:
    form = await read_form(request)
    resend = text_of(form, "resend")
    own = SignInForm.model_fields if is_decision(resend) else form
    try:
        fields = SignInForm.model_validate({name: form[name] for name in own if name in form})
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from None
    return carrying(form, resend, fields) if is_decision(resend) else SignIn(fields)


SignInDep = Annotated[SignIn, Depends(_read_sign_in)]


def carrying(form: FormData, resend: str, fields: SignInForm) -> SignIn:
    """A sign-in that carries the decision of a form."""
    return SignIn(fields, resend, carried_fields(form))


def check_form(request: Request, shown: str) -> None:
    """The form was drawn for this very browser: nobody can be signed in to somebody else's account unawares.

    Raises:
        ForgedRequestError: it was drawn for another, or too long ago, or another site sent it.
    """
    settings = find_desk(request).settings
    check_origin(request, settings)
    token = cookies.read_cookie(request, cookies.LOGIN, settings)
    if token is None or not is_same(shown, derive(token, "login")):
        raise ForgedRequestError


def draw_sign_in(
    request: Request,
    wanted: SignIn,
    error: ServiceError | None = None,
    *,
    status: int = 200,
    problem: str = "",
) -> Response:
    """The form, with the token of this browser and everything that it carries."""
    settings = find_desk(request).settings
    token = cookies.read_cookie(request, cookies.LOGIN, settings) or draw_token()
    response = draw(
        None,
        "login.html",
        here="",
        status=error.status if error else status,
        csrf=derive(token, "login"),
        name=wanted.form.name,
        next=own_address(wanted.form.next),
        resend=wanted.resend,
        carried=wanted.carried,
        problem=problem or problem_for_people(error),
        has_provider=oidc_settings.is_configured(settings),
    )
    header = cookies.cookie_header(cookies.LOGIN, token, settings, _LOGIN_S)
    response.headers.append("set-cookie", header)
    return with_retry(response, error)
