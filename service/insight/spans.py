"""Days, weeks or months: as many as a picture can show."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from service.insight.figures import BandCounts, Span, Step

_MOST_DAYS: Final = 45
_MOST_WEEKS: Final = 60


def step_for(first: date, last: date) -> Step:
    """What the time between two days is divided into."""
    days = (last - first).days + 1
    if days <= _MOST_DAYS:
        return "day"
    return "week" if days <= 7 * _MOST_WEEKS else "month"


def spans_of(days: Mapping[date, BandCounts], first: date, last: date, step: Step) -> list[Span]:
    """Every span from the first to the last day, also those without a score."""
    counts: dict[date, BandCounts] = {}
    start = start_of(first, step)
    while start <= last:
        counts[start] = BandCounts()
        start = _next(start, step)
    for day, count in days.items():
        key = start_of(day, step)
        counts[key] = counts.get(key, BandCounts()) + count
    return [Span(day, counts[day]) for day in sorted(counts)]


def start_of(day: date, step: Step) -> date:
    """The day with which a span begins; a week begins on Monday."""
    if step == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if step == "month" else day


def _next(start: date, step: Step) -> date:
    if step == "month":
        return (start + timedelta(days=31)).replace(day=1)
    return start + timedelta(days=7 if step == "week" else 1)
