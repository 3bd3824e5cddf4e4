"""SQL for lists of verdicts and for exports: pages by key, so that the last page costs as much as the first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from service.db.tables import ReviewRow, ScoreRow, VerdictRow
from service.reviews.schemas import State
from service.reviews.store.verdicts import is_party


@dataclass(frozen=True, slots=True)
class VerdictFilter:
    """Which verdicts: on one review, from one time to before another, and only those that a reader may see."""

    score_id: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    # A user sees their own, and those on reviews in the states that are open to them; None sees everything.
    reader: UUID | None = None
    open_states: tuple[State, ...] = ()


def list_verdict_rows(
    session: Session, chosen: VerdictFilter, *, after: UUID | None, limit: int
) -> list[VerdictRow]:
    """Verdicts in the order in which they were made; ids sort by time."""
    statement = (
        select(VerdictRow)
        .join(ReviewRow, ReviewRow.number == VerdictRow.number)
        .where(*_conditions(chosen))
        .order_by(VerdictRow.id)
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(VerdictRow.id > after)
    return list(session.scalars(statement))


def list_decided(
    session: Session, *, after: int, until: datetime | None, limit: int, reader: UUID | None
) -> list[tuple[ReviewRow, ScoreRow]]:
    """Reviews that have a verdict (made before `until`), with article and answer, in the order of their numbers.

    Those on which a reader could still give an independent opinion are left out; None is nobody who gives one.
    """
    numbers = (
        select(VerdictRow.number)
        .where(VerdictRow.number > after)
        .group_by(VerdictRow.number)
        .order_by(VerdictRow.number)
        .limit(limit)
    )
    if until is not None:
        numbers = numbers.having(func.min(VerdictRow.created_at) < until)
    if reader is not None:
        is_past = ReviewRow.state.not_in(("open", "second"))
        numbers = numbers.join(ReviewRow, ReviewRow.number == VerdictRow.number).where(
            or_(is_past, is_party(reader))
        )
    found = session.execute(
        select(ReviewRow, ScoreRow)
        .join(ScoreRow, ScoreRow.id == ReviewRow.score_id)
        .where(ReviewRow.number.in_(numbers.scalar_subquery()))
        .order_by(ReviewRow.number)
    )
    return [(review, score) for review, score in found]


def find_reviews(session: Session, numbers: set[int]) -> dict[int, ReviewRow]:
    """Reviews by their numbers."""
    found = session.scalars(select(ReviewRow).where(ReviewRow.number.in_(numbers)))
    return {row.number: row for row in found}


def _conditions(chosen: VerdictFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if chosen.score_id is not None:
        conditions.append(ReviewRow.score_id == chosen.score_id)
    if chosen.since is not None:
        conditions.append(VerdictRow.created_at >= chosen.since)
    if chosen.until is not None:
        conditions.append(VerdictRow.created_at < chosen.until)
    if chosen.reader is not None:
        is_open = ReviewRow.state.in_(chosen.open_states)
        conditions.append(or_(VerdictRow.user_id == chosen.reader, is_open))
    return conditions
