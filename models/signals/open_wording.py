"""Sentences that are worded like honest caveats or corroborations, whether or not a cue makes evidence of them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import re2

from models.text import Document

_FILE = Path(__file__).with_name("open_wording.toml")
# A longer sentence says other things too, and those count.
_LONGEST = 220


@dataclass(frozen=True, slots=True)
class OpenWording:
    """One way of wording, with examples that tests run."""

    id: str
    pattern: str
    examples: tuple[str, ...]
    others: tuple[str, ...]


@cache
def open_wordings() -> tuple[OpenWording, ...]:
    """What comes with the package."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["pattern"]
    return tuple(
        OpenWording(r["id"], r["pattern"], tuple(r["examples"]), tuple(r["others"])) for r in rows
    )


def open_sentences(document: Document) -> frozenset[int]:
    """Indices of the outlet's own short sentences that are worded so; the title is never one."""
    found: set[int] = set()
    for match in _expression().finditer(document.shadow, document.body_start):
        sentence = document.sentences[document.sentence_at(match.start())]
        if sentence.end - sentence.start <= _LONGEST and match.end() <= sentence.end:
            found.add(sentence.index)
    return frozenset(found - _with_quotation(document, found))


def _with_quotation(document: Document, sentences: set[int]) -> set[int]:
    """Which of the sentences somebody is quoted in: what they say is not the outlet's caveat."""
    quoted: set[int] = set()
    for quote in document.quotes if sentences else ():
        first, last = document.sentence_at(quote.start), document.sentence_at(quote.end)
        quoted.update(sentences & set(range(first, last + 1)))
    return quoted


@cache
def _expression() -> re2._Regexp[bytes]:
    return _compile([wording.pattern for wording in open_wordings()])


def _compile(patterns: list[str]) -> re2._Regexp[bytes]:
    options = re2.Options()
    # One byte a character, so that offsets in the shadow are offsets in the normal form.
    options.encoding = re2.Options.Encoding.LATIN1
    options.case_sensitive = False
    return re2.compile(f"(?m:{'|'.join(patterns)})".encode("ascii"), options)
