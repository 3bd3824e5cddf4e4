"""How far counts have moved away from the reference: population stability index and Kolmogorov-Smirnov distance.

PSI is the sum over bins of (p - q) ln(p / q), p and q the shares now and in the reference; with half an article added
to each bin, so that an empty one does not make it infinite. Below 0.1 little has moved, from 0.25 much (Siddiqi 2006,
Credit Risk Scorecards). Two samples of the same articles differ too: then PSI / (1/n + 1/m) follows a chi-square
distribution with one degree of freedom fewer than bins (Yurdakul 2018), which gives what chance alone explains.

The KS distance is the largest difference of the two cumulative shares, and chance alone explains 1.358 sqrt(1/n + 1/m)
(Smirnov 1948, 95 %). It is taken at the edges of bins, so it is never larger than that of the scores themselves.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, Literal

from service.insight.rates import Difference, Rate, difference_of, rate_of

Level = Literal["too_few", "none", "small", "moderate", "large"]

MODERATE: Final = 0.1
LARGE: Final = 0.25
LEAST_SCORES: Final = 100
_KOLMOGOROV_95: Final = 1.358
_Z_95_ONE_SIDED: Final = 1.644854
# Bins of the reference with less are joined with their neighbour: a handful of articles is no share.
_LEAST_SHARE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Shift:
    """How far a distribution has moved. The `_by_chance` figures are what 19 of 20 samples stay below."""

    psi: float
    psi_by_chance: float
    level: Level


@dataclass(frozen=True, slots=True)
class Distance:
    """The Kolmogorov-Smirnov distance, and what chance alone explains."""

    value: float
    by_chance: float


@dataclass(frozen=True, slots=True)
class SignalShift:
    """The share of articles with a signal, now and in the reference; `difference` is None below `LEAST_SCORES`."""

    signal: str
    now: Rate
    reference: Rate
    difference: Difference | None
    psi: float | None
    level: Level


def shift_of(now: Sequence[int], reference: Sequence[int]) -> Shift:
    """How far counts in the same bins have moved; `too_few` below `LEAST_SCORES`."""
    merged = _merge(now, reference)
    here, there = [a for a, _ in merged], [b for _, b in merged]
    value, chance = psi(here, there), _psi_by_chance(here, there)
    if sum(now) < LEAST_SCORES or sum(reference) < LEAST_SCORES:
        return Shift(value, chance, "too_few")
    return Shift(value, chance, _level(value, is_chance=value <= chance))


def distance_of(now: Sequence[int], reference: Sequence[int]) -> Distance | None:
    """The KS distance of counts in the same bins; None where one side is empty."""
    here, there = sum(now), sum(reference)
    if not here or not there:
        return None
    pairs = zip(accumulate(now), accumulate(reference), strict=True)
    value = max(abs(a / here - b / there) for a, b in pairs)
    return Distance(value, _KOLMOGOROV_95 * math.sqrt(1 / here + 1 / there))


def signal_shifts(
    now: Mapping[str, int], scores: int, reference: Mapping[str, int], articles: int
) -> list[SignalShift]:
    """Every signal of either side, by name."""
    return [
        _signal_shift(s, (now.get(s, 0), scores), (reference.get(s, 0), articles))
        for s in sorted(now.keys() | reference.keys())
    ]


def psi(now: Sequence[int], reference: Sequence[int]) -> float:
    """The population stability index of counts in the same bins."""
    here, there = sum(now) + len(now) / 2, sum(reference) + len(now) / 2
    shares = [((a + 0.5) / here, (b + 0.5) / there) for a, b in zip(now, reference, strict=True)]
    return sum((p - q) * math.log(p / q) for p, q in shares)


def _psi_by_chance(now: Sequence[int], reference: Sequence[int]) -> float:
    here, there = max(1, sum(now)), max(1, sum(reference))
    return _chi_square_95(max(1, len(now) - 1)) * (1 / here + 1 / there)


def _chi_square_95(freedom: int) -> float:
    """Its 95 % quantile, within 3 % (Wilson and Hilferty 1931)."""
    part = 2 / (9 * freedom)
    return freedom * (1 - part + _Z_95_ONE_SIDED * math.sqrt(part)) ** 3


def _signal_shift(signal: str, now: tuple[int, int], reference: tuple[int, int]) -> SignalShift:
    here, there = rate_of(*now), rate_of(*reference)
    if now[1] < LEAST_SCORES or reference[1] < LEAST_SCORES:
        return SignalShift(signal, here, there, None, None, "too_few")
    difference = difference_of(*now, *reference)
    value = psi([now[0], now[1] - now[0]], [reference[0], reference[1] - reference[0]])
    level = _level(value, is_chance=difference.low <= 0 <= difference.high)
    return SignalShift(signal, here, there, difference, value, level)


def _level(value: float, *, is_chance: bool) -> Level:
    if is_chance:
        return "none"
    if value < MODERATE:
        return "small"
    return "moderate" if value < LARGE else "large"


def _merge(now: Sequence[int], reference: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring bins joined until each holds a twentieth of the reference."""
    least = _LEAST_SHARE * sum(reference)
    merged: list[tuple[int, int]] = []
    here = there = 0
    for a, b in zip(now, reference, strict=True):
        here, there = here + a, there + b
        if there >= least and there:
            merged.append((here, there))
            here = there = 0
    if merged and (here or there):
        last = merged.pop()
        merged.append((last[0] + here, last[1] + there))
    return merged or [(here, there)]
