"""Two texts beside each other, word by word, for the preview of a decision that is to cover copies.

Runs of three words that both texts have exactly once are matched first, in the longest order that both keep (as in
patience diff); only the short stretches between them are compared closely, because that takes the square of their
length and more.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, pairwise
from typing import Final

MOST_WORDS: Final = 20_000
_ANCHOR_WORDS: Final = 3
# A longer stretch without anything in common is given as one difference.
_MOST_CLOSELY: Final = 400
# A word with the white space after it: the pieces put together are the text again.
_PIECE: Final = re.compile(r"\s*\S+\s*|\s+")
_Match = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of both texts; where they differ, one side may be empty."""

    first: str
    second: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """All segments in order; `is_cut` where only the first 20,000 words of each were compared and are given."""

    segments: list[Segment]
    is_cut: bool


def compare_words(first: str, second: str) -> Comparison:
    """Where two texts differ. White space makes no difference; what is given back is the text as it is."""
    ours, theirs = _PIECE.findall(first), _PIECE.findall(second)
    is_cut = max(len(ours), len(theirs)) > MOST_WORDS
    ours, theirs = ours[:MOST_WORDS], theirs[:MOST_WORDS]
    matches = _matches([one.strip() for one in ours], [one.strip() for one in theirs])
    return Comparison(list(_segments(ours, theirs, matches)), is_cut)


def _segments(ours: list[str], theirs: list[str], matches: list[_Match]) -> Iterator[Segment]:
    """The texts cut where matching words begin and end."""
    ends = [*matches, (len(ours), len(theirs))]
    at = (0, 0)
    # Words that follow each other in both texts have the same distance from the count of words before them.
    for _, run in groupby(
        enumerate(ends), key=lambda one: (one[1][0] - one[0], one[1][1] - one[0])
    ):
        places = [place for _, place in run]
        start, end = places[0], (places[-1][0] + 1, places[-1][1] + 1)
        if start != at:
            apart = "".join(ours[at[0] : start[0]]), "".join(theirs[at[1] : start[1]])
            yield Segment(*apart, is_same=False)
        if start[0] < len(ours) and start[1] < len(theirs):
            together = "".join(ours[start[0] : end[0]]), "".join(theirs[start[1] : end[1]])
            yield Segment(*together, is_same=True)
        at = end


def _matches(ours: list[str], theirs: list[str]) -> list[_Match]:
    """The places of words that both texts have, in the order of both."""
    anchors = [(-1, -1), *_anchors(ours, theirs), (len(ours), len(theirs))]
    found: list[_Match] = []
    for (a, b), (next_a, next_b) in pairwise(anchors):
        if a >= 0:
            found.append((a, b))
        found += _closely(ours, theirs, (a + 1, next_a), (b + 1, next_b))
    return found


def _closely(ours: list[str], theirs: list[str], a: _Match, b: _Match) -> list[_Match]:
    """Matches between two anchors."""
    if max(a[1] - a[0], b[1] - b[0]) > _MOST_CLOSELY:
        return []
    blocks = SequenceMatcher(None, ours[slice(*a)], theirs[slice(*b)], autojunk=False)
    return [
        (a[0] + block.a + step, b[0] + block.b + step)
        for block in blocks.get_matching_blocks()
        for step in range(block.size)
    ]


def _anchors(ours: list[str], theirs: list[str]) -> list[_Match]:
    """The words of runs that both texts have once, where the longest sequence in both orders has them."""
    places, others = _unique_runs(ours), _unique_runs(theirs)
    shared = [(place, others[run]) for run, place in places.items() if run in others]
    words = {
        (a + step, b + step) for a, b in _longest_rising(shared) for step in range(_ANCHOR_WORDS)
    }
    kept: list[_Match] = []
    # Runs overlap, and two that overlap in one text only would match one word twice.
    for a, b in sorted(words):
        if not kept or (a > kept[-1][0] and b > kept[-1][1]):
            kept.append((a, b))
    return kept


def _unique_runs(words: list[str]) -> dict[tuple[str, ...], int]:
    runs = list(zip(*(words[step:] for step in range(_ANCHOR_WORDS)), strict=False))
    counts = Counter(runs)
    return {run: place for place, run in enumerate(runs) if counts[run] == 1}


def _longest_rising(pairs: list[_Match]) -> list[_Match]:
    """The longest part of pairs (in the order of the first) whose second rises too, by patience sorting."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, b) in enumerate(pairs):
        pile = bisect_left(tops, b)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [b]
        ends[pile : pile + 1] = [index]
    kept: list[_Match] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.append(pairs[index])
        index = before[index]
    return kept[::-1]
