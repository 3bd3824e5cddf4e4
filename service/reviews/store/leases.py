"""SQL for leases: who holds which review. A lease ends by comparison with the clock; nothing has to run for that."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.orm import Session

from service.db.tables import ReviewRow, SkipRow, UserRow, VerdictRow
from service.reviews.schemas import Order, State
from service.reviews.store import queue

# A moderator who laid a review aside does not get it again so long; by then it is another day.
SKIPPED_FOR: Final = timedelta(hours=24)
# Those in front that other callers may be taking at this very moment; there are not more connections than that.
_CANDIDATES: Final = 32


@dataclass(frozen=True, slots=True)
class Grant:
    """A lease that is about to be given."""

    id: UUID
    user_id: UUID
    taken_at: datetime
    expires_at: datetime

    def columns(self) -> dict[str, object]:
        """What a review that it is given on says."""
        return {
            "lease_id": self.id,
            "lease_user_id": self.user_id,
            "leased_at": self.taken_at,
            "lease_expires_at": self.expires_at,
        }


NOBODY: Final[dict[str, None]] = {
    "lease_id": None,
    "lease_user_id": None,
    "leased_at": None,
    "lease_expires_at": None,
}


def is_free(now: datetime) -> ColumnElement[bool]:
    """Nobody holds the review."""
    return or_(ReviewRow.lease_expires_at.is_(None), ReviewRow.lease_expires_at <= now)


def is_skipped_by(user_id: UUID, now: datetime) -> ColumnElement[bool]:
    """This moderator laid the review aside not long ago."""
    return exists().where(
        SkipRow.number == ReviewRow.number,
        SkipRow.user_id == user_id,
        SkipRow.at > now - SKIPPED_FOR,
    )


def take_first(
    session: Session,
    order: Order,
    states: Collection[State],
    conditions: Sequence[ColumnElement[bool]],
    grant: Grant,
) -> ReviewRow | None:
    """Give a lease on the first free review that fits, in one statement, so that no two callers get the same."""
    free = is_free(grant.taken_at)
    candidates = queue.ordered(order, states, [free, *conditions], limit=_CANDIDATES)
    first = (
        select(ReviewRow.number)
        # Said again, because PostgreSQL looks at a row once more after it has waited for it.
        .where(ReviewRow.number.in_(candidates), free)
        .order_by(*queue.sorting(order))
        .limit(1)
        # PostgreSQL goes on to the next where another caller is about to take one; SQLite has one writer at a time.
        .with_for_update(skip_locked=True)
        .correlate(None)
        .scalar_subquery()
    )
    return _returned(session, ReviewRow.number == first, grant.columns())


def take_this(session: Session, number: int, grant: Grant) -> ReviewRow | None:
    """Give a lease on this review, or None when somebody holds it."""
    wanted = and_(ReviewRow.number == number, is_free(grant.taken_at))
    return _returned(session, wanted, grant.columns())


def extend(session: Session, score_id: UUID, held: Grant) -> ReviewRow | None:
    """Let a lease that is still live end at another time, or None when it is over or was never given."""
    is_live = and_(
        ReviewRow.score_id == score_id,
        ReviewRow.lease_id == held.id,
        ReviewRow.lease_user_id == held.user_id,
        ReviewRow.lease_expires_at > held.taken_at,
    )
    return _returned(session, is_live, {"lease_expires_at": held.expires_at})


def clear(session: Session, row: ReviewRow) -> None:
    """Give a review back."""
    _returned(session, ReviewRow.number == row.number, dict(NOBODY))


def _returned(
    session: Session, wanted: ColumnElement[bool], columns: dict[str, object]
) -> ReviewRow | None:
    statement = update(ReviewRow).where(wanted).values(columns).returning(ReviewRow)
    options = {"synchronize_session": False, "populate_existing": True}
    return session.scalars(statement, execution_options=options).one_or_none()


def find_held(session: Session, user_id: UUID, now: datetime) -> ReviewRow | None:
    """The review that this moderator took last and still holds."""
    return session.scalar(
        select(ReviewRow)
        .where(ReviewRow.lease_user_id == user_id, ReviewRow.lease_expires_at > now)
        .order_by(ReviewRow.leased_at.desc(), ReviewRow.number)
        .limit(1)
    )


def is_used(session: Session, row: ReviewRow) -> bool:
    """Whether something was already decided under the lease that is on the review."""
    used = select(VerdictRow.id).where(
        VerdictRow.number == row.number, VerdictRow.lease_id == row.lease_id
    )
    return session.scalar(used.limit(1)) is not None


def lock_reviews(session: Session, wanted: ColumnElement[bool]) -> list[ReviewRow]:
    """These reviews, which nobody else changes until the end of the transaction.

    Locked in the order of their numbers, so that two decisions on the same copies wait instead of blocking each other.
    """
    return list(
        session.scalars(
            select(ReviewRow)
            .where(wanted)
            .order_by(ReviewRow.number)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def lock_moderator(session: Session, user_id: UUID) -> None:
    """Let a moderator who asks twice at the same moment get one review, not two."""
    locked = select(UserRow.id).where(UserRow.id == user_id).with_for_update(key_share=True)
    session.execute(locked)


def remember_skip(session: Session, number: int, user_id: UUID, now: datetime) -> None:
    """A moderator lays a review aside."""
    session.merge(SkipRow(number=number, user_id=user_id, at=now))
    session.flush()
