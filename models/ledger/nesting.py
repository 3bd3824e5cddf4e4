"""Statements inside statements: `the Post, citing two officials, reports that ...`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.ledger.entries import Range


def enclosing(cues: Sequence[Range], contents: Sequence[Sequence[Range]]) -> list[int | None]:
    """For each attribution the innermost other one whose statement holds its cue; linear but for the sorting."""
    parts = sorted((start, -end, owner) for owner, c in enumerate(contents) for start, end in c)
    order = sorted(range(len(cues)), key=cues.__getitem__)
    found: list[int | None] = [None] * len(cues)
    opened: list[tuple[int, int]] = []
    at = 0
    for number in order:
        position = cues[number][0]
        while at < len(parts) and parts[at][0] <= position:
            opened.append((-parts[at][1], parts[at][2]))
            at += 1
        while opened and opened[-1][0] <= position:
            opened.pop()
        if opened:
            holder = opened[-1][1]
            if holder != number and found[holder] != number:
                found[number] = holder
    return found
