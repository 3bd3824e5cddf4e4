"""`/oidc/start` and `/oidc/callback`: to the newsroom's identity provider and back."""

from __future__ import annotations

import base64
import binascii
from typing import Final

from fastapi import APIRouter, Request, Response

from service.accounts import cookies, oidc_settings, sessions
from service.accounts.tokens import derive, draw_token, is_same
from service.dependencies import find_desk
from service.errors import (
    ForgedRequestError,
    IdentityRefusedError,
    NotFoundError,
    ProviderUnavailableError,
    ServiceError,
)
from service.pages.accounts.answers import browser_of, go_to, go_with_session, with_retry
from service.pages.accounts.places import HOME, own_address, sign_in_address
from service.pages.review.drawing import draw
from service.settings import Settings

router: Final = APIRouter(include_in_schema=False)

# The time in which somebody types a password and a second factor at the provider.
_AWAY_S: Final = 900


@router.get("/oidc/start")
def leave(request: Request, next: str = HOME) -> Response:  # noqa: A002 - the name in the address
    """Send the browser to the identity provider, with a cookie that is new each time."""
    settings = _configured(request)
    # Imported only where a provider is configured: the extra need not be installed otherwise.
    from service.accounts import oidc  # noqa: PLC0415 - see above

    token, wanted = draw_token(), own_address(next)
    try:
        address = oidc.authorization_address(settings, token=token, state=_state(token, wanted))
    except ProviderUnavailableError as error:
        return _refuse(error, wanted)
    response = go_to(address)
    header = cookies.cookie_header(cookies.LOGIN, token, settings, _AWAY_S)
    response.headers.append("set-cookie", header)
    return response


@router.get("/oidc/callback")
def come_back(request: Request, code: str = "", state: str = "") -> Response:
    """Begin a session for whom the provider vouches for, if an account was prepared."""
    settings = _configured(request)
    from service.accounts import oidc  # noqa: PLC0415 - as above

    token = cookies.read_cookie(request, cookies.LOGIN, settings)
    wanted = _wanted(state)
    if token is None or not is_same(state, _state(token, wanted)):
        raise ForgedRequestError
    if not code:
        # Somebody thought better of it at the provider, or the provider of them.
        return _refuse(IdentityRefusedError(), wanted)
    try:
        identity = oidc.identity_of(settings, token=token, code=code)
        session = sessions.sign_in_as(
            identity, browser=browser_of(request), database=find_desk(request).database
        )
    except (ProviderUnavailableError, IdentityRefusedError) as error:
        return _refuse(error, wanted)
    return go_with_session(wanted, session, settings)


def _configured(request: Request) -> Settings:
    settings = find_desk(request).settings
    if not oidc_settings.is_configured(settings):
        raise NotFoundError
    return settings


def _state(token: str, wanted: str) -> str:
    """Ties the way back to the browser that left, and says where it wanted to go."""
    return (
        f"{derive(token, f'state {wanted}')}.{base64.urlsafe_b64encode(wanted.encode()).decode()}"
    )


def _wanted(state: str) -> str:
    try:
        return own_address(base64.urlsafe_b64decode(state.partition(".")[2]).decode())
    except (binascii.Error, ValueError):
        return HOME


def _refuse(error: ServiceError, wanted: str) -> Response:
    response = draw(
        None,
        "not-let-in.html",
        here="",
        status=error.status,
        title=error.title,
        detail=error.detail,
        address=sign_in_address(wanted),
    )
    return with_retry(response, error)
