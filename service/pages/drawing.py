"""The page as HTML, with the policy that makes it harmless whatever text stands in it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from fastapi import Response
from jinja2 import Environment

from models.contract import Answer, Article
from service.pages.forms import FormError, Submission
from service.pages.samples import Sample, samples
from service.reading.environment import create_environment
from service.reading.view import View, submitted_fields, view_of

FOLDER: Final = Path(__file__).parent
# Own scripts and styles only, nothing inline: text that slips through as markup still cannot act.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


def draw_form(max_bytes: int) -> Response:
    """The page before anything was submitted."""
    return _draw(max_bytes, submission=Submission())


def draw_refusal(error: FormError, max_bytes: int) -> Response:
    """What was typed, and why it cannot be read."""
    return _draw(max_bytes, submission=error.typed, error=error)


def draw_reading(
    article: Article, answer: Answer, max_bytes: int, sample: Sample | None = None
) -> Response:
    """The article with its evidence, and the form to change it."""
    fields = submitted_fields(article, answer)
    submission = Submission(fields["title"], fields["text"])
    return _draw(max_bytes, submission=submission, view=view_of(article, answer), sample=sample)


def _draw(
    max_bytes: int,
    *,
    submission: Submission,
    view: View | None = None,
    error: FormError | None = None,
    sample: Sample | None = None,
) -> Response:
    template = _environment().get_template("page.html")
    html = template.render(
        submission=submission,
        view=view,
        error=error,
        sample=sample,
        samples=tuple(samples().values()),
        max_bytes=max_bytes,
    )
    return Response(
        # A lone surrogate has no UTF-8 form; one in the text must not cost the reader the page.
        html.encode("utf-8", "replace"),
        error.status if error else 200,
        {"Content-Security-Policy": POLICY},
        media_type="text/html; charset=utf-8",
    )


@cache
def _environment() -> Environment:
    return create_environment(FOLDER / "templates")
