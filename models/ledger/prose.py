"""The text under the rules: words, letters, quotations, and the small questions that every rule asks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.ledger.outlets import may_name
from models.ledger.passages import Passages
from models.ledger.phrases import Mirror, Phrase
from models.ledger.tokens import Places

if TYPE_CHECKING:
    from models.contract import Act
    from models.ledger.gazetteer import Gazetteer
    from models.ledger.tokens import Words
    from models.text.document import Document

Part = tuple[int, int]

FINITE = re.compile(r"[hbvV]")
CLAUSE_WINDOW = 16
MARKS = "\"'"


@dataclass(slots=True)
class Finding:
    """One attribution in word indices; `parts` are the pieces of its statement, `via` the outlet it came through.

    A `stance` (a wish, support, refusal) is reported, but no statement of fact rests on its holder. A `label` is a
    name before a colon: a speaker only where the article knows it as one.
    """

    sentence: int
    act: Act
    cue: Part
    source: Phrase | None
    parts: list[Part] = field(default_factory=list)
    via: Phrase | None = None
    stance: bool = False
    in_title: bool = False
    label: bool = False
    cites: bool = False
    within: Finding | None = None


# Nobody changes a clause. That it is not frozen halves the time to build the dozens that an article has.
@dataclass(slots=True)
class Clause:
    """A sentence as a range of words; `following` is where the sentence after it stops.

    `opens` tells whether it stands first in its paragraph.
    """

    index: int
    first: int
    stop: int
    following: int
    in_title: bool
    opens: bool = False


class Prose:
    """A document's words with the gazetteer that reads them."""

    def __init__(self, document: Document, words: Words, gazetteer: Gazetteer) -> None:
        self.words = words
        self.letters = words.classes
        self.gazetteer = gazetteer
        self.mirror = Mirror(words)
        self.passages = Passages(document)
        self.places = Places(words)
        # The words that may belong to the name of a news outlet, in text order.
        self.outlet_places = self.places.where(lambda word: may_name(word, gazetteer))
        self._is_quoted = _quoted_words(document, words)

    def word(self, index: int) -> str:
        """A word in lower case."""
        return self.words.lowered[index]

    def whole_quotation(self, start: int, end: int) -> Part:
        """A statement that begins or ends within a quotation, with all sentences of that quotation."""
        passages = self.passages
        text = self.words.text
        opening = passages.at(start + (text[start] in MARKS))
        closing = passages.at(end - 1 - (text[end - 1] in MARKS))
        first = passages.wholes[opening][0] if opening is not None else start
        last = passages.wholes[closing][1] if closing is not None else end
        return max(0, first), max(end, last)

    def quoted_length(self, start: int, end: int) -> int:
        """How many characters of a range stand between quotation marks."""
        return self.passages.length(start, end)

    def holds_quotation(self, finding: Finding) -> bool:
        """Whether some of a statement stands between quotation marks."""
        return any(self.quoted_length(*self.words.span(*part)) for part in finding.parts)

    def letter(self, index: int, clause: Clause) -> str:
        """The letter of a word, or a space outside the sentence."""
        return self.letters[index] if clause.first <= index < clause.stop else " "

    def is_quoted(self, index: int) -> bool:
        """Whether a word stands between quotation marks."""
        return bool(self._is_quoted[index])

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


def _quoted_words(document: Document, words: Words) -> bytearray:
    """One for each word between quotation marks, else zero."""
    found = bytearray(len(words.words))
    for quote in document.quotes:
        first, stop = words.bounds(quote.start, quote.end)
        found[first:stop] = b"\1" * (stop - first)
    return found


def cut(finding: Finding, stop: int, letters: str) -> None:
    """End a statement before word `stop`, where another attribution takes over."""
    stop -= letters[stop - 1] in ",;-"
    finding.parts = [(first, max(first + 1, min(end, stop))) for first, end in finding.parts]
