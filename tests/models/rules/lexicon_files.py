"""Lexicons written to a folder, and the smallest documents that exercise a cue."""

from __future__ import annotations

from pathlib import Path

from models.contract import Article
from models.rules import Cue, Hit, Ruleset
from models.text import read_document
from models.text.document import Document

# Makes a paragraph of a sentence, so that it is not taken for a caption; it carries no cue.
PROSE = "The rest of the week passed quietly in the town, and the market opened as it always had."

HEADER = 'language = "en"\n'


def write_lexicon(folder: Path, body: str, name: str = "test.toml") -> Path:
    """A lexicon file with a header."""
    path = folder / name
    path.write_text(HEADER + body, encoding="utf-8")
    return path


def a_cue(pattern: str, **values: object) -> Cue:
    """A cue of a signal that every test may use."""
    return Cue(id="test.cue", signal="source.vague", pattern=pattern, **values)  # type: ignore[arg-type]


def a_document(text: str, title: str | None = None) -> Document:
    """A document of exactly this text."""
    return read_document(Article(title=title, text=text, language="en"))


def find(cue: Cue, text: str, title: str | None = None) -> list[Hit]:
    """The hits of one cue in a text that is long enough to be prose."""
    return Ruleset([cue]).find(a_document(f"{text} {PROSE}", title))


def words(hits: list[Hit], text: str) -> list[str]:
    """The evidence of hits in a text without title."""
    return [text[hit.start : hit.end] for hit in hits]
