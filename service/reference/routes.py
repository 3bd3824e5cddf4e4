"""`/docs` and `/problems/...`: the API reference, rendered from the OpenAPI document."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from service.errors import PROBLEMS, NotFoundError
from service.reference.page import render_problem, render_reference, stylesheet

router: Final = APIRouter(include_in_schema=False)
_CSP: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'"
}


@router.get("/docs")
async def read_reference(request: Request) -> HTMLResponse:
    """Show the API reference."""
    return HTMLResponse(render_reference(request.app.openapi()), headers=_CSP)


@router.get("/docs/style.css")
async def read_style() -> Response:
    """Give the style of the reference."""
    return Response(stylesheet(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})


@router.get("/problems/{slug}")
async def read_problem(slug: str) -> HTMLResponse:
    """Explain a type of problem; the `type` of every problem leads here."""
    kind = next((kind for kind in PROBLEMS if kind.slug == slug), None)
    if kind is None:
        raise NotFoundError
    return HTMLResponse(render_problem(kind), headers=_CSP)
