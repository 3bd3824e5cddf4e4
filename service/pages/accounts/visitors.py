"""What a page answers to a visitor whom it does not know: the way to sign in, with what they typed kept."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from service.accounts.who import NoAccountsYetError, VisitorUnknownError
from service.errors import ForgedRequestError
from service.gate import SESSION_FOLDERS, is_under
from service.pages.accounts.places import sign_in_address
from service.pages.review.drawing import draw
from service.problems import problem_response

# Fields of forms that nobody typed.
_CARRIED: Final = frozenset({"csrf", "version", "lease", "password", "new", "again", "old"})
_FIELDS: Final = 100


def handle_visitors(app: FastAPI) -> None:
    """Answer on pages, in pages, what would be a problem document elsewhere."""
    app.add_exception_handler(VisitorUnknownError, _lead_to_sign_in)
    app.add_exception_handler(NoAccountsYetError, _explain_accounts)
    app.add_exception_handler(ForgedRequestError, _refuse_forged)


async def _lead_to_sign_in(request: Request, _error: Exception) -> Response:
    if request.headers.get("hx-request"):
        return _whole_page(request)
    if request.method in {"GET", "HEAD"}:
        query = f"?{request.url.query}" if request.url.query else ""
        address = sign_in_address(quote(request.url.path) + query)
        return Response(status_code=303, headers={"Location": address, "Cache-Control": "no-store"})
    return draw(
        None,
        "signed-out.html",
        here="",
        status=401,
        address=sign_in_address(_page_of(request)),
        typed=await _typed(request),
    )


async def _explain_accounts(_request: Request, _error: Exception) -> Response:
    return draw(None, "no-accounts.html", here="", status=403)


async def _refuse_forged(request: Request, error: Exception) -> Response:
    assert isinstance(error, ForgedRequestError)  # noqa: S101 - the framework calls this for that class only
    if not is_under(request.url.path, SESSION_FOLDERS):
        return problem_response(error)
    typed = await _typed(request)
    return draw(None, "forged.html", here="", status=403, address=_page_of(request), typed=typed)


def _whole_page(request: Request) -> Response:
    """A part of a page that htmx asked for cannot become the sign-in page; the browser goes there as a whole."""
    page = urlsplit(request.headers.get("hx-current-url", ""))
    query = f"?{page.query}" if page.query else ""
    address = sign_in_address(page.path + query)
    return Response(status_code=401, headers={"HX-Redirect": address, "Cache-Control": "no-store"})


def _page_of(request: Request) -> str:
    """The page on which a form stands: forms are sent to the page's own address or one step below."""
    parts = request.url.path.split("/")
    return quote("/".join(parts[:3])) if parts[1] == "review" and len(parts) > 3 else "/review"  # noqa: PLR2004 - "", "review", id


async def _typed(request: Request) -> list[tuple[str, str]]:
    """What stood in the form, so that a refusal costs nobody their words; never a password or a token."""
    try:
        form = await request.form(max_files=0, max_fields=_FIELDS)
    except HTTPException:
        return []
    return [
        (name, value)
        for name, value in form.multi_items()
        if isinstance(value, str) and value.strip() and name not in _CARRIED
    ]
