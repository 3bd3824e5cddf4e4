"""Words of a document with one class letter each, so that phrases can be read with small patterns.

The letters stand in the gazetteer's `words.toml`; beside them N is a capitalised word, n any other, 0 a number,
V a verb of saying, G its -ing form, r a role noun, R a capitalised one, s the possessive. Marks stand for themselves.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from models.ledger.entries import Range
    from models.ledger.gazetteer import Gazetteer

# Python's own engine is linear here: repetitions are possessive, so that nothing is ever read twice, and alternatives
# begin with different characters. It is several times quicker than RE2 on a pattern that matches at every word.
_LETTERS = r"[0-9A-Za-z\u00aa\u00b5\u00ba\u00c0-\u024f\u0370-\u1fff\u2c00-\ud7ff]"
_AFTER = r"[ \n]*+"
WORD = re.compile(
    # Most words have nothing but a space behind them; the other forms are tried where that is not so.
    rf"[0-9A-Za-z]++(?![-@'.\u00aa-\ud7ff]){_AFTER}"
    rf"|(?:[A-Z]\.){{2,}}{_AFTER}"
    rf"|{_LETTERS}++(?:[-@]{_LETTERS}++|'(?!(?:s|d|ll|ve|re|m)\b){_LETTERS}++|\.[a-z0-9]{_LETTERS}*+)*+{_AFTER}"
    rf"|'(?:s|d|ll|ve|re|m)\b{_AFTER}"
    rf"|\s++|.{_AFTER}",
    re.DOTALL,
)
# A noun stands after a determiner, a possessive or a preposition, or before a verb of saying; the group marks the one
# that stands after another noun.
NOUN_PLACE = re.compile(
    r"[VG](?:(?<=[DsoQ0p]V)|(?<=[Dso0]G)|(?<=[Ds][nNr][VG])(?=[Vbhop.,;])()|(?<=V)(?=[aV]?V|b))"
)
CAPITALISED = re.compile(r"[NR]")
ROLE = re.compile(r"[rR]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, with where each begins, its lower-case form, its stem and its letter.

    The stem is what tells of the matter: the first letters of a longer word, empty for a short one.
    """

    text: str
    words: tuple[str, ...]
    lowered: tuple[str, ...]
    stems: tuple[str, ...]
    starts: list[int]
    classes: str

    def end(self, index: int) -> int:
        """Where word `index` ends, spaces after it left out."""
        return self.starts[index] + len(self.words[index])

    def span(self, first: int, stop: int) -> Range:
        """The characters from word `first` up to, not including, word `stop`."""
        return self.starts[first], self.starts[stop - 1] + len(self.words[stop - 1])

    def bounds(self, start: int, end: int) -> Range:
        """The words that begin between two characters."""
        first = bisect_left(self.starts, start)
        return first, bisect_left(self.starts, end, first)

    def stems_among(self, first: int, stop: int) -> set[str]:
        """The stems of a run of words."""
        found = set(self.stems[first:stop])
        found.discard("")
        return found

    def stems_of(self, start: int, end: int) -> set[str]:
        """The stems between two characters."""
        return self.stems_among(*self.bounds(start, end))

    def stems_in(self, ranges: Iterable[Range]) -> set[str]:
        """The stems in several ranges of characters."""
        found: set[str] = set()
        for start, end in ranges:
            first, stop = self.bounds(start, end)
            found.update(self.stems[first:stop])
        found.discard("")
        return found

    def opens_line(self, index: int) -> bool:
        """Whether a line ends before word `index`: a title or a paragraph."""
        return "\n" in self.text[self.end(index - 1) : self.starts[index]]


class Places:
    """Where each capitalised word of a text stands, and each role noun in lower case (`roles`)."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._places: dict[str, list[int]] = defaultdict(list)
        self.roles: dict[str, list[int]] = defaultdict(list)
        for match in CAPITALISED.finditer(words.classes):
            at = match.start()
            self._places[words.words[at]].append(at)
        for match in ROLE.finditer(words.classes):
            at = match.start()
            self.roles[words.lowered[at]].append(at)

    def where(self, wanted: Callable[[str], bool]) -> list[int]:
        """Where the capitalised words of some kind stand, in text order."""
        found = [places for word, places in self._places.items() if wanted(word)]
        return sorted(chain.from_iterable(found))

    def before(self, word: str, index: int) -> int | None:
        """The last place of a capitalised word before another."""
        found = self._places.get(word, [])
        at = bisect_left(found, index)
        return found[at - 1] if at else None

    def of(self, name: tuple[str, ...], most: int | None = None) -> list[tuple[int, int]]:
        """The runs of words that are the name; sought by its rarest word, so that none costs a scan."""
        if len(name) == 1:
            return [(at, at + 1) for at in self._places.get(name[0], [])[:most]]
        known = [(len(self._places.get(word, ())), at) for at, word in enumerate(name)]
        _, offset = min(known)
        words = self._words.words
        return [
            (at - offset, at - offset + len(name))
            for at in self._places.get(name[offset], [])[:most]
            if words[at - offset : at - offset + len(name)] == name
        ]


def read_words(text: str, gazetteer: Gazetteer, title_end: int = 0) -> Words:
    """Cut a text into words and classify them; in a title with capitals throughout they tell nothing."""
    pieces = WORD.findall(text)
    if not pieces:
        return Words(text, (), (), (), [], "")
    starts = list(accumulate(map(len, pieces), initial=0))
    spellings = map(gazetteer.spellings.__getitem__, pieces)
    words, lowered, classes, stems = zip(*spellings, strict=True)
    letters = "".join(classes)
    if title_end:
        stop = bisect_left(starts, title_end) - 1
        letters = _title_letters(lowered[:stop], letters[:stop], gazetteer.classes) + letters[stop:]
    # A stop after an abbreviated title or an initial belongs to the name.
    letters = letters.replace("T.", "RR").replace("I.", "NN").replace("T", "R").replace("I", "N")
    return Words(text, words, lowered, stems, starts[:-1], _settled(letters, lowered, gazetteer))


def _settled(letters: str, lowered: Sequence[str], gazetteer: Gazetteer) -> str:
    """Read "report" in "the report said", "according to reports" and "records show" as a noun."""
    settled = bytearray(letters, "latin-1")
    for match in NOUN_PLACE.finditer(letters):
        at = match.start()
        word = lowered[at]
        if word not in gazetteer.doubtful or (match.lastindex and word.endswith("ed")):
            continue
        if word in gazetteer.bases and lowered[at - 1] in gazetteer.some:
            # "Many fear", "others claim": after these a noun would be a plural.
            continue
        settled[at] = ord(_noun_letter(word, gazetteer))
    return settled.decode("latin-1")


def _noun_letter(word: str, gazetteer: Gazetteer) -> str:
    if word in gazetteer.nominal:
        return "Q"
    return "r" if word in gazetteer.roles else "n"


def _title_letters(lowered: Sequence[str], letters: str, known: dict[str, str]) -> str:
    """The letters of a title, verbs and small words found although they are capitalised."""
    if letters.count("N") * 2 < len(letters.replace(" ", "")):
        return letters
    return "".join(
        known.get(word, letter) if letter in "NIQ" else letter
        for word, letter in zip(lowered, letters, strict=True)
    )
