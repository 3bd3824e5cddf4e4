"""The page at `/`: an article in, the same article read. Works without JavaScript, stores nothing."""

from __future__ import annotations

from functools import partial
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.staticfiles import StaticFiles

from models.contract import Article
from models.errors import HtmlError
from service.dependencies import Desk, find_desk
from service.errors import NotFoundError, ServiceError, UnreadableHtmlError
from service.pages.drawing import FOLDER, draw_form, draw_reading, draw_refusal
from service.pages.forms import FormError, FormField, Submission, read_form
from service.pages.samples import Sample, samples

router: Final = APIRouter(include_in_schema=False)
router.mount(
    "/static",
    StaticFiles(directory=FOLDER / "static", packages=[("service.reading", "static")]),
    name="static",
)


@router.get("/")
async def read_page(request: Request, sample: str | None = None) -> Response:
    """Show the empty form, or one of the sample articles already read."""
    desk = find_desk(request)
    if sample is None:
        return draw_form(desk.settings.max_body_bytes)
    chosen = samples().get(sample)
    if chosen is None:
        raise NotFoundError
    article = Article(title=chosen.title, text=chosen.text.strip())
    return await desk.slots.run(partial(_read, desk, article, chosen))


@router.post("/")
async def read_article(request: Request) -> Response:
    """Read the submitted article and show it with its evidence."""
    desk = find_desk(request)
    max_bytes = desk.settings.max_body_bytes
    try:
        article = await read_form(
            request, max_characters=desk.settings.max_characters, max_bytes=max_bytes
        )
    except FormError as error:
        return draw_refusal(error, max_bytes)
    try:
        return await desk.slots.run(partial(_read, desk, article))
    except ServiceError as error:
        return draw_refusal(_beside_the_form(error, article), max_bytes)


def _read(desk: Desk, article: Article, sample: Sample | None = None) -> Response:
    """Scoring and drawing share one slot: drawing a long article would keep everybody else waiting too."""
    try:
        answer, shadow = desk.scorer.score_with_shadow(article)
    except HtmlError as error:
        raise UnreadableHtmlError from error
    desk.telemetry.count_answer(answer, shadow)
    return draw_reading(article, answer, desk.settings.max_body_bytes, sample)


def _beside_the_form(error: ServiceError, article: Article) -> FormError:
    field: FormField = "text" if article.html is None else "file"
    typed = Submission(article.title or "", article.text or "")
    return FormError(f"{error.title}. {error.detail}", field, error.status, typed)
