"""One statement by one speaker that stands twice between quotation marks in different words.

A copy must agree with the first nearly everywhere, differ in its words, be no mere shortening, and belong to the same
speaker. Each pair tells which words were changed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import chain, islice
from typing import TYPE_CHECKING

from models.ledger.entries import QuotePairEntry
from models.ledger.wordings import WORD, Statement, WordTable, read_statements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.ledger.entries import AttributionEntry, Range
    from models.text.document import Document, Quote

# A word class in more statements than this says nothing about which of them belong together.
MAX_SHARERS = 40
MIN_SHARED = 4
# Two statements that agree in whole, names included, may be as short as this.
MIN_SHARED_WITH_NAMES = 3
AGREEMENT = 0.8
CONTAINED = 0.95
FRAGMENT_SHARED = 4
# How far around a quotation its speaker is looked for.
REACH = 240
# Longer statements are not aligned word by word.
LONGEST_ALIGNED = 120
NAME = re.compile(r"\b[A-Z][a-z'-]{2,}")
NEGATIONS = frozenset(
    {"no", "not", "never", "neither", "nor", "none", "nobody", "nothing", "cannot"}
)


def find_quote_pairs(
    document: Document, table: WordTable, attributions: Sequence[AttributionEntry]
) -> tuple[QuotePairEntry, ...]:
    """Every reworded copy with what it is a copy of; `second` is the copy, in the order of the copies."""
    if len(document.quotes) < 2:  # noqa: PLR2004
        return ()
    statements = read_statements(document, table)
    pairs = [*_pairs(statements)]
    if not pairs:
        return ()
    speakers = _Speakers(document, table.no_speaker, attributions)
    found: dict[int, QuotePairEntry] = {}
    for one, other in pairs:
        pair = statements[one], statements[other]
        if _is_reworded(*pair) and speakers.agree(*pair):
            first, copy = _ordered(*pair)
            if copy.start not in found:
                source = speakers.source(first)
                found[copy.start] = QuotePairEntry(
                    source=speakers.source(copy) if source is None else source,
                    first=(first.start, first.end),
                    second=(copy.start, copy.end),
                    changed=_changed(document, first, copy),
                )
    return tuple(found[start] for start in sorted(found))


def _pairs(statements: Sequence[Statement]) -> Iterator[tuple[int, int]]:
    """Statements of different quotations with enough classes in common; each pair once, the earlier first."""
    sharers: dict[str, list[int]] = defaultdict(list)
    for second, statement in enumerate(statements):
        known = [sharers[name] for name in statement.classes if name in sharers]
        if len(known) >= MIN_SHARED_WITH_NAMES:
            shared = Counter(chain.from_iterable(known))
            yield from (
                (first, second)
                for first, count in sorted(shared.items())
                if count >= MIN_SHARED_WITH_NAMES and statements[first].quote != statement.quote
            )
        for name in statement.classes:
            if len(sharers[name]) < MAX_SHARERS:
                sharers[name].append(second)


def _is_reworded(first: Statement, second: Statement) -> bool:
    """Whether two statements say the same in other words."""
    if _is_shortened(first.words, second.words) or _is_shortened(second.words, first.words):
        return False
    if _is_negated(first.words) != _is_negated(second.words):
        return False
    shared = len(first.classes & second.classes)
    shorter = min(len(first.classes), len(second.classes))
    agreement = 2 * shared / (len(first.classes) + len(second.classes))
    if shared >= MIN_SHARED and agreement >= AGREEMENT:
        return True
    if agreement >= CONTAINED and len(first.names() & second.names()) > 1:
        return True
    if first.in_title != second.in_title:
        return shared / shorter >= CONTAINED
    return shared >= FRAGMENT_SHARED and shared / shorter >= CONTAINED


def _is_negated(words: Sequence[str]) -> bool:
    return any(word in NEGATIONS or word.endswith("n't") for word in words)


def _is_shortened(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether all words of one stand in the other in the same order."""
    rest = iter(long)
    return all(word in rest for word in short)


def _ordered(first: Statement, second: Statement) -> tuple[Statement, Statement]:
    """A statement and its copy: the copy is the title's, else a fragment, else the later."""
    if first.in_title or second.in_title:
        return (second, first) if first.in_title else (first, second)
    is_fragment = len(first.words) * 2 <= len(second.words)
    return (second, first) if is_fragment else (first, second)


def _changed(
    document: Document, first: Statement, copy: Statement
) -> tuple[tuple[Range | None, Range | None], ...]:
    """The words that differ, side by side; None where one wording has nothing there."""
    one, other = _places(document, first), _places(document, copy)
    words, copied = first.words[: len(one)], copy.words[: len(other)]
    return tuple(
        (_range(one, a, b), _range(other, c, d))
        for what, a, b, c, d in SequenceMatcher(None, words, copied, autojunk=False).get_opcodes()
        if what != "equal"
    )


def _places(document: Document, statement: Statement) -> list[Range]:
    """Where the words of a statement stand, as far as it is aligned."""
    matches = WORD.finditer(document.normal, statement.start, statement.end)
    return [match.span() for match in islice(matches, LONGEST_ALIGNED)]


def _range(places: list[Range], first: int, stop: int) -> Range | None:
    return None if first == stop else (places[first][0], places[stop - 1][1])


class _Speakers:
    """Who said each quotation: the source that the ledger knows, else the names around it."""

    def __init__(
        self,
        document: Document,
        no_speaker: frozenset[str],
        attributions: Sequence[AttributionEntry],
    ) -> None:
        self._document = document
        self._no_speaker = no_speaker
        self._around: dict[int, frozenset[str]] = {}
        self._said = sorted(
            (start, end, entry.source)
            for entry in attributions
            for start, end in entry.content
            if entry.source is not None and entry.quote != "indirect"
        )
        self._starts = [start for start, _, _ in self._said]

    def agree(self, first: Statement, second: Statement) -> bool:
        """Whether one speaker may have said both; a title may leave the speaker to the body."""
        if first.in_title or second.in_title:
            return True
        one, other = self.source(first), self.source(second)
        if one is not None and one == other:
            return True
        return not self._names(first.quote).isdisjoint(self._names(second.quote))

    def source(self, statement: Statement) -> int | None:
        """The source that a statement is ascribed to."""
        at = bisect_right(self._starts, statement.start) - 1
        if at >= 0 and self._said[at][1] >= statement.end:
            return self._said[at][2]
        return None

    def _names(self, number: int) -> frozenset[str]:
        if number not in self._around:
            quote, text = self._document.quotes[number], self._document.normal
            first, stop = self._prose_around(quote)
            before, after = text[first : quote.start], text[quote.end : stop]
            self._around[number] = frozenset(NAME.findall(f"{before} {after}")) - self._no_speaker
        return self._around[number]

    def _prose_around(self, quote: Quote) -> Range:
        """How far around a quotation its speaker is looked for; page furniture names nobody."""
        first = max(self._document.body_start, quote.start - REACH)
        stop = min(len(self._document.normal), quote.end + REACH)
        for start, end in self._document.furniture:
            if end <= quote.start:
                first = max(first, end)
            elif start >= quote.end:
                return first, min(stop, start)
        return first, stop
