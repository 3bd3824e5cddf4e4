"""The text under the rules: words, letters, quotations, and the small questions that every rule asks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.ledger.phrases import Mirror, Phrase

if TYPE_CHECKING:
    from models.contract import Act
    from models.ledger.gazetteer import Gazetteer
    from models.ledger.tokens import Words
    from models.text.document import Document, Quote

Part = tuple[int, int]

FINITE = re.compile(r"[hbvV]")
CLAUSE_WINDOW = 16


@dataclass(slots=True)
class Finding:
    """One attribution in word indices; `parts` are the pieces of its statement, `via` the outlet it came through.

    A `stance` (a wish, support, refusal) is reported, but no statement of fact rests on its holder.
    """

    sentence: int
    act: Act
    cue: Part
    source: Phrase | None
    parts: list[Part] = field(default_factory=list)
    via: Phrase | None = None
    stance: bool = False
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence as a range of words; `following` is where the sentence after it stops."""

    index: int
    first: int
    stop: int
    following: int
    in_title: bool


class Prose:
    """A document's words with the gazetteer that reads them."""

    def __init__(self, document: Document, words: Words, gazetteer: Gazetteer) -> None:
        self.words = words
        self.letters = words.classes
        self.gazetteer = gazetteer
        self.mirror = Mirror(words)
        self._quotes = document.quotes
        self._quote_starts = [quote.start for quote in document.quotes]
        self._quote_ends = [quote.end for quote in document.quotes]

    def word(self, index: int) -> str:
        """A word in lower case."""
        return self.words.lowered[index]

    def whole_quotation(self, start: int, end: int) -> Part:
        """A statement that begins or ends within a quotation, with all sentences of that quotation."""
        opening, closing = self.quote_at(start), self.quote_at(end - 1)
        first = opening.start - 1 if opening else start
        last = min(closing.end + 1, len(self.words.text)) if closing else end
        return first, max(end, last)

    def letter(self, index: int, clause: Clause) -> str:
        """The letter of a word, or a space outside the sentence."""
        return self.letters[index] if clause.first <= index < clause.stop else " "

    def is_quoted(self, index: int) -> bool:
        """Whether a word stands between quotation marks."""
        return self.quote_at(self.words.starts[index]) is not None

    def quote_at(self, position: int) -> Quote | None:
        """The quotation that holds a character."""
        at = bisect_right(self._quote_starts, position) - 1
        return self._quotes[at] if at >= 0 and position < self._quote_ends[at] else None

    def quoted_length(self, start: int, end: int) -> int:
        """How many characters of a range stand between quotation marks."""
        first = bisect_right(self._quote_ends, start)
        stop = bisect_left(self._quote_starts, end)
        return sum(
            min(end, quote.end) - max(start, quote.start) for quote in self._quotes[first:stop]
        )

    def holds_clause(self, first: int, stop: int) -> bool:
        """Whether a stretch of words holds a finite verb, as far as its near end tells."""
        stop = min(stop, first + CLAUSE_WINDOW)
        comma = self.letters.find(",", first + 1, stop)
        stop = comma if comma > 0 else stop
        if FINITE.search(self.letters, first, stop):
            return True
        plain = self.words.words[first:stop]
        return any(word.endswith("ed") and word.islower() for word in plain)

    def part(self, first: int, stop: int) -> list[Part]:
        """A piece of a statement without the marks around it, or nothing when no word is left."""
        while first < stop and self.letters[first] in ",:;.-) ct":
            first += 1
        while stop > first and self.letters[stop - 1] in ",:;.-( c":
            stop -= 1
        wordy = stop - first > 1 or (stop > first and self.letters[first].isalnum())
        return [(first, stop)] if wordy else []


def cut(finding: Finding, stop: int) -> None:
    """End a statement before word `stop`, where another attribution takes over."""
    finding.parts = [(first, max(first + 1, min(end, stop))) for first, end in finding.parts]
