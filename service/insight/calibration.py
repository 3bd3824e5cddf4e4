"""How well the risk predicts what moderators say: their ratings, from 0 to 1, against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.insight.rates import LEAST_SHOWN, wilson

_Sums = tuple[int, int, float, float]


@dataclass(frozen=True, slots=True)
class CalibrationBin:
    """Articles with a risk between two edges: the mean risk, the mean rating as (rating - 1) / 4, and its interval.

    The interval is Wilson's, as if every rating were 0 or 1: wider than it need be, and never of no width.
    """

    start: float
    end: float
    articles: int
    risk: float
    outcome: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Bins that hold articles, and over all of them: the expected calibration error and by how much ratings are higher.

    Both are None, and there are no bins, below `LEAST_SHOWN` articles.
    """

    bins: list[CalibrationBin]
    articles: int
    error: float | None
    excess: float | None


def calibration_of(sums: Sequence[_Sums], bins: int) -> Calibration:
    """From sums for each bin that holds articles: its place, articles, sum of risks, sum of outcomes.

    Neighbouring bins are joined until none gives a single article away; fewer than that are only counted.
    """
    total = sum(count for _, count, _, _ in sums)
    if total < LEAST_SHOWN:
        return Calibration([], total, None, None)
    filled = [_bin(group, bins) for group in _join(sums)]
    gaps = [(one.articles / total, one.outcome - one.risk) for one in filled]
    return Calibration(
        bins=filled,
        articles=total,
        error=sum(share * abs(gap) for share, gap in gaps),
        excess=sum(share * gap for share, gap in gaps),
    )


def _join(sums: Sequence[_Sums]) -> list[list[_Sums]]:
    """Neighbours together until each group holds enough; what is left at the end goes to the last one."""
    groups: list[list[_Sums]] = []
    for one in sums:
        if not groups or _articles(groups[-1]) >= LEAST_SHOWN:
            groups.append([])
        groups[-1].append(one)
    if len(groups) > 1 and _articles(groups[-1]) < LEAST_SHOWN:
        last = groups.pop()
        groups[-1].extend(last)
    return groups


def _articles(group: Sequence[_Sums]) -> int:
    return sum(count for _, count, _, _ in group)


def _bin(group: Sequence[_Sums], bins: int) -> CalibrationBin:
    count = _articles(group)
    risk, outcome = (sum(one[at] for one in group) / count for at in (2, 3))
    mean = min(1.0, max(0.0, outcome))
    low, high = wilson(mean, count)
    return CalibrationBin(
        group[0][0] / bins, (group[-1][0] + 1) / bins, count, risk, mean, low, high
    )
