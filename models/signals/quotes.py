"""One statement by one speaker that stands twice between quotation marks in different words.

Quotations are cut into statements and read as sets of word classes (`synonyms.toml`), so that "defending our villages"
and "safeguarding our hamlets" agree. A copy must agree nearly everywhere, differ in its words, be no mere shortening,
and be ascribed to the same name as the first.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from models.errors import BundleError
from models.signals.observation import Observation
from models.text.document import Document, Quote

SIGNAL = "quote.altered"
WHY = "The same statement is quoted twice in different words; one of them was never said like this."
# Measured on few places: most finds outside the readings were retold speeches.
CONFIDENCE = 0.6
# Beyond this many statements the rest of an article is not compared, which bounds the work.
MAX_STATEMENTS = 250
# A word class in more statements than this says nothing about which of them belong together.
_MAX_SHARERS = 40
_MIN_WORDS = 4
_MIN_SHARED = 4
# Two statements that agree in whole, names included, may be as short as this.
_MIN_SHARED_WITH_NAMES = 3
_AGREEMENT = 0.8
_CONTAINED = 0.95
_FRAGMENT_SHARED = 4
# How far around a quotation its speaker is looked for.
_REACH = 240

_BREAK = re.compile(r"[.!?]+(?:\s+|$)|[,.!?](?=[A-Z])|\n+")
_WORD = re.compile(r"[A-Za-z][A-Za-z']*|\d+")
_NAME = re.compile(r"\b[A-Z][a-z'-]{2,}")
_NEGATIONS = frozenset(
    {"no", "not", "never", "neither", "nor", "none", "nobody", "nothing", "cannot"}
)
_ENDINGS = ("ing", "ed", "es", "s")


@dataclass(frozen=True, slots=True)
class WordTable:
    """Which words count as the same, which carry no statement, and which capitalised ones name nobody."""

    classes: Mapping[str, str]
    function_words: frozenset[str]
    no_speaker: frozenset[str]

    def classes_of(self, words: Sequence[str]) -> frozenset[str]:
        """The word classes of a statement."""
        return frozenset(self._class_of(word) for word in words if word not in self.function_words)

    def _class_of(self, word: str) -> str:
        word = word.removesuffix("'s")
        if word in self.classes:
            return self.classes[word]
        ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) > len(e)), "")
        return word.removesuffix(ending)


@dataclass(frozen=True, slots=True)
class _Statement:
    """One sentence, or piece of one, between quotation marks."""

    start: int
    end: int
    quote: int
    in_title: bool
    words: tuple[str, ...]
    classes: frozenset[str]
    names: frozenset[str]


def altered_quotes(document: Document, table: WordTable) -> list[Observation]:
    """The reworded copy of every statement that is quoted twice, the span being its words."""
    statements = _statements(document, table)
    speakers = _Speakers(document, table.no_speaker)
    marked = {
        _copy(statements[first], statements[second])
        for first, second in _pairs(statements)
        if _is_reworded(statements[first], statements[second])
        and speakers.agree(statements[first], statements[second])
    }
    return [
        Observation(
            signal=SIGNAL,
            start=statement.start,
            end=statement.end,
            sentence=document.sentence_at(statement.start),
            voice="outlet",
            confidence=CONFIDENCE,
            why=WHY,
            by="quotes:reworded",
        )
        for statement in sorted(marked, key=lambda statement: statement.start)
    ]


def _statements(document: Document, table: WordTable) -> list[_Statement]:
    """The statements of all quotations, in order, up to the limit."""
    found: list[_Statement] = []
    for number, quote in enumerate(document.quotes):
        if len(found) >= MAX_STATEMENTS:
            break
        if not _in_furniture(document, quote):
            found += islice(_cut(document, number, quote, table), MAX_STATEMENTS - len(found))
    return found


def _cut(document: Document, number: int, quote: Quote, table: WordTable) -> Iterator[_Statement]:
    text = document.normal[quote.start : quote.end]
    start = 0
    for end, following in [*(match.span() for match in _BREAK.finditer(text)), (len(text), 0)]:
        piece = text[start:end]
        words = _WORD.findall(piece)
        if len(words) >= _MIN_WORDS:
            begin = quote.start + start + len(piece) - len(piece.lstrip())
            yield _Statement(
                start=begin,
                end=begin + len(piece.strip()),
                quote=number,
                in_title=begin < document.body_start,
                words=tuple(word.lower() for word in words),
                classes=table.classes_of([word.lower() for word in words]),
                names=frozenset(
                    word.lower() for word in words[1:] if word[0].isupper() and len(word) > 1
                ),
            )
        start = following


def _pairs(statements: Sequence[_Statement]) -> Iterator[tuple[int, int]]:
    """Statements of different quotations with enough classes in common; each pair once, the earlier first."""
    sharers: dict[str, list[int]] = defaultdict(list)
    for second, statement in enumerate(statements):
        shared = Counter(
            first
            for name in statement.classes
            for first in sharers[name]
            if statements[first].quote != statement.quote
        )
        yield from (
            (first, second) for first, count in shared.items() if count >= _MIN_SHARED_WITH_NAMES
        )
        for name in statement.classes:
            if len(sharers[name]) < _MAX_SHARERS:
                sharers[name].append(second)


def _is_reworded(first: _Statement, second: _Statement) -> bool:
    """Whether two statements say the same in other words."""
    if _is_shortened(first.words, second.words) or _is_shortened(second.words, first.words):
        return False
    if _is_negated(first.words) != _is_negated(second.words):
        return False
    shared = len(first.classes & second.classes)
    shorter = min(len(first.classes), len(second.classes))
    agreement = 2 * shared / (len(first.classes) + len(second.classes))
    if shared >= _MIN_SHARED and agreement >= _AGREEMENT:
        return True
    if len(first.names & second.names) > 1 and agreement >= _CONTAINED:
        return True
    if first.in_title != second.in_title:
        return shared / shorter >= _CONTAINED
    return shared >= _FRAGMENT_SHARED and shared / shorter >= _CONTAINED


def _is_negated(words: Sequence[str]) -> bool:
    return any(word in _NEGATIONS or word.endswith("n't") for word in words)


def _is_shortened(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether all words of one stand in the other in the same order."""
    rest = iter(long)
    return all(word in rest for word in short)


