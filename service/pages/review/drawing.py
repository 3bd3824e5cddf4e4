"""Pages of moderators as HTML: one frame around all of them, and the policy that keeps them harmless."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from fastapi import Response
from jinja2 import Environment

from service.accounts.who import Visit
from service.pages.drawing import POLICY as PAGE_POLICY
from service.pages.review import phrases, shortcuts, wording
from service.reading.environment import create_environment

FOLDER: Final = Path(__file__).parent
# As the public page has it; htmx in addition fetches parts of pages, from here only.
POLICY: Final = f"{PAGE_POLICY}; connect-src 'self'"
_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    # Articles and names of colleagues are not left in the cache of a shared computer; and a part that htmx asked
    # for must never come back as the whole page of the same address.
    "Cache-Control": "no-store",
    "Vary": "HX-Request",
}


def draw(
    visit: Visit | None, template: str, *, here: str, status: int = 200, **context: object
) -> Response:
    """A page for a moderator; `here` is the section that the navigation marks, None for `visit` is nobody yet."""
    html = _environment().get_template(template).render(visit=visit, here=here, **context)
    return Response(
        # A lone surrogate has no UTF-8 form; one in an article must not cost the moderator the page.
        html.encode("utf-8", "replace"),
        status,
        _HEADERS,
        media_type="text/html; charset=utf-8",
    )


@cache
def _environment() -> Environment:
    environment = create_environment(
        FOLDER / "templates",
        FOLDER.parent / "accounts" / "templates",
        FOLDER.parent / "insight" / "templates",
    )
    environment.globals.update(phrases=phrases, shortcuts=shortcuts, wording=wording)
    return environment
