"""SQL for agreement: opinions that were formed without each other, of articles that have two or more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from service.db.independence import is_independent
from service.db.tables import UserRow, VerdictItemRow, VerdictReasonRow, VerdictRow

# An item of these says that the signal is there.
_AFFIRMING = ("accepted", "corrected", "added")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one reviewer said of one article before anybody told them anything."""

    verdict: UUID
    number: int
    reviewer: str
    rating: int


@dataclass(frozen=True, slots=True)
class Which:
    """The newest articles with two reviewers; `with_user` keeps those that this one took part in."""

    since: datetime | None
    with_user: UUID | None
    most_articles: int


def independent_opinions(session: Session, which: Which) -> list[Opinion]:
    """The first opinion that each reviewer has on each of these articles."""
    numbers = _shared_numbers(which)
    rows = session.execute(
        select(VerdictRow.id, VerdictRow.number, UserRow.name, VerdictRow.rating)
        .join(UserRow, UserRow.id == VerdictRow.user_id)
        .where(_is_independent(which.since), VerdictRow.number.in_(numbers))
        .order_by(VerdictRow.number, VerdictRow.version)
    )
    first: dict[tuple[int, str], Opinion] = {}
    for verdict, number, name, rating in rows:
        if rating is None:  # Only an undo has none.
            continue
        first.setdefault((number, name), Opinion(verdict, number, name, rating))
    return list(first.values())


def signals_named(session: Session, which: Which) -> set[tuple[UUID, str]]:
    """Verdict and signal, wherever one of those opinions says that the signal is there."""
    numbers = _shared_numbers(which)
    verdicts = select(VerdictRow.id).where(
        _is_independent(which.since), VerdictRow.number.in_(numbers)
    )
    reasons = select(VerdictReasonRow.verdict_id, VerdictReasonRow.signal).where(
        VerdictReasonRow.verdict_id.in_(verdicts)
    )
    items = select(VerdictItemRow.verdict_id, VerdictItemRow.signal).where(
        VerdictItemRow.verdict_id.in_(verdicts), VerdictItemRow.action.in_(_AFFIRMING)
    )
    return {(verdict, signal) for verdict, signal in session.execute(reasons.union(items))}


def _shared_numbers(which: Which) -> Select[int]:
    numbers = (
        select(VerdictRow.number)
        .where(_is_independent(which.since))
        .group_by(VerdictRow.number)
        .having(func.count(VerdictRow.user_id.distinct()) > 1)
        .order_by(VerdictRow.number.desc())
        .limit(which.most_articles)
    )
    if which.with_user is not None:
        own = select(VerdictRow.number).where(
            _is_independent(which.since), VerdictRow.user_id == which.with_user
        )
        numbers = numbers.where(VerdictRow.number.in_(own))
    return numbers


def _is_independent(since: datetime | None) -> ColumnElement[bool]:
    condition = is_independent()
    return condition & (VerdictRow.created_at >= since) if since is not None else condition