class _Speakers:
    """The names around the quotations of one document, each looked up once."""

    def __init__(self, document: Document, no_speaker: frozenset[str]) -> None:
        self._document = document
        self._no_speaker = no_speaker
        self._around: dict[int, frozenset[str]] = {}

    def agree(self, first: _Statement, second: _Statement) -> bool:
        """Whether a name stands near both; a title may leave the speaker to the body."""
        if first.in_title or second.in_title:
            return True
        return not self._names(first.quote).isdisjoint(self._names(second.quote))

    def _names(self, number: int) -> frozenset[str]:
        if number not in self._around:
            quote, text = self._document.quotes[number], self._document.normal
            before = text[max(self._document.body_start, quote.start - _REACH) : quote.start]
            after = text[quote.end : quote.end + _REACH]
            self._around[number] = frozenset(_NAME.findall(f"{before} {after}")) - self._no_speaker
        return self._around[number]


def _copy(first: _Statement, second: _Statement) -> _Statement:
    """The one to mark: a title's, else a fragment fitted into the outlet's own sentence, else the later."""
    if first.in_title or second.in_title:
        return first if first.in_title else second
    return first if len(first.words) * 2 <= len(second.words) else second


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
    return WordTable(
        # A word stays in the first class that lists it.
        classes={word: line[0] for line in reversed(classes) for word in line},
        function_words=frozenset(function_words),
        no_speaker=frozenset(no_speaker),
    )
