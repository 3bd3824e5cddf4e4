"""Words of a document with one class letter each, so that phrases can be read with small patterns.

The letters stand in the gazetteer's `words.toml`; beside them N is a capitalised word, n any other, 0 a number,
V a verb of saying, G its -ing form, r a role noun, R a capitalised one, s the possessive. Marks stand for themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.ledger.gazetteer import Gazetteer

# Python's own engine is linear here: repetitions are possessive, so that nothing is ever read twice, and alternatives
# begin with different characters. It is several times quicker than RE2 on a pattern that matches at every word.
_LETTERS = r"[0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u024f\u0370-\u1fff\u2c00-\ud7ff]"
_AFTER = r"[ \n]*+"
WORD = re.compile(
    rf"(?:[A-Z]\.){{2,}}{_AFTER}"
    rf"|{_LETTERS}++(?:[-@]{_LETTERS}++|'(?!(?:s|d|ll|ve|re|m)\b){_LETTERS}++|\.[a-z0-9]{_LETTERS}*+)*+{_AFTER}"
    rf"|'(?:s|d|ll|ve|re|m)\b{_AFTER}"
    rf"|\s++|.{_AFTER}",
    re.DOTALL,
)
# A noun stands after a determiner, a possessive or a preposition, or before a verb of saying.
NOUN_PLACE = re.compile(r"[DsoQ0][VG]|pV|[Ds][nNr][VG](?=[Vbhop.,;])|V(?=[aV]?V|b)")
CAPITALISED = re.compile(r"[NR]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, with where each begins, its lower-case form and its letter."""

    text: str
    words: list[str]
    lowered: list[str]
    starts: list[int]
    classes: str

    def end(self, index: int) -> int:
        """Where word `index` ends, spaces after it left out."""
        return self.starts[index] + len(self.words[index])

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """The characters from word `first` up to, not including, word `stop`."""
        return self.starts[first], self.end(stop - 1)


class Places:
    """Where each capitalised word of a text stands."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._places: dict[str, list[int]] = {}
        for match in CAPITALISED.finditer(words.classes):
            at = match.start()
            self._places.setdefault(words.words[at], []).append(at)

    def first(self, word: str) -> int | None:
        """Where a name first stands."""
        found = self._places.get(word)
        return found[0] if found else None

    def of(self, name: tuple[str, ...]) -> list[tuple[int, int]]:
        """Every run of words that is the name; sought by its rarest word, so that none costs a scan."""
        known = [(len(self._places.get(word, ())), at) for at, word in enumerate(name)]
        _, offset = min(known)
        wanted, words = list(name), self._words.words
        return [
            (at - offset, at - offset + len(name))
            for at in self._places.get(name[offset], ())
            if words[at - offset : at - offset + len(name)] == wanted
        ]


def read_words(text: str, gazetteer: Gazetteer, title_end: int = 0) -> Words:
    """Cut a text into words and classify them; in a title with capitals throughout they tell nothing."""
    pieces = WORD.findall(text)
    ends = list(accumulate(map(len, pieces)))
    words = list(map(str.rstrip, pieces))
    lowered = "\n".join(words).lower().split("\n") if words else []
    known = gazetteer.classes
    letters = "".join(map(gazetteer.letters.__getitem__, words))
    if title_end:
        stop = bisect_left(ends, title_end)
        letters = _title_letters(lowered[:stop], letters[:stop], known) + letters[stop:]
    # A stop after an abbreviated title or an initial belongs to the name.
    letters = letters.replace("T.", "RR").replace("I.", "NN").replace("T", "R").replace("I", "N")
    letters = _settled(letters, lowered, gazetteer)
    return Words(text, words, lowered, [0, *ends[:-1]] if ends else [], letters)


def _settled(letters: str, lowered: list[str], gazetteer: Gazetteer) -> str:
    """Read "report" in "the report said", "according to reports" and "records show" as a noun."""
    settled = bytearray(letters, "latin-1")
    for match in NOUN_PLACE.finditer(letters):
        at = match.end() - 1 if match.end() - match.start() > 1 else match.start()
        word = lowered[at]
        if match.end() - match.start() > 2 and word.endswith("ed"):  # noqa: PLR2004
            continue
        if word in gazetteer.ambiguous or gazetteer.verbs[word].stance:
            settled[at] = ord(_noun_letter(word, gazetteer))
    return settled.decode("latin-1")


def _noun_letter(word: str, gazetteer: Gazetteer) -> str:
    if word in gazetteer.nominal:
        return "Q"
    return "r" if word in gazetteer.roles else "n"


def _title_letters(lowered: list[str], letters: str, known: dict[str, str]) -> str:
    """The letters of a title, verbs and small words found although they are capitalised."""
    if letters.count("N") * 2 < len(letters.replace(" ", "")):
        return letters
    return "".join(
        known.get(word, letter) if letter in "NIQ" else letter
        for word, letter in zip(lowered, letters, strict=True)
    )
