"""The plain words and the rounding of figures."""

from __future__ import annotations

from datetime import date
from typing import Final

from service.insight.drift import Level
from service.insight.figures import Step, Window
from service.reviews.agreement import Alpha, Reason

WINDOWS: Final[dict[Window, str]] = {
    "7": "7 days",
    "30": "30 days",
    "90": "90 days",
    "all": "All",
}
STEPS: Final[dict[Step, str]] = {"day": "Day", "week": "Week from", "month": "Month from"}
LEVELS: Final[dict[Level, str]] = {
    "too_few": "too few to say",
    "none": "no change shown",
    "small": "small",
    "moderate": "moderate",
    "large": "large",
}
REASONS: Final[dict[Reason, str]] = {
    "no_pairs": "no article with two opinions",
    "no_variation": "all say the same",
}
TOO_FEW: Final = LEVELS["too_few"]
NOTHING: Final = "\N{EN DASH}"
# What the lower end of the interval has to reach.
RELIABLE: Final = 0.8
TENTATIVE: Final = 0.667
_MONTHS: Final = "JanFebMarAprMayJunJulAugSepOctNovDec"


def day(value: date) -> str:
    """A day as people write it, the same in every language setting of the machine."""
    return f"{value.day} {_MONTHS[3 * value.month - 3 : 3 * value.month]} {value.year}"


def percent(share: float | None) -> str:
    """A share with one decimal."""
    return NOTHING if share is None else f"{100 * share:.1f} %"


def percents(low: float | None, high: float | None) -> str:
    """The two ends of an interval of a share."""
    return NOTHING if low is None or high is None else f"{100 * low:.1f} to {100 * high:.1f} %"


def points(value: float) -> str:
    """A difference of shares, in points of per cent, with its sign."""
    return f"{100 * value:+.1f}".replace("-", "\N{MINUS SIGN}")


def figure(value: float | None, places: int = 2) -> str:
    """A figure with a true minus sign."""
    return NOTHING if value is None else f"{value:.{places}f}".replace("-", "\N{MINUS SIGN}")


def ends(interval: tuple[float, float] | None) -> str:
    """The two ends of an interval."""
    return NOTHING if interval is None else f"{figure(interval[0])} to {figure(interval[1])}"


def reading_of(alpha: Alpha) -> str:
    """What an alpha says, in Krippendorff's own steps (2004, p. 241); the lower end decides where there is one."""
    if alpha.reason is not None:
        return REASONS[alpha.reason]
    if alpha.interval is None:
        return "too few for an interval"
    if alpha.interval[0] >= RELIABLE:
        return "reliable"
    if alpha.interval[0] >= TENTATIVE:
        return "tentative conclusions"
    return "not shown to be reliable"
