"""SQL for scores. The only module in this feature that knows table names."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Session

from service.db.tables import ScoreRow


def insert_score(session: Session, row: ScoreRow) -> None:
    """Keep an article and its answer."""
    session.add(row)


def find_score(session: Session, score_id: UUID) -> ScoreRow | None:
    """The row of a score, or None."""
    return session.get(ScoreRow, score_id)
