"""Says which patterns can match a sentence at all, by the words that they need.

Measured on about 260 cues and articles of 2.4 kB that were never seen before: one `re2.Set` over all patterns takes
60 ms, because patterns with gaps (`.{0,60}`) lead its automaton into new states in every article, and so does one over
the pieces between the gaps. Looking up words takes 0.3 ms and leaves about 130 of the 5,000 pairs of cue and sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from models.rules.literals import Clause, required_ways
from models.rules.pattern import PartFinder

# Words in lower case, question marks, everything else a space: what RE2 calls a word on one-byte text.
_LETTERS: Final = frozenset(b"?0123456789_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_WORDS: Final = bytes(
    bytes([code]).lower()[0] if code in _LETTERS else ord(" ") for code in range(256)
)
# An article has a few hundred different words; the memory is emptied before strange texts can fill it.
_MOST_KNOWN: Final = 50_000
_LONGEST_KNOWN: Final = 40


# A pattern's index, and all the clauses that one way of matching it needs.
_Start = tuple[int, int]
# What a word says: the clauses that it fulfils, the patterns that need no other, and the ways that it begins.
_Facts = tuple[int, list[int], list[_Start]]


class Prefilter:
    """Compiled once from all patterns; the words it has met are remembered.

    A set of clauses is one whole number, a bit for each clause: joining and comparing sets is then one operation.
    """

    def __init__(self, patterns: Sequence[str]) -> None:
        ways = [(index, way) for index, p in enumerate(patterns) for way in required_ways(p)]
        clauses = dict.fromkeys(clause for _, way in ways for clause in way)
        bits = {clause: 1 << number for number, clause in enumerate(clauses)}
        self._anywhere = sorted({index for index, way in ways if not way})
        # A pattern is looked at only where the most telling clause of one of its ways is fulfilled.
        starts: dict[Clause, list[_Start]] = {}
        for index, way in ways:
            if way:
                starts.setdefault(way[0], []).append((index, sum(bits[clause] for clause in way)))
        by_part: dict[str, list[Clause]] = {}
        for clause in clauses:
            for part in sorted(clause):
                by_part.setdefault(part, []).append(clause)
        facts = [
            (
                sum(bits[clause] for clause in fulfilled),
                [start for clause in fulfilled for start in starts.get(clause, [])],
            )
            for fulfilled in by_part.values()
        ]
        self._known = _KnownWords(facts, PartFinder(list(by_part)))

    def candidates(self, sentence: bytes) -> list[int]:
        """Indices of the patterns that may match a sentence; those left out cannot."""
        fulfilled = 0
        found = set(self._anywhere)
        started: list[_Start] = []
        words = sentence.translate(_WORDS).replace(b"?", b" ? ").split()
        for clauses, sure, starts in filter(None, map(self._known.__getitem__, words)):
            fulfilled |= clauses
            if sure:
                found.update(sure)
            if starts:
                started += starts
        found.update([index for index, needs in started if needs & fulfilled == needs])
        return sorted(found)


class _KnownWords(dict[bytes, "_Facts | None"]):
    """What each word says, looked up when it is first met; None for the many that say nothing."""

    def __init__(self, facts: list[tuple[int, list[_Start]]], parts: PartFinder) -> None:
        super().__init__()
        self._facts = facts
        self._parts = parts

    def __missing__(self, word: bytes) -> _Facts | None:
        found = self._look_up(word)
        if len(word) <= _LONGEST_KNOWN:
            if len(self) >= _MOST_KNOWN:
                self.clear()
            self[word] = found
        return found

    def _look_up(self, word: bytes) -> _Facts | None:
        facts = [self._facts[part] for part in self._parts.inside(b" " + word + b" ")]
        fulfilled = 0
        for clauses, _ in facts:
            fulfilled |= clauses
        return (
            _facts(fulfilled, [start for _, starts in facts for start in starts])
            if fulfilled
            else None
        )


def _facts(fulfilled: int, starts: list[_Start]) -> _Facts:
    """Patterns that need nothing else are set apart."""
    sure = {index for index, needs in starts if needs & fulfilled == needs}
    unsure = sorted({start for start in starts if start[0] not in sure})
    return fulfilled, sorted(sure), unsure
