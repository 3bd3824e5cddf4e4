"""The next article for a moderator, and whether it is one that they had not finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from service.accounts.who import Visit
from service.dependencies import Desk
from service.identifiers import format_id
from service.pages.review.queue_forms import Selection
from service.reviews.policy import Policy
from service.reviews.schemas import Lease
from service.reviews.store import leases
from service.reviews.workflow import leasing


@dataclass(frozen=True, slots=True)
class Next:
    """What was given; `is_still_held` is "1" where it was held before, whatever selection was asked for."""

    lease: Lease
    is_still_held: str


def take_next(visit: Visit, desk: Desk, selection: Selection) -> Next:
    """Take the next article of a selection.

    Raises:
        NothingToReviewError: none is free.
    """
    before = _held_before(visit, desk)
    lease = leasing.take_next(
        selection.filters,
        moderator=visit.moderator,
        database=desk.database,
        policy=Policy.of(desk.settings),
    )
    return Next(lease, "1" if lease.id == before else "")


def _held_before(visit: Visit, desk: Desk) -> str | None:
    with desk.database.reading() as session:
        row = leases.find_held(session, visit.moderator.id, datetime.now(UTC))
        return format_id("lease", row.lease_id) if row and row.lease_id else None
