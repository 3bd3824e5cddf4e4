"""What the command line does with articles: load one, have it read, give it out."""

from __future__ import annotations

import http.client
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Final

import orjson
from rich.table import Table

from models import (
    Answer,
    Article,
    HtmlError,
    SignalInfo,
    check_lexicons,
    load_scorer,
    read_sources,
)
from service.identifiers import format_id, new_uuid7
from service.reading.files import UnreadableFileError, article_from_file
from service.scores.wire import answer_fields
from service.settings import Settings

_HEALTH_WAIT_S: Final = 4
_OK: Final = 200


class UnreadableArticleError(Exception):
    """The file is missing, too long, no text or no readable HTML; the message says which."""


def load_article(name: str, title: str | None, kind: str, *, most_characters: int) -> Article:
    """The article in a file, or on standard input when the name is a dash."""
    try:
        article = article_from_file(_read_bytes(name), name, title, kind)
    except UnreadableFileError:
        message = "The file is no text; save the article as plain text or HTML."
        raise UnreadableArticleError(message) from None
    if len(article.text or article.html or "") + len(title or "") > most_characters:
        message = f"The article has more than {most_characters:,} characters; nothing was cut."
        raise UnreadableArticleError(message)
    return article


def _read_bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        message = f"{name}: {error.strerror}"
        raise UnreadableArticleError(message) from None


def read_article(article: Article, settings: Settings) -> Answer:
    """Have an article read, as the service with these settings would read it."""
    scorer = load_scorer(settings.bundle_path, settings.mode)
    if settings.lexicons_path is not None:
        sources = read_sources([settings.lexicons_path])
        scorer = scorer.with_lexicons(check_lexicons(sources, scorer.ground()).accepted())
    try:
        return scorer.score(article)
    except HtmlError as error:
        message = "The HTML cannot be read within its limits; save the article as plain text."
        raise UnreadableArticleError(message) from error


def list_signals(bundle: Path | None) -> list[SignalInfo]:
    """The taxonomy of the bundle."""
    return load_scorer(bundle, "rules").signals()


def answer_as_sent(answer: Answer) -> dict[str, object]:
    """The answer in the shape of the API."""
    score_id = format_id("score", new_uuid7())
    return answer_fields(answer, score_id=score_id, stored=False, external_id=None)


def encode_readably(value: object) -> bytes:
    """JSON for eyes."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2)


def signal_table(signals: list[SignalInfo]) -> Table:
    """The taxonomy for a terminal."""
    table = Table("signal", "effect", "definition", "cues", "precision", "recall", show_lines=True)
    for one in signals:
        precision, recall = _figure(one.precision), _figure(one.recall)
        table.add_row(one.id, one.effect, one.definition, str(one.cues), precision, recall)
    return table


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def is_well(url: str) -> bool:
    """Whether an address answers 200 in time."""
    if not url.startswith(("http://", "https://")):
        return False
    try:
        with urllib.request.urlopen(url, timeout=_HEALTH_WAIT_S) as response:  # noqa: S310 - the scheme is checked above
            return bool(response.status == _OK)
    except (urllib.error.URLError, http.client.HTTPException, OSError):
        return False
