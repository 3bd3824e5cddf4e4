"""A reading as one HTML file that needs nothing beside it: style inside, no script, no request."""

from __future__ import annotations

import base64
import hashlib

from markupsafe import Markup

from models.contract import Answer, Article
from service.reading.environment import FOLDER, create_environment
from service.reading.view import view_of

STYLE_SHEET = FOLDER / "static" / "reading.css"


def render_html(article: Article, answer: Answer) -> str:
    """The self-contained report of `caveat read --html`."""
    style = STYLE_SHEET.read_text(encoding="utf-8")
    return (
        create_environment()
        .get_template("report.html")
        .render(
            view=view_of(article, answer),
            style=Markup(style),  # noqa: S704 - our own file, not input
            style_hash=_policy_hash(f"\n{style}\n"),
        )
    )


def _policy_hash(style: str) -> str:
    """The only style sheet that the report's own policy lets a browser apply."""
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
