"""What a moderator has done today: enough for a count and for the mention of a break."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from service.db.engine import Database
from service.reviews.store import figures
from service.roles import Moderator


@dataclass(frozen=True, slots=True)
class Workday:
    """How many articles somebody decided since midnight UTC, and when the first of them."""

    decided: int
    began_at: datetime | None


def read_workday(
    *, moderator: Moderator, database: Database, now: datetime | None = None
) -> Workday:
    """The day of one moderator, for themselves."""
    midnight = (now or datetime.now(UTC)).replace(hour=0, minute=0, second=0, microsecond=0)
    with database.reading() as session:
        return Workday(*figures.first_decision(session, midnight, moderator.id))
