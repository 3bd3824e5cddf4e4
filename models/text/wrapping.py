"""Plain text that was wrapped at a column, as mail programs and terminals do: lines are joined to paragraphs."""

from __future__ import annotations

from itertools import pairwise

NARROWEST, WIDEST = 40, 100
FEWEST_BREAKS = 3
# A wrapped line ends near the column; a list or a poem does not.
NEAR_COLUMN = 0.6
SHARE_NEAR_COLUMN = 0.8
SHARE_WITHIN_SENTENCE = 0.5
TERMINATORS = (".", "!", "?", ":", '"')


def unwrap(text: str) -> str:
    """Turn the line ends within paragraphs into spaces where the text is evidently wrapped; the length stays."""
    if text.count("\n") == 2 * text.count("\n\n"):
        return text
    lines = text.split("\n")
    broken = [line for line, following in pairwise(lines) if line.strip() and following.strip()]
    if len(broken) < FEWEST_BREAKS or not _is_wrapped(broken, max(map(len, lines))):
        return text
    return "".join(_joined(lines, NEAR_COLUMN * max(map(len, lines))))


def _is_wrapped(broken: list[str], width: int) -> bool:
    """Whether lines that another one follows end near a column and mostly in mid-sentence."""
    near = sum(len(line) >= NEAR_COLUMN * width for line in broken)
    within = sum(not line.rstrip().endswith(TERMINATORS) for line in broken)
    return (
        NARROWEST <= width <= WIDEST
        and near >= SHARE_NEAR_COLUMN * len(broken)
        and within >= SHARE_WITHIN_SENTENCE * len(broken)
    )


def _joined(lines: list[str], shortest: float) -> list[str]:
    pieces: list[str] = []
    for line, following in pairwise(lines):
        joins = len(line) >= shortest and line.strip() and following.strip()
        pieces += (line, " " if joins else "\n")
    return [*pieces, lines[-1]]
