"""Verdicts as they stand in the database, without the way through lease and form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import func, select

from service.db.engine import Database
from service.db.tables import ReviewRow, ScoreRow, VerdictItemRow, VerdictReasonRow, VerdictRow
from service.identifiers import new_uuid7, parse_id
from service.roles import Moderator


def a_verdict(  # noqa: PLR0913 - every one of the later ones has a default
    database: Database,
    review: str,
    moderator: Moderator,
    rating: int | None = 3,
    *,
    kind: str = "opinion",
    refers_to: UUID | None = None,
    is_blind: bool = False,
    reasons: Sequence[str] = (),
    items: Sequence[tuple[str, str | None, str]] = (),
    created_at: datetime | None = None,
    state_before: str = "open",
) -> UUID:
    """One more event of a review; `items` are action, signal found and signal said. Returns its id."""
    verdict = new_uuid7()
    with database.writing() as session:
        row = session.scalars(
            select(ReviewRow).where(ReviewRow.score_id == parse_id("review", review))
        ).one()
        score = session.get_one(ScoreRow, row.score_id)
        versions = select(func.count()).where(VerdictRow.number == row.number)
        session.add(
            VerdictRow(
                id=verdict,
                number=row.number,
                version=(session.scalar(versions) or 0) + 1,
                kind=kind,
                refers_to=refers_to,
                user_id=moderator.id,
                created_at=created_at or datetime.now(UTC),
                rating=rating,
                is_blind=is_blind,
                bundle_sha256=score.bundle_sha256,
                mode=score.mode,
                band=row.band,
                risk=row.risk,
                state_before=state_before,
                state_after="settled",
            )
        )
        session.flush()
        session.add_all(VerdictReasonRow(verdict_id=verdict, signal=one) for one in reasons)
        session.add_all(
            VerdictItemRow(
                verdict_id=verdict,
                position=position,
                action=action,
                evidence=None if found is None else position,
                found_signal=found,
                signal=said,
                field="text",
                start=0,
                end=4,
                exact="word",
            )
            for position, (action, found, said) in enumerate(items)
        )
    return verdict
