"""Shares with their intervals."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

# Of fewer scores no page says more than how many there are: a mean of one is the score itself, and whoever decides
# about that article without knowing its score must not find it here.
LEAST_SHOWN: Final = 5
_Z_95: Final = 1.959964


@dataclass(frozen=True, slots=True)
class Rate:
    """`count` of `of`, and the 95 % interval of that share; all of it None where nothing was counted."""

    count: int
    of: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """How much one share lies above another, with the 95 % interval."""

    value: float
    low: float
    high: float


def rate_of(count: int, of: int) -> Rate:
    """A share with Wilson's interval (Wilson 1927), which stays within 0 and 1 and has a width at both ends."""
    if of == 0:
        return Rate(count, of, None, None, None)
    low, high = wilson(count / of, of)
    return Rate(count, of, count / of, low, high)


def wilson(share: float, of: int) -> tuple[float, float]:
    """The interval of a share; too wide rather than too narrow for means of values between 0 and 1."""
    z2 = _Z_95**2
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = math.sqrt(share * (1 - share) / of + z2 / (4 * of**2)) * _Z_95 / (1 + z2 / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def difference_of(count: int, of: int, other: int, of_other: int) -> Difference:
    """The difference of two shares with the interval from those of both (Newcombe 1998, method 10)."""
    here, there = count / of, other / of_other
    low, high = wilson(here, of)
    other_low, other_high = wilson(there, of_other)
    return Difference(
        value=here - there,
        low=here - there - math.hypot(here - low, other_high - there),
        high=here - there + math.hypot(high - here, there - other_low),
    )
