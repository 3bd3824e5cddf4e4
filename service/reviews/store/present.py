"""Reviews as a moderator may see them: copies, holders and signals for all of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.contract import Band
from service.db.tables import ReviewRow, ReviewSignalRow, UserRow
from service.identifiers import format_id
from service.reviews.schemas import Holder, Review, State
from service.reviews.store import blindness, copies
from service.roles import Moderator


def present(
    session: Session, rows: Sequence[ReviewRow], *, moderator: Moderator, now: datetime
) -> list[Review]:
    """The entries of these reviews. At most four statements, however many they are."""
    notes = _Notes(
        signals=_signals(session, [row.number for row in rows]),
        sizes=copies.count_copies(session, {row.copy_group for row in rows}),
        names=_names(session, {row.lease_user_id for row in rows if row.lease_user_id}),
        hidden=blindness.hidden_numbers(session, rows, moderator),
    )
    return [_review(row, notes, moderator, now) for row in rows]


@dataclass(frozen=True, slots=True)
class _Notes:
    """What stands in other tables about some reviews."""

    signals: dict[int, list[str]]
    sizes: dict[int, int]
    names: dict[UUID, str]
    hidden: frozenset[int]


def _review(row: ReviewRow, notes: _Notes, moderator: Moderator, now: datetime) -> Review:
    is_hidden = row.number in notes.hidden
    return Review(
        id=format_id("review", row.score_id),
        number=row.number,
        score=format_id("score", row.score_id),
        version=row.version,
        state=cast("State", row.state),
        created_at=row.created_at,
        title=row.title,
        source=row.source,
        language=row.language,
        is_blind=row.is_blind,
        band=None if is_hidden else cast("Band | None", row.band),
        risk=None if is_hidden else row.risk,
        disagreement=None if is_hidden else row.disagreement,
        signals=None if is_hidden else notes.signals[row.number],
        copies=notes.sizes[row.copy_group] - 1,
        holder=_holder(row, notes.names, moderator, now),
        outcome=row.outcome,
        settled_at=row.settled_at,
    )


def _holder(
    row: ReviewRow, names: dict[UUID, str], moderator: Moderator, now: datetime
) -> Holder | None:
    user_id, expires_at = row.lease_user_id, row.lease_expires_at
    if user_id is None or expires_at is None or expires_at <= now:
        return None
    return Holder(names[user_id], expires_at, is_you=user_id == moderator.id)


def _signals(session: Session, numbers: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = session.execute(
        select(ReviewSignalRow.number, ReviewSignalRow.signal)
        .where(ReviewSignalRow.number.in_(numbers))
        .order_by(ReviewSignalRow.number, ReviewSignalRow.signal)
    )
    for number, signal in rows:
        found[number].append(signal)
    return found


def _names(session: Session, user_ids: Collection[UUID]) -> dict[UUID, str]:
    if not user_ids:
        return {}
    rows = session.execute(select(UserRow.id, UserRow.name).where(UserRow.id.in_(user_ids)))
    return dict(rows.all())
