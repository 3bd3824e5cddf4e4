"""Quotations cut into statements and read as sets of word classes, so that two wordings of one statement agree.

With the classes of `synonyms.toml`, "defending our villages" and "safeguarding our hamlets" are the same.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from models.errors import BundleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from models.text.document import Document, Quote

# Beyond this many statements the rest of an article is not compared, which bounds the work.
MAX_STATEMENTS = 250
MIN_WORDS = 4
BREAK = re.compile(r"[.!?]+(?:\s+|$)|[,.!?](?=[A-Z])|\n+")
WORD = re.compile(r"[A-Za-z][A-Za-z']*|\d+")
ENDINGS = ("ing", "ed", "es", "s")


@dataclass(frozen=True, slots=True)
class WordTable:
    """Which words count as the same, and which capitalised ones name nobody."""

    classes: WordClasses
    no_speaker: frozenset[str]

    def classes_of(self, words: Sequence[str]) -> frozenset[str]:
        """The word classes of a statement."""
        return frozenset(map(self.classes.__getitem__, words)).difference(("",))


class WordClasses(dict[str, str]):
    """The class of every word, empty for those that carry no statement; a word without one is its own stem.

    Words once met are remembered up to a bound: speeches share most of their words.
    """

    MOST = 20_000

    def __missing__(self, word: str) -> str:
        """Read a word that no class lists."""
        plain = word.removesuffix("'s")
        found = self.get(plain)
        if found is None:
            found = _stem(plain)
        if len(self) < self.MOST:
            self[word] = found
        return found


def _stem(word: str) -> str:
    ending = next((e for e in ENDINGS if word.endswith(e) and len(word) - len(e) > len(e)), "")
    return word.removesuffix(ending)


@dataclass(slots=True)
class Statement:
    """One sentence, or piece of one, between quotation marks; `quote` numbers the quotation.

    `spelled` are its words as they are written, `words` in lower case.
    """

    start: int
    end: int
    quote: int
    in_title: bool
    spelled: list[str]
    words: tuple[str, ...]
    classes: frozenset[str]

    def names(self) -> frozenset[str]:
        """The words that are capitalised although they do not open the statement, in lower case."""
        return frozenset(w.lower() for w in self.spelled[1:] if w[0].isupper() and len(w) > 1)


def read_statements(document: Document, table: WordTable) -> list[Statement]:
    """The statements of all quotations, in order, up to the limit."""
    found: list[Statement] = []
    for number, quote in enumerate(document.quotes):
        if len(found) >= MAX_STATEMENTS:
            break
        if not _in_furniture(document, quote):
            found += islice(_cut(document, number, quote, table), MAX_STATEMENTS - len(found))
    return found


def _cut(document: Document, number: int, quote: Quote, table: WordTable) -> Iterator[Statement]:
    text = document.normal
    start = quote.start
    breaks = [match.span() for match in BREAK.finditer(text, quote.start, quote.end)]
    for end, following in [*breaks, (quote.end, quote.end)]:
        words = WORD.findall(text, start, end)
        if len(words) >= MIN_WORDS:
            piece = text[start:end]
            begin = start + len(piece) - len(piece.lstrip())
            lowered = tuple(map(str.lower, words))
            yield Statement(
                start=begin,
                end=begin + len(piece.strip()),
                quote=number,
                in_title=quote.start < document.body_start,
                spelled=words,
                words=lowered,
                classes=table.classes_of(lowered),
            )
        start = following


def _in_furniture(document: Document, quote: Quote) -> bool:
    return any(start <= quote.start < end for start, end in document.furniture)


def load_words(path: Path) -> WordTable:
    """The table of words, from the bundle.

    Raises:
        BundleError: the file is no table of word lists.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        classes = [line.split() for line in table["classes"]]
        function_words, no_speaker = (
            " ".join(table[name]).split() for name in ("function_words", "no_speaker")
        )
    except (OSError, KeyError, AttributeError, TypeError, tomllib.TOMLDecodeError) as error:
        raise BundleError(f"{path}: expected lists of words ({error}).") from error
    # A word stays in the first class that lists it.
    known = {word: line[0] for line in reversed(classes) for word in line}
    known |= dict.fromkeys(function_words, "")
    return WordTable(WordClasses(known), frozenset(no_speaker))
