"""SQL for the counts above the queue. Each is read from an index, or from a bounded number of rows."""

from __future__ import annotations

from datetime import datetime
from typing import Final, cast, get_args
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.db.tables import ReviewRow, VerdictRow
from service.reviews.schemas import State

# What somebody read and decided: a revision is the same reading again, a covered copy none of its own.
_DECISIONS: Final = ("opinion", "adjudication")
_MOST_TIMED: Final = 1_000
_STATES: Final[tuple[State, ...]] = get_args(State)


def count_states(session: Session) -> dict[State, int]:
    """How many reviews are in each state."""
    counted = session.execute(select(ReviewRow.state, func.count()).group_by(ReviewRow.state))
    found = dict(counted.all())
    return {state: found.get(state, 0) for state in _STATES}


def oldest_waiting(session: Session) -> datetime | None:
    """When the article was stored that has waited longest: the first to come in of each state."""
    firsts = [
        select(ReviewRow.created_at)
        .where(ReviewRow.state == state)
        .order_by(ReviewRow.number)
        .limit(1)
        for state in _STATES
        if state != "settled"
    ]
    found = [session.scalar(first) for first in firsts]
    return min((one for one in found if one is not None), default=None)


def count_decisions(session: Session, since: datetime, user_id: UUID | None = None) -> int:
    """Decisions since then, of all or of one moderator."""
    statement = select(func.count()).where(
        VerdictRow.created_at >= since, VerdictRow.kind.in_(_DECISIONS)
    )
    if user_id is not None:
        statement = statement.where(VerdictRow.user_id == user_id)
    return cast("int", session.scalar(statement))


def first_decision(session: Session, since: datetime, user_id: UUID) -> tuple[int, datetime | None]:
    """How many decisions of one moderator since then, and when they made the first."""
    counted, first = session.execute(
        select(func.count(), func.min(VerdictRow.created_at)).where(
            VerdictRow.created_at >= since,
            VerdictRow.kind.in_(_DECISIONS),
            VerdictRow.user_id == user_id,
        )
    ).one()
    return counted, first


def list_durations(session: Session, since: datetime) -> list[float]:
    """How long the newest decisions since then took, seconds."""
    return list(
        session.scalars(
            select(VerdictRow.seconds)
            .where(
                VerdictRow.created_at >= since,
                VerdictRow.kind.in_(_DECISIONS),
                VerdictRow.seconds.is_not(None),
            )
            .order_by(VerdictRow.created_at.desc())
            .limit(_MOST_TIMED)
        )
    )


def count_held(session: Session, now: datetime) -> int:
    """How many reviews somebody holds."""
    held = select(func.count()).where(
        ReviewRow.lease_user_id.is_not(None), ReviewRow.lease_expires_at > now
    )
    return cast("int", session.scalar(held))
