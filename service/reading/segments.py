"""Cut a text at every start and end of its marks, so that marks may overlap freely and never nest wrongly.

Pure: text and marks in, paragraphs of pieces out. The page, the report and the terminal all draw these pieces.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["evidence", "furniture", "wording"]

_PARAGRAPH_BREAK = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of the text that shows something; `id` tells marks of one kind apart."""

    start: int
    end: int
    kind: Kind
    id: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that all lie under the same marks; `ends` are the marks whose last shown piece this is."""

    start: int
    text: str
    marks: tuple[Mark, ...]
    ends: tuple[Mark, ...]

    def ids(self, kind: Kind) -> tuple[int, ...]:
        """The ids of the marks of one kind over this piece."""
        return tuple(mark.id for mark in self.marks if mark.kind == kind)


Paragraph = tuple[Piece, ...]


def paragraphs_of(text: str, marks: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """The text as paragraphs of pieces; the blank lines between paragraphs are left out."""
    kept = sorted(_clipped(marks, len(text)), key=lambda mark: (mark.start, mark.end, mark.id))
    ranges = list(_paragraph_ranges(text))
    cuts = _cuts(kept, ranges)
    covered = dict(_cover(cuts, kept))
    last = _last_starts(ranges, cuts, covered)
    return tuple(_pieces(text, start, end, cuts, covered, last) for start, end in ranges)


def _clipped(marks: Iterable[Mark], length: int) -> Iterator[Mark]:
    for mark in marks:
        start, end = max(0, mark.start), min(length, mark.end)
        if start < end:
            yield Mark(start, end, mark.kind, mark.id)


def _paragraph_ranges(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH_BREAK.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def _cuts(marks: Sequence[Mark], ranges: Sequence[tuple[int, int]]) -> list[int]:
    return sorted({edge for mark in marks for edge in (mark.start, mark.end)}.union(*ranges, ()))


def _cover(cuts: Sequence[int], marks: Sequence[Mark]) -> Iterator[tuple[int, tuple[Mark, ...]]]:
    """Every cut with the marks that cover the characters after it: one sweep, no comparison of pairs."""
    opening, closing = defaultdict(list), defaultdict(list)
    for mark in marks:
        opening[mark.start].append(mark)
        closing[mark.end].append(mark)
    active: dict[Mark, None] = {}
    for cut in cuts:
        for mark in closing[cut]:
            active.pop(mark, None)
        active.update(dict.fromkeys(opening[cut]))
        yield cut, tuple(active)


def _last_starts(
    ranges: Sequence[tuple[int, int]],
    cuts: Sequence[int],
    covered: dict[int, tuple[Mark, ...]],
) -> dict[Mark, int]:
    """Where the last shown piece of each mark starts; a mark may end inside a gap that is not shown."""
    shown = (cut for start, end in ranges for cut in _between(cuts, start, end))
    return {mark: cut for cut in shown for mark in covered[cut]}


def _pieces(
    text: str,
    start: int,
    end: int,
    cuts: Sequence[int],
    covered: dict[int, tuple[Mark, ...]],
    last: dict[Mark, int],
) -> Paragraph:
    starts = _between(cuts, start, end)
    ends = [*starts[1:], end]
    return tuple(
        Piece(a, text[a:b], covered[a], tuple(mark for mark in covered[a] if last[mark] == a))
        for a, b in zip(starts, ends, strict=True)
    )


def _between(cuts: Sequence[int], start: int, end: int) -> Sequence[int]:
    return cuts[bisect_left(cuts, start) : bisect_right(cuts, end - 1)]
