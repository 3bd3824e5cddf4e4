"""A review at one moment, as everything that decides about it looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy.orm import Session

from models.contract import Band
from service.db.tables import ReviewRow
from service.errors import NotFoundError
from service.identifiers import format_id
from service.reviews import states
from service.reviews.schemas import Kind
from service.reviews.secrecy import hides_score
from service.reviews.states import Event, Standing
from service.reviews.store import blindness, verdicts
from service.roles import Moderator


@dataclass(frozen=True, slots=True)
class Situation:
    """A review with what happened to it so far."""

    row: ReviewRow
    events: list[Event]
    standing: Standing
    # Who ever decided it or a copy of it, where it is a blind one.
    seen_by: frozenset[UUID]

    @property
    def public_id(self) -> str:
        """The review's id as callers see it."""
        return format_id("review", self.row.score_id)

    def holder(self, now: datetime) -> UUID | None:
        """Who holds it."""
        expires_at = self.row.lease_expires_at
        return self.row.lease_user_id if expires_at is not None and expires_at > now else None

    def is_held_by_other(self, moderator: Moderator, now: datetime) -> bool:
        """Whether somebody else holds it."""
        return self.holder(now) not in {None, moderator.id}

    def is_blind_for(self, moderator: Moderator) -> bool:
        """Whether the score is withheld from this moderator."""
        return hides_score(moderator, is_blind=self.row.is_blind, seen_by=self.seen_by)

    def kind_for(self, moderator: Moderator) -> Kind | None:
        """What a decision of this moderator would be; None where it is not theirs to make."""
        return states.kind_of_decision(
            self.standing,
            moderator.id,
            is_senior=moderator.may("senior"),
            is_trial=moderator.is_trial,
        )

    def after(self, event: Event) -> Standing:
        """Where the review would stand after one more event."""
        return _standing(self.row, [*self.events, event])

    def opens_verdicts_to(self, moderator: Moderator) -> bool:
        """Whether this moderator may know what others decided."""
        return states.sees_verdicts(self.standing, moderator.id, is_senior=moderator.may("senior"))


def situations(session: Session, rows: Sequence[ReviewRow]) -> list[Situation]:
    """What happened to each of these reviews; at most two statements."""
    events = verdicts.events_of(session, [row.number for row in rows])
    seen = blindness.list_deciders(session, rows)
    return [
        Situation(
            row,
            events[row.number],
            _standing(row, events[row.number]),
            frozenset(seen[row.copy_group]),
        )
        for row in rows
    ]


def situation_of(session: Session, row: ReviewRow | None) -> Situation:
    """The same for one review.

    Raises:
        NotFoundError: there is none.
    """
    if row is None:
        raise NotFoundError
    return situations(session, [row])[0]


def _standing(row: ReviewRow, events: list[Event]) -> Standing:
    band = cast("Band | None", row.band)
    return states.standing(events, wants_second=row.wants_second, band=band)
