"""What somebody is told whose decision clashes with the present state: enough to go on, nothing they may not know."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables import UserRow
from service.errors import LeaseLostError, ReviewChangedError, ReviewTakenError
from service.identifiers import format_id
from service.reviews.workflow.situation import Situation
from service.roles import Moderator

_OVER: Final = "The lease is over; nothing was stored. Take the review again and send the decision with the new lease."
_TAKEN: Final = "Somebody else holds the review now; nothing was stored. Wait until it is free, or take another."
_DOES_NOT_COUNT: Final = (
    "The verdict was undone or replaced before; nothing was stored. Look at the current state."
)


def review_changed(
    session: Session, here: Situation, moderator: Moderator, now: datetime
) -> ReviewChangedError:
    """Somebody decided first, perhaps the same moderator with the same request."""
    return ReviewChangedError(current_of(session, here, moderator, now))


def does_not_count(
    session: Session, here: Situation, moderator: Moderator, now: datetime
) -> ReviewChangedError:
    """A verdict that was undone or replaced cannot be undone."""
    return ReviewChangedError(current_of(session, here, moderator, now), _DOES_NOT_COUNT)


def review_taken(
    session: Session, here: Situation, moderator: Moderator, now: datetime
) -> ReviewTakenError:
    """Somebody else holds the review."""
    return ReviewTakenError(current_of(session, here, moderator, now))


def lease_lost(
    session: Session, here: Situation, moderator: Moderator, now: datetime
) -> LeaseLostError:
    """The lease that was named is over, or somebody else has one."""
    current = current_of(session, here, moderator, now)
    if here.is_held_by_other(moderator, now):
        return LeaseLostError(current | {"lease": "taken"}, _TAKEN)
    return LeaseLostError(current | {"lease": "over"}, _OVER)


def current_of(
    session: Session, here: Situation, moderator: Moderator, now: datetime
) -> dict[str, object]:
    """The present state: nothing of the article, no score, of others' verdicts only what the moderator may know."""
    own = here.standing.verdict_of(moderator.id)
    last = max(here.events, key=lambda event: event.version, default=None)
    decided_by = last.user_id if last and here.opens_verdicts_to(moderator) else None
    holder = here.holder(now)
    names = _names(session, {one for one in (decided_by, holder) if one is not None})
    return {
        "id": here.public_id,
        "version": here.row.version,
        "state": here.row.state,
        "outcome": here.row.outcome,
        "holder": names[holder] if holder else None,
        "held_until": here.row.lease_expires_at if holder else None,
        "decided_by": names[decided_by] if decided_by else None,
        "decided_by_you": own is not None,
        "verdict": format_id("verdict", own.id) if own else None,
    }


def _names(session: Session, ids: set[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    found = session.execute(select(UserRow.id, UserRow.name).where(UserRow.id.in_(ids)))
    return {row.id: row.name for row in found}
