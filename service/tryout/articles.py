"""Articles from files, folders, standard input and lines of JSON, one after another; what cannot be read is named."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson

from models import Article
from service.reading.files import UnreadableFileError, article_from_file

_LINES: Final = frozenset({".ndjson", ".jsonl"})
_PLAIN: Final = frozenset({".txt", ".text", ".md"})
_PAGES: Final = frozenset({".html", ".htm", ".xhtml"})
_READ: Final = _LINES | _PLAIN | _PAGES | {".json"}


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article and where it came from; `has_lines` where its lines are those of the file."""

    name: str
    article: Article
    has_lines: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that could not be read as an article, and why."""

    name: str
    reason: str


def iter_articles(names: Sequence[str], most_characters: int) -> Iterator[FoundArticle | Skipped]:
    """Every article, in the order of the names; folders in the order of their files."""
    for found in _iter_all(names):
        if isinstance(found, FoundArticle) and _length(found.article) > most_characters:
            yield Skipped(found.name, f"more than {most_characters:,} characters")
        else:
            yield found


def _length(article: Article) -> int:
    return sum(len(part or "") for part in (article.title, article.text, article.html))


def _iter_all(names: Sequence[str]) -> Iterator[FoundArticle | Skipped]:
    for name in names:
        path = Path(name)
        if name == "-":
            yield from _from_bytes("standard input", sys.stdin.buffer.read())
        elif path.is_dir():
            for file in sorted(path.rglob("*")):
                if file.suffix.lower() in _READ and file.is_file():
                    yield from _from_file(file)
        else:
            yield from _from_file(path)


def _from_file(path: Path) -> Iterator[FoundArticle | Skipped]:
    try:
        if path.suffix.lower() in _LINES:
            # Line by line: a file of a million articles need not fit into memory.
            with path.open("rb") as lines:
                yield from _from_lines(str(path), lines)
            return
        data = path.read_bytes()
    except OSError as error:
        yield Skipped(str(path), error.strerror or type(error).__name__)
        return
    yield from _from_bytes(str(path), data)


def _from_bytes(name: str, data: bytes) -> Iterator[FoundArticle | Skipped]:
    is_json = Path(name).suffix.lower() == ".json"
    if is_json or data.lstrip()[:1] == b"{":
        yield from _from_json(name, data) if is_json else _from_lines(name, data.splitlines())
        return
    try:
        article = article_from_file(data, name)
    except UnreadableFileError:
        yield Skipped(name, "no text")
        return
    yield FoundArticle(name, article, has_lines=article.text is not None)


def _from_json(name: str, data: bytes) -> Iterator[FoundArticle | Skipped]:
    try:
        rows = orjson.loads(data)
    except orjson.JSONDecodeError:
        yield Skipped(name, "not JSON")
        return
    for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
        yield _from_row(f"{name}#{number}", row)


def _from_lines(name: str, lines: Iterable[bytes]) -> Iterator[FoundArticle | Skipped]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError:
            yield Skipped(f"{name}:{number}", "not JSON")
            continue
        yield _from_row(f"{name}:{number}", row)


def _from_row(name: str, row: object) -> FoundArticle | Skipped:
    if not isinstance(row, dict):
        return Skipped(name, "no object")
    title, text, html = (row.get(key) for key in ("title", "text", "html"))
    if isinstance(text, str):
        return FoundArticle(name, Article(title if isinstance(title, str) else None, text))
    if isinstance(html, str):
        return FoundArticle(name, Article(title if isinstance(title, str) else None, html=html))
    return Skipped(name, "neither text nor html")
