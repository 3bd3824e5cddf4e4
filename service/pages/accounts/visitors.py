"""What a page answers to a visitor whom it does not know: the way to sign in, with what they typed kept."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from fastapi import FastAPI, Request, Response
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from service.accounts.who import NoAccountsYetError, VisitorUnknownError, check_origin
from service.dependencies import find_desk
from service.errors import ForgedRequestError
from service.gate import SESSION_FOLDERS, is_under
from service.pages.accounts.carried import is_decision, shown_fields
from service.pages.accounts.places import sign_in_address
from service.pages.accounts.signing_in import SignInForm, carrying, draw_sign_in
from service.pages.review.drawing import draw
from service.pages.review.reading_forms import read_form
from service.pages.review.refusing import is_part
from service.problems import problem_response


def handle_visitors(app: FastAPI) -> None:
    """Answer on pages, in pages, what would be a problem document elsewhere."""
    app.add_exception_handler(VisitorUnknownError, _lead_to_sign_in)
    app.add_exception_handler(NoAccountsYetError, _explain_accounts)
    app.add_exception_handler(ForgedRequestError, _refuse_forged)


async def _lead_to_sign_in(request: Request, _error: Exception) -> Response:
    if is_part(request):
        return _part_of_page(request)
    if request.method in {"GET", "HEAD"}:
        query = f"?{request.url.query}" if request.url.query else ""
        address = sign_in_address(quote(request.url.path) + query)
        return Response(status_code=303, headers={"Location": address, "Cache-Control": "no-store"})
    # What another site made the browser send is not put into a form for somebody to save unawares.
    form = await _form_of(request) if _is_ours(request) else FormData()
    wanted = SignInForm(next=_page_of(request))
    if is_decision(request.url.path):
        return draw_sign_in(request, carrying(form, request.url.path, wanted), status=401)
    address = sign_in_address(wanted.next)
    typed = shown_fields(form)
    return draw(None, "signed-out.html", here="", status=401, address=address, typed=typed)


def _is_ours(request: Request) -> bool:
    try:
        check_origin(request, find_desk(request).settings)
    except ForgedRequestError:
        return False
    return True


async def _explain_accounts(_request: Request, _error: Exception) -> Response:
    return draw(None, "no-accounts.html", here="", status=403)


async def _refuse_forged(request: Request, error: Exception) -> Response:
    assert isinstance(error, ForgedRequestError)  # noqa: S101 - the framework calls this for that class only
    if not is_under(request.url.path, SESSION_FOLDERS):
        return problem_response(error)
    typed = shown_fields(await _form_of(request))
    return draw(None, "forged.html", here="", status=403, address=_page_of(request), typed=typed)


def _part_of_page(request: Request) -> Response:
    """A part that htmx asked for cannot become the sign-in page.

    Where it only reads, the browser goes there as a whole. The page that beats or takes an article again holds a
    decision that somebody is typing: it stays, and says what to do.
    """
    if request.method != "GET":
        response = draw(None, "signed-out-part.html", here="", status=401)
        response.headers.update({"HX-Retarget": "#lease", "HX-Reswap": "outerHTML"})
        return response
    page = urlsplit(request.headers.get("hx-current-url", ""))
    query = f"?{page.query}" if page.query else ""
    address = sign_in_address(page.path + query)
    return Response(status_code=401, headers={"HX-Redirect": address, "Cache-Control": "no-store"})


def _page_of(request: Request) -> str:
    """The page on which a form stands: forms are sent to the page's own address or one step below."""
    parts = request.url.path.split("/")
    return quote("/".join(parts[:3])) if parts[1] == "review" and len(parts) > 3 else "/review"  # noqa: PLR2004 - "", "review", id


async def _form_of(request: Request) -> FormData:
    """What stood in the form, so that a refusal costs nobody their words."""
    try:
        return await read_form(request)
    except HTTPException:
        return FormData()
