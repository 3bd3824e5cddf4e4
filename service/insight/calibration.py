"""How well the risk predicts what moderators say: their ratings, from 0 to 1, against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.insight.rates import wilson


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

    Both are None without articles.
    """

    bins: list[CalibrationBin]
    articles: int
    error: float | None
    excess: float | None


def calibration_of(sums: Sequence[tuple[int, int, float, float]], bins: int) -> Calibration:
    """From sums for each bin that holds articles: its place, articles, sum of risks, sum of outcomes."""
    filled = [_bin(place, count, risk, outcome, bins) for place, count, risk, outcome in sums]
    total = sum(one.articles for one in filled)
    if not total:
        return Calibration([], 0, None, None)
    gaps = [(one.articles / total, one.outcome - one.risk) for one in filled]
    return Calibration(
        bins=filled,
        articles=total,
        error=sum(share * abs(gap) for share, gap in gaps),
        excess=sum(share * gap for share, gap in gaps),
    )


def _bin(place: int, count: int, risk: float, outcome: float, bins: int) -> CalibrationBin:
    mean = min(1.0, max(0.0, outcome / count))
    low, high = wilson(mean, count)
    return CalibrationBin(place / bins, (place + 1) / bins, count, risk / count, mean, low, high)
