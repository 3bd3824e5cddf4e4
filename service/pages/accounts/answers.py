"""What the answers around accounts have in common: where to go next, with which cookie, when to come back."""

from __future__ import annotations

from fastapi import Request, Response

from service.accounts import cookies
from service.accounts.cookies import CookieName
from service.accounts.sessions import Browser
from service.dependencies import find_desk
from service.errors import ServiceError, TooManyAttemptsError
from service.settings import Settings


def browser_of(request: Request) -> Browser:
    """From where a request comes. What forwarding headers say is not believed: anybody can write them."""
    settings = find_desk(request).settings
    return Browser(
        address=request.client.host if request.client else "",
        old_token=cookies.read_cookie(request, cookies.SESSION, settings),
        lifetime_s=cookies.session_seconds(settings),
    )


def go_to(address: str) -> Response:
    """Send the browser to another page of ours."""
    return Response(status_code=303, headers={"Location": address, "Cache-Control": "no-store"})


def go_with_session(address: str, token: str, settings: Settings) -> Response:
    """Send the browser on with a session that has just begun."""
    response = remove_cookie(go_to(address), cookies.LOGIN, settings)
    age = cookies.session_seconds(settings)
    header = cookies.cookie_header(cookies.SESSION, token, settings, age)
    response.headers.append("set-cookie", header)
    return response


def remove_cookie(response: Response, name: CookieName, settings: Settings) -> Response:
    """Let the browser forget a cookie."""
    response.headers.append("set-cookie", cookies.cookie_header(name, "", settings, 0))
    return response


def problem_for_people(error: ServiceError | None) -> str:
    """What stands above a form that was refused; advice about headers is for programs."""
    if isinstance(error, TooManyAttemptsError):
        return "Too many attempts failed. Wait five minutes and try again."
    return error.detail if error else ""


def with_retry(response: Response, error: ServiceError | None) -> Response:
    """The answer, with the time after which another attempt has a chance."""
    if error is not None and error.retry_after_s is not None:
        response.headers["retry-after"] = str(error.retry_after_s)
    return response
