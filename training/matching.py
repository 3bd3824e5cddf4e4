"""When a find is a hit: same signal, and an overlap of more than 30 % of the shorter span; each mark is hit once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.contract import Span
from training.readings import Mark

OVERLAP = 0.3


def pairs(found: Sequence[Mark], marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Index of a find and of the mark that it hits, in order of the finds."""
    taken: set[int] = set()
    for number, item in enumerate(found):
        for index, mark in enumerate(marks):
            if index not in taken and agree(item, mark):
                taken.add(index)
                yield number, index
                break


def agree(found: Mark, mark: Mark) -> bool:
    """Whether a find hits a mark."""
    shared = min(found.end, mark.end) - max(found.start, mark.start)
    shorter = min(found.end - found.start, mark.end - mark.start)
    return found.signal == mark.signal and shared > OVERLAP * shorter


def as_mark(signal: str, span: Span, body_offset: int) -> Mark:
    """A submitted span in the coordinates of the marks (`ReadArticle.body_offset`)."""
    shift = 0 if span.field == "title" else body_offset
    return Mark(signal, span.start + shift, span.end + shift)
