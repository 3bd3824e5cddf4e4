"""SQL for insight. Everything is added up in the database, so that the answers are small however much is stored."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from typing import cast as as_type

from sqlalchemy import ColumnElement, Integer, Select, String, case, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from models import BIN_EDGES
from models.contract import WORDING, Band
from service.db.tables import ReviewRow, ReviewSignalRow, ScoreRow
from service.insight.figures import BandCounts, Source

MOST_SOURCES: Final = 25


@dataclass(frozen=True, slots=True)
class Sample:
    """The newest scores that the loaded bundle gave, counted: what is compared with the reference."""

    looked_at: int
    counts: BandCounts
    risk: list[int]
    signals: dict[str, int]


def count_days(session: Session, since: datetime | None) -> dict[date, BandCounts]:
    """Scores of each day (UTC) that has any, by band."""
    day = cast(func.date(ReviewRow.created_at), String)
    rows = session.execute(
        select(day, ReviewRow.band, func.count(), func.sum(ReviewRow.risk))
        .where(*_after(ReviewRow.created_at, since))
        .group_by(day, ReviewRow.band)
    )
    days: dict[date, BandCounts] = {}
    for name, band, count, risk in rows:
        key = date.fromisoformat(name)
        days[key] = days.get(key, BandCounts()).plus(
            as_type("Band | None", band), count, risk or 0.0
        )
    return days


def count_sources(session: Session, since: datetime | None) -> list[Source]:
    """The sources with most scores, by band; those first in the queue first where counts are equal."""
    columns = [
        func.sum(case((ReviewRow.band == band, 1), else_=0)) for band in ("low", "elevated", "high")
    ]
    total = func.count()
    rows = session.execute(
        select(func.min(ReviewRow.source), total, *columns, func.sum(ReviewRow.risk))
        .where(*_after(ReviewRow.created_at, since))
        # Not by the index: the rows in its order lie all over the table.
        .group_by(func.coalesce(ReviewRow.source, ""))
        .order_by(total.desc(), func.min(ReviewRow.number))
        .limit(MOST_SOURCES)
    )
    return [
        Source(name, BandCounts(low, elevated, high, count - low - elevated - high, risk or 0.0))
        for name, count, low, elevated, high, risk in rows
    ]


def count_signals(session: Session, since: datetime | None) -> dict[str, int]:
    """In how many scored articles each signal was found."""
    counted = _counted_signals()
    if since is not None:
        counted = counted.where(*_numbered_after(since))
    return dict(session.execute(counted).all())


def _counted_signals() -> Select[str, int]:
    """Without the wording, which is no signal that anybody looks for; older versions wrote it down."""
    return (
        select(ReviewSignalRow.signal, func.count())
        .where(ReviewSignalRow.signal != WORDING)
        .group_by(ReviewSignalRow.signal)
    )


def _numbered_after(since: datetime) -> list[ColumnElement[bool]]:
    """Reviews of a window by their numbers: looking up every one of them would take ten times as long.

    Numbers rise with time, but for scores that were taken into the queue late; these are left out by name.
    """
    first = (
        select(func.min(ReviewRow.number)).where(ReviewRow.created_at >= since).scalar_subquery()
    )
    late = select(ReviewRow.number).where(ReviewRow.number >= first, ReviewRow.created_at < since)
    return [ReviewSignalRow.number >= first, ReviewSignalRow.number.not_in(late)]


def sample_newest(
    session: Session, since: datetime | None, *, bundle: str, mode: str, most: int
) -> Sample:
    """Count the newest scores of one bundle and mode.

    Of the newest `most` scores, those of others are left out: the loaded bundle is where the newest come from.
    """
    newest = (
        select(ReviewRow.number, ReviewRow.score_id, ReviewRow.band, ReviewRow.risk)
        .where(*_after(ReviewRow.created_at, since))
        .order_by(ReviewRow.number.desc())
        .limit(most)
        .subquery()
    )
    # As many rows as are looked at, and no more: looking the scores up twice would take longer than counting here.
    rows = session.execute(
        select(
            newest.c.number, newest.c.band, newest.c.risk, ScoreRow.bundle_sha256, ScoreRow.mode
        ).join(ScoreRow, ScoreRow.id == newest.c.score_id)
    ).all()
    made = [(n, band, risk) for n, band, risk, *model in rows if model == [bundle, mode]]
    counts, bins = BandCounts(), [0] * (len(BIN_EDGES) + 1)
    for _, band, risk in made:
        counts = counts.plus(band, 1, risk or 0.0)
        if risk is not None:
            bins[bisect_right(BIN_EDGES, risk)] += 1
    return Sample(len(rows), counts, bins, _signals_of(session, [n for n, _, _ in made]))


def _signals_of(session: Session, numbers: Sequence[int]) -> dict[str, int]:
    found = session.execute(_counted_signals().where(ReviewSignalRow.number.in_(numbers)))
    return dict(found.all())


def place_of(value: ColumnElement[float], edges: Sequence[float]) -> ColumnElement[int]:
    """In which bin a value lies; each begins at its edge. None lies in the last."""
    steps = [(value < edge, place) for place, edge in enumerate(edges)]
    return cast(case(*steps, else_=len(edges)), Integer)


def _after(
    column: InstrumentedAttribute[datetime], since: datetime | None
) -> list[ColumnElement[bool]]:
    return [] if since is None else [column >= since]
