"""SQL for single reviews, and their shape for the people who see them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, literal, select, tuple_
from sqlalchemy.orm import Session

from service.db.tables import ReviewRow, ReviewSignalRow, ScoreRow


def insert_review(session: Session, row: ReviewRow, group: int | None) -> None:
    """Add a review to a group of copies, or to one of its own; it has its number afterwards."""
    row.copy_group = 0 if group is None else group
    session.add(row)
    session.flush()
    if group is None:
        row.copy_group = row.number


def insert_signals(session: Session, number: int, signals: Collection[str]) -> None:
    """Remember which signals the score found."""
    if signals:
        session.execute(
            insert(ReviewSignalRow),
            [{"number": number, "signal": signal} for signal in sorted(signals)],
        )


def list_scores_without_review(
    session: Session, limit: int, since: datetime | None, last: tuple[datetime, UUID] | None
) -> list[ScoreRow]:
    """Scores that are not in the queue, oldest first, those after `last`."""
    statement = (
        select(ScoreRow)
        .outerjoin(ReviewRow, ReviewRow.score_id == ScoreRow.id)
        .where(ReviewRow.number.is_(None))
        .order_by(ScoreRow.created_at, ScoreRow.id)
        .limit(limit)
    )
    if since is not None:
        statement = statement.where(ScoreRow.created_at >= since)
    if last is not None:
        at, score_id = last
        place = tuple_(literal(at, ScoreRow.created_at.type), literal(score_id, ScoreRow.id.type))
        statement = statement.where(tuple_(ScoreRow.created_at, ScoreRow.id) > place)
    return list(session.scalars(statement))


def which_have_review(session: Session, score_ids: Collection[UUID]) -> set[UUID]:
    """Those of the scores that are in the queue."""
    return set(session.scalars(select(ReviewRow.score_id).where(ReviewRow.score_id.in_(score_ids))))


def find_review(session: Session, score_id: UUID) -> ReviewRow | None:
    """The review of a score, or None."""
    return session.scalar(select(ReviewRow).where(ReviewRow.score_id == score_id))


def find_with_score(session: Session, score_id: UUID) -> tuple[ReviewRow, ScoreRow] | None:
    """A review with its article and answer, or None."""
    found = session.execute(
        select(ReviewRow, ScoreRow)
        .join(ScoreRow, ScoreRow.id == ReviewRow.score_id)
        .where(ReviewRow.score_id == score_id)
    ).first()
    return None if found is None else (found[0], found[1])
