"""A document as every later stage reads it: normal form, sentences, furniture, and the way back to the submitted text.

The *normal form* is title, two newlines, body, with characters that only differ in print made equal (curly quotes,
dashes, odd spaces, full-width forms) and invisible ones removed. All stages work in its coordinates; `to_source`
leads back to the submitted field. The *shadow* is the normal form as Latin-1 bytes, one byte a character.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.contract import Span

if TYPE_CHECKING:
    from models.text.origin import Origin


# Nobody changes a sentence or a quotation. That they are not frozen halves the time to build the dozens that an
# article has.
@dataclass(slots=True, unsafe_hash=True)
class Sentence:
    """A sentence in normal-form coordinates. `paragraph` counts lines; the title is sentence 0 when there is one."""

    index: int
    start: int
    end: int
    paragraph: int
    in_title: bool
    furniture: bool


@dataclass(slots=True, unsafe_hash=True)
class Quote:
    """What stands between two quotation marks; `start` and `end` exclude the marks. May span sentences."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One prepared article. `words` counts words of prose in the body, furniture left out."""

    title: str
    text: str
    normal: str
    shadow: bytes
    body_start: int
    sentences: tuple[Sentence, ...]
    quotes: tuple[Quote, ...]
    furniture: tuple[tuple[int, int], ...]
    language: str
    words: int
    origin: Origin

    def to_source(self, start: int, end: int) -> Span:
        """The submitted field and offsets of a normal-form range; a range never crosses title and body."""
        return self.origin.to_source(start, end)

    def sentence_at(self, position: int) -> int:
        """The index of the sentence that a normal-form position lies in or follows."""
        return max(0, bisect_right(self.sentences, position, key=_start_of) - 1)


def _start_of(sentence: Sentence) -> int:
    return sentence.start
