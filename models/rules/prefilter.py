"""Says which patterns can match a sentence at all, by the words that they need.

Measured on about 260 cues and articles of 2.4 kB that were never seen before: one `re2.Set` over all patterns takes
60 ms, because patterns with gaps (`.{0,60}`) lead its automaton into new states in every article, and so does one over
the pieces between the gaps. Looking up words takes 0.2 ms and leaves about 100 of the 7,000 pairs of cue and sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from models.rules.literals import Clause, forget, required_ways, share
from models.rules.parts import Parts
from models.rules.syntax import MARKS

# Everything but words a space: what RE2 calls a word on one-byte text.
_LETTERS: Final = frozenset(b"0123456789_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_WORDS: Final = bytes(code if code in _LETTERS else ord(" ") for code in range(256))
# An article has a few hundred different words; the memory is emptied before strange texts can fill it.
_MOST_KNOWN: Final = 50_000
_LONGEST_KNOWN: Final = 40


# A pattern's index, and all the clauses that one way of matching it needs besides the one that begins it.
_Start = tuple[int, int]
# What a word says: the clauses that it fulfils, the patterns that need no other, and the ways that it begins.
_Facts = tuple[int, list[int], list[_Start]]


class Prefilter:
    """Compiled once from all patterns; the words it has met are remembered.

    `case_sensitive` are the indices of the patterns in which case counts.
    A set of clauses is one whole number, a bit for each clause: joining and comparing sets is then one operation.
    """

    def __init__(self, patterns: Sequence[str], case_sensitive: Collection[int] = ()) -> None:
        ways = [
            (index, way)
            for index, pattern in enumerate(patterns)
            for way in required_ways(pattern, case_sensitive=index in case_sensitive)
        ]
        self._anywhere = {index for index, way in ways if not way}
        # A pattern is looked at only where the most telling clause of one of its ways is fulfilled; only the other
        # clauses need a bit. What common words fulfil comes first, so that most sets are short numbers.
        others = {clause for _, way in ways for clause in way[1:]}
        ordered = sorted(others, key=lambda clause: (-share(clause), sorted(clause)))
        bits = {clause: 1 << number for number, clause in enumerate(ordered)}
        forget()
        starts: dict[Clause, list[_Start]] = {}
        known_needs: dict[int, int] = {}
        for index, way in ways:
            if index not in self._anywhere:
                needs = sum({bits[clause] for clause in way[1:]})
                # Equal numbers are one object: the less memory is touched, the quicker a fresh article is read.
                needs = known_needs.setdefault(needs, needs)
                starts.setdefault(way[0], []).append((index, needs))
        by_part: dict[str, list[_Facts]] = {}
        for clause in {**bits, **starts}:
            facts = _facts(bits.get(clause, 0), starts.get(clause, ()))
            for part in clause:
                by_part.setdefault(part, []).append(facts)
        self._marks = [
            (mark.encode(), _joined(by_part.pop(f" {mark} ")))
            for mark in sorted(MARKS)
            if f" {mark} " in by_part
        ]
        self._known = _KnownWords({part: _joined(facts) for part, facts in by_part.items()})

    def candidates(self, sentence: bytes) -> list[int]:
        """Indices of the patterns that may match a sentence; those left out cannot."""
        fulfilled = 0
        found = set(self._anywhere)
        started: list[_Start] = []
        words = sentence.translate(_WORDS).split()
        facts = [*filter(None, map(self._known.__getitem__, words))]
        facts += [told for mark, told in self._marks if mark in sentence]
        for clauses, sure, starts in facts:
            fulfilled |= clauses
            if sure:
                found.update(sure)
            if starts:
                started += starts
        found.update([index for index, needs in started if needs & fulfilled == needs])
        return sorted(found)


class _KnownWords(dict[bytes, "_Facts | None"]):
    """What each word says, looked up when it is first met; None for the many that say nothing."""

    def __init__(self, facts: dict[str, _Facts]) -> None:
        super().__init__()
        self._parts = Parts(facts)

    def __missing__(self, word: bytes) -> _Facts | None:
        facts = self._parts.inside(word.decode("latin-1"))
        found = _joined(facts) if facts else None
        if len(word) <= _LONGEST_KNOWN:
            if len(self) >= _MOST_KNOWN:
                self.clear()
            self[word] = found
        return found


def _joined(told: Iterable[_Facts]) -> _Facts:
    """What several parts say together."""
    fulfilled = 0
    starts: list[_Start] = []
    for clauses, sure, unsure in told:
        fulfilled |= clauses
        starts += [(index, 0) for index in sure]
        starts += unsure
    return _facts(fulfilled, starts)


def _facts(fulfilled: int, starts: Iterable[_Start]) -> _Facts:
    """Patterns that need nothing else are set apart."""
    sure = {index for index, needs in starts if needs & fulfilled == needs}
    unsure = sorted({start for start in starts if start[0] not in sure})
    return fulfilled, sorted(sure), unsure
