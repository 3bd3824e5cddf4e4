"""The two cookies: one for who has signed in, one for who is about to. No script can read either."""

from __future__ import annotations

from typing import Final, Literal

from fastapi import Request

from service.accounts.tokens import is_token
from service.settings import Settings

CookieName = Literal["caveat_session", "caveat_login"]
SESSION: Final[CookieName] = "caveat_session"
# Ties the sign-in form, and the way to the identity provider and back, to one browser.
LOGIN: Final[CookieName] = "caveat_login"


def read_cookie(request: Request, name: CookieName, settings: Settings) -> str | None:
    """The token in a cookie, or None where it is missing or was never drawn here."""
    value = request.cookies.get(_full_name(name, settings), "")
    return value if is_token(value) else None


def cookie_header(name: CookieName, value: str, settings: Settings, max_age_s: int) -> str:
    """What `Set-Cookie` has to say; an age of zero removes the cookie."""
    secure = "; Secure" if _is_secure(settings) else ""
    return (
        f"{_full_name(name, settings)}={value}; Path=/; Max-Age={max_age_s}; "
        f"HttpOnly; SameSite=Lax{secure}"
    )


def session_seconds(settings: Settings) -> int:
    """How long a session lasts at most."""
    return round(settings.session_hours * 3600)


def _is_secure(settings: Settings) -> bool:
    return (settings.public_url or "").startswith("https://")


def _full_name(name: CookieName, settings: Settings) -> str:
    # With the prefix browsers take the cookie from this very host and over TLS only.
    return f"__Host-{name}" if _is_secure(settings) else name
