"""What the insight page shows, as figures: a picture and the table beside it are drawn from the same ones."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from models import Reference
from models.contract import Band
from service.insight.calibration import Calibration
from service.insight.drift import Distance, Shift, SignalShift
from service.insight.rates import LEAST_SHOWN, Rate, rate_of

Window = Literal["7", "30", "90", "all"]
WINDOWS: tuple[Window, ...] = get_args(Window)
Step = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True)
class BandCounts:
    """Scores by band, `none` for articles without one; `risk` is the sum over those with one."""

    low: int = 0
    elevated: int = 0
    high: int = 0
    none: int = 0
    risk: float = 0.0

    @property
    def total(self) -> int:
        """All of them."""
        return self.low + self.elevated + self.high + self.none

    @property
    def is_few(self) -> bool:
        """Whether these are so few that more than their number would give a single article away."""
        return self.total > 0 and self.total - self.none < LEAST_SHOWN

    @property
    def mean_risk(self) -> float | None:
        """The mean risk of those with a score."""
        scored = self.total - self.none
        return self.risk / scored if scored else None

    @property
    def shown(self) -> Rate:
        """The share of articles in band `high`, of those with a score."""
        return rate_of(self.high, self.total - self.none)

    def plus(self, band: Band | None, count: int, risk: float) -> BandCounts:
        """With so many more in one band, and the sum of their risks."""
        name = band or "none"
        return replace(self, **{name: getattr(self, name) + count, "risk": self.risk + risk})

    def __add__(self, other: BandCounts) -> BandCounts:
        """Both together."""
        return BandCounts(
            self.low + other.low,
            self.elevated + other.elevated,
            self.high + other.high,
            self.none + other.none,
            self.risk + other.risk,
        )


@dataclass(frozen=True, slots=True)
class Span:
    """The scores of one day, week or month that begins on a day."""

    start: date
    counts: BandCounts


@dataclass(frozen=True, slots=True)
class Source:
    """The scores of one source; its name is empty for articles without an address."""

    name: str
    counts: BandCounts


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What moderators said of the evidence of one signal, and `rejected` of what they accepted or rejected."""

    signal: str
    accepted: int
    corrected: int
    added: int
    rejected: Rate

    @property
    def is_few(self) -> bool:
        """Whether these are so few that they would give away what was said of a single article."""
        return self.rejected.of + self.corrected + self.added < LEAST_SHOWN


@dataclass(frozen=True, slots=True)
class Drift:
    """Newest scores of the loaded bundle against its reference. `others` were made with another bundle or mode.

    The shifts are None where there is nothing to compare.
    """

    reference: Reference | None
    looked_at: int
    others: int
    counts: BandCounts
    risk: list[int]
    shift: Shift | None
    distance: Distance | None
    signals: list[SignalShift]


@dataclass(frozen=True, slots=True)
class Insight:
    """Everything on the page."""

    window: Window
    step: Step
    total: BandCounts
    spans: list[Span]
    sources: list[Source]
    signals: dict[str, Rate]
    blind: Calibration
    seen: Calibration
    bundles: int
    verdicts: list[Verdicts]
    drift: Drift
