"""SQL for blind decisions: to whom the score of an article or of a copy of it has been shown.

A score is shown to whoever has decided, and what was seen stays seen: an undo does not make anybody blind again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from service.db.tables import ReviewRow, VerdictRow
from service.reviews.secrecy import hides_score
from service.roles import Moderator


def hidden_numbers(
    session: Session, rows: Sequence[ReviewRow], moderator: Moderator
) -> frozenset[int]:
    """Those of the reviews whose score is withheld from a moderator; at most one statement."""
    seen = list_deciders(session, rows, only=moderator.id)
    return frozenset(
        row.number
        for row in rows
        if hides_score(moderator, is_blind=row.is_blind, seen_by=seen[row.copy_group])
    )


def list_deciders(
    session: Session, rows: Collection[ReviewRow], *, only: UUID | None = None
) -> dict[int, set[UUID]]:
    """Who ever decided a review of each group, as far as blind reviews are among these; at most one statement."""
    found: dict[int, set[UUID]] = defaultdict(set)
    groups = {row.copy_group for row in rows if row.is_blind}
    if not groups:
        return found
    deciders = (
        select(ReviewRow.copy_group, VerdictRow.user_id)
        .join(VerdictRow, VerdictRow.number == ReviewRow.number)
        .where(ReviewRow.copy_group.in_(groups), VerdictRow.kind != "undo")
        .distinct()
    )
    if only is not None:
        deciders = deciders.where(VerdictRow.user_id == only)
    for group, user_id in session.execute(deciders):
        found[group].add(user_id)
    return found


def is_shown_to(user_id: UUID) -> ColumnElement[bool]:
    """The score is not withheld from this moderator: as a condition on the queue."""
    decided = aliased(ReviewRow)
    # Made once as a list: asking again for each review of a large group would take its square.
    groups = (
        select(decided.copy_group)
        .join(VerdictRow, VerdictRow.number == decided.number)
        .where(VerdictRow.user_id == user_id, VerdictRow.kind != "undo", decided.is_blind)
    )
    return or_(ReviewRow.is_blind.is_(False), ReviewRow.copy_group.in_(groups))
