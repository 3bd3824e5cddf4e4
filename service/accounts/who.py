"""Who asks: the dependencies by which pages and the API learn it, and what keeps forged requests out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Final
from urllib.parse import urlsplit

from fastapi import Depends, Request

from service.accounts import cookies, store, trial
from service.accounts.people import moderator_of
from service.accounts.tokens import derive, draw_token, hash_token, is_same
from service.db.engine import Database
from service.dependencies import Desk, find_desk
from service.errors import (
    ForgedRequestError,
    KeyRequiredError,
    KeyScopeError,
    SignInRequiredError,
)
from service.gate import add_answer_header, key_of
from service.roles import Moderator
from service.security import KeyRecord
from service.settings import Settings, is_loopback

_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_HEADER: Final = "x-csrf-token"
# What browsers say of the site that made them ask; `none` is somebody at the keyboard, None no browser of these days.
_OWN_SITES: Final = frozenset({None, "none", "same-origin"})


@dataclass(frozen=True, slots=True)
class Visit:
    """A moderator on a page; `csrf` goes into every form and, for htmx, into the header `X-CSRF-Token`."""

    moderator: Moderator
    csrf: str
    is_trial: bool


class VisitorUnknownError(Exception):
    """Nobody is signed in; the page to show instead is `service.pages.accounts`'s to draw."""


class NoAccountsYetError(Exception):
    """Nobody could sign in, because no account was ever made."""


def page_visit(request: Request) -> Visit:
    """The moderator of a page.

    Raises:
        VisitorUnknownError: nobody is signed in; the visitor is led to the sign-in page.
        NoAccountsYetError: there is no account, and the trial is not open to others than this machine.
    """
    desk = find_desk(request)
    token = cookies.read_cookie(request, cookies.SESSION, desk.settings)
    moderator = find_signed_in(token, desk.database)
    if token is not None and moderator is not None:
        return Visit(moderator, csrf_token(token), is_trial=False)
    door = trial.find_door(desk.settings, desk.database)
    if door == "accounts":
        raise VisitorUnknownError
    if door == "closed" or not _is_near(request):
        raise NoAccountsYetError
    return _trial_visit(request, desk, token)


def api_moderator(request: Request) -> Moderator:
    """The moderator for whom a request of the review API acts.

    Raises:
        SignInRequiredError: neither key nor session, and no trial.
        KeyRequiredError: the moderator of the key is disabled.
        KeyScopeError: the key is not for reviewing.
        ForgedRequestError: a session without its token against forged requests.
    """
    desk = find_desk(request)
    key = key_of(request.scope)
    if key is not None:
        return _moderator_of_key(key, desk.database)
    token = cookies.read_cookie(request, cookies.SESSION, desk.settings)
    moderator = find_signed_in(token, desk.database)
    if moderator is None:
        if trial.find_door(desk.settings, desk.database) != "trial" or not _is_near(request):
            raise SignInRequiredError
        moderator = trial.trial_moderator(desk.database)
    if request.method not in _SAFE:
        _check_api_csrf(request, token, desk.settings)
    return moderator


def check_csrf(request: Request, form_token: str | None, visit: Visit) -> None:
    """Refuse what another site made the browser send; every page calls this before it changes anything.

    Raises:
        ForgedRequestError: the token is missing or wrong, or the browser says that the request comes from elsewhere.
    """
    check_origin(request, find_desk(request).settings)
    shown = form_token or request.headers.get(_HEADER, "")
    if not is_same(shown, visit.csrf):
        raise ForgedRequestError


def check_origin(request: Request, settings: Settings) -> None:
    """Refuse what a browser says another site sent; tools say nothing and are not refused here.

    Raises:
        ForgedRequestError: the request comes from another site.
    """
    site = request.headers.get("sec-fetch-site")
    if site not in _OWN_SITES:
        raise ForgedRequestError
    origin = request.headers.get("origin")
    if origin is None or origin == settings.public_url or (origin == "null" and site is not None):
        # Under our referrer policy browsers hide the origin even from ourselves; those that do name the site.
        return
    # The scheme is left out: a proxy in front speaks TLS, this service does not.
    if urlsplit(origin).netloc != request.headers.get("host"):
        raise ForgedRequestError


def csrf_token(token: str) -> str:
    """The token against forged requests that belongs to a session."""
    return derive(token, "csrf")


def find_signed_in(token: str | None, database: Database) -> Moderator | None:
    """Whose session a cookie opens, or None: unknown, over, signed out or disabled look the same."""
    if token is None:
        return None
    with database.reading() as session:
        row = store.find_session_user(session, hash_token(token), datetime.now(UTC))
        return moderator_of(row) if row is not None else None


def _is_near(request: Request) -> bool:
    """Whether the browser reached us by a name of this machine.

    A site can point a name of its own at a loopback address and would then share the trial's origin; such a name has
    a dot.
    """
    name = request.headers.get("host", "").rsplit(":", 1)[0]
    return is_loopback(name) or not {".", ":"} & set(name)


def _trial_visit(request: Request, desk: Desk, token: str | None) -> Visit:
    # The cookie opens nothing, so nothing of it is kept; it is there for the token that is derived from it.
    if token is None:
        token = draw_token()
        age = cookies.session_seconds(desk.settings)
        header = cookies.cookie_header(cookies.SESSION, token, desk.settings, age)
        add_answer_header(request.scope, "set-cookie", header)
    return Visit(trial.trial_moderator(desk.database), csrf_token(token), is_trial=True)


def _moderator_of_key(key: KeyRecord, database: Database) -> Moderator:
    if "review" not in key.scopes or key.user_id is None:
        raise KeyScopeError
    with database.reading() as session:
        row = store.find_user_by_id(session, key.user_id)
        if row is None or row.disabled_at is not None:
            raise KeyRequiredError
        return moderator_of(row)


def _check_api_csrf(request: Request, token: str | None, settings: Settings) -> None:
    """Who comes with a cookie is a browser and shows its token; in a trial a tool may come without either."""
    check_origin(request, settings)
    if token is not None and not is_same(request.headers.get(_HEADER, ""), csrf_token(token)):
        raise ForgedRequestError


VisitDep = Annotated[Visit, Depends(page_visit)]
ModeratorDep = Annotated[Moderator, Depends(api_moderator)]
