"""Where a sentence can be put into an article, and where one can be taken out, in offsets of the submitted text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from models.contract import Article
from models.text import Document, Sentence, read_document

_SHORTEST = 40
_BREAK = re.compile(r"\n\s*\n|\n")


@dataclass(frozen=True, slots=True)
class Page:
    """An article with its sentences; makes changed copies of it."""

    article: Article
    document: Document

    @classmethod
    def of(cls, article: Article) -> Self:
        """Read an article."""
        return cls(article, read_document(article))

    @property
    def text(self) -> str:
        """The body as submitted."""
        return self.article.text or ""

    def with_text(self, text: str) -> Article:
        """The same article with another body."""
        return replace(self.article, text=text)

    def insert(self, at: int, words: str) -> Article:
        """The article with words put in."""
        return self.with_text(self.text[:at] + words + self.text[at:])

    def sentence_ends(self) -> list[int]:
        """Ends of plain sentences of prose that stand outside quotations and do not close with a mark."""
        ends = [self.document.to_source(s.start, s.end).end for s in self._prose()]
        return [end for end in ends if self.text[end - 1 : end] == "."]

    def paragraph_breaks(self) -> list[int]:
        """Where one paragraph ends inside the body and the next begins."""
        body = self.text.rstrip()
        return [match.start() for match in _BREAK.finditer(body) if match.start()]

    def sentences(self) -> list[tuple[int, int]]:
        """The plain sentences of prose as ranges of the body."""
        spans = [self.document.to_source(s.start, s.end) for s in self._prose()]
        return [(span.start, span.end) for span in spans]

    def without(self, start: int, end: int) -> Article:
        """The article without one range, with no gap left behind."""
        before, after = self.text[:start], self.text[end:]
        if before.endswith((" ", "\n")) or not before:
            after = after.lstrip(" ")
        if after.startswith("\n") or not after:
            before = before.rstrip(" ")
        if before.endswith("\n") or not before:
            after = after.lstrip("\n")
        return self.with_text(before + after)

    def _prose(self) -> list[Sentence]:
        quotes = [(quote.start, quote.end) for quote in self.document.quotes]
        return [
            s
            for s in self.document.sentences
            if not s.in_title
            and not s.furniture
            and s.end - s.start >= _SHORTEST
            and not _touches(s, quotes)
        ]


def _touches(sentence: Sentence, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start < sentence.end and end > sentence.start for start, end in ranges)
