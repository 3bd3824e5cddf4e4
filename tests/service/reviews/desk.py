"""Moderators at work, in as few words as a test can be read in."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import select

from models.contract import Band
from service.audit.verifying import verify
from service.db.engine import Database
from service.db.tables import AuditRow
from service.reviews.policy import Policy
from service.reviews.schemas import (
    Decision,
    Lease,
    QueueFilter,
    Review,
    UndoRequest,
    VerdictRequest,
)
from service.reviews.workflow import deciding, leasing, undoing
from service.reviews.workflow.queue import list_reviews, read_review
from service.roles import Moderator
from tests.service.reviews.builders import PLAIN, TWICE, a_moderator, a_review, a_verdict_request

SIGNALS: Final = frozenset({"source.anonymous", "language.loaded", "language.wording"})
ANYTHING: Final = QueueFilter()
# Roles by name: the others are reviewers.
_ROLES: Final = {"sena": "senior", "adam": "admin"}


def another_story(number: int) -> str:
    """A text that no other number gives, with words that the fixed scorer finds."""
    words = " ".join(f"word{number}x{place}" for place in range(60))
    return f"The bridge stays shut, officials said. {words}. It opens again, officials said."


class Desk:
    """A database, and moderators who are hired when they are first called."""

    def __init__(self, database: Database, policy: Policy = PLAIN) -> None:
        self.database = database
        self.policy = policy
        self._moderators: dict[str, Moderator] = {}

    def who(self, name: str) -> Moderator:
        """The moderator of this name; `sena` is a senior, `adam` an admin."""
        if name not in self._moderators:
            role = _ROLES.get(name, "reviewer")
            self._moderators[name] = a_moderator(self.database, name, role)
        return self._moderators[name]

    def review(
        self,
        number: int = 0,
        *,
        policy: Policy | None = None,
        band: Band | None = "elevated",
        risk: float | None = 0.5,
        wording: float | None = 0.5,
        text: str | None = None,
    ) -> str:
        """A stored article that waits; the same number is a copy."""
        return a_review(
            self.database,
            text=text or another_story(number),
            band=band,
            risk=risk,
            wording=wording,
            policy=policy or self.policy,
        )

    def conflict(self, first: str, second: str) -> str:
        """A review on which two moderators contradict each other."""
        review = self.review(policy=TWICE)
        self.decide(first, self.take(first, review), rating=1)
        self.decide(second, self.take(second, review), rating=5)
        return review

    def listed(self, name: str, filters: QueueFilter = ANYTHING) -> list[Review]:
        """The queue as a moderator sees it."""
        return list_reviews(filters, moderator=self.who(name), database=self.database).reviews

    def shown(self, name: str, review: str) -> Review:
        """One review as a moderator sees it."""
        everything = QueueFilter(state="all")
        return next(one for one in self.listed(name, everything) if one.id == review)

    def take_next(
        self, name: str, *, filters: QueueFilter = ANYTHING, now: datetime | None = None
    ) -> Lease:
        """A moderator asks for the next review."""
        return leasing.take_next(
            filters,
            moderator=self.who(name),
            database=self.database,
            policy=self.policy,
            now=now,
        )

    def take(self, name: str, review: str, *, now: datetime | None = None) -> Lease:
        """A moderator takes one review."""
        return leasing.take(
            review, moderator=self.who(name), database=self.database, policy=self.policy, now=now
        )

    def extend(self, name: str, lease: Lease, *, now: datetime | None = None) -> Lease:
        """The page of a moderator gives a sign of life."""
        return leasing.extend(
            lease.review.id,
            lease.id,
            moderator=self.who(name),
            database=self.database,
            policy=self.policy,
            now=now,
        )

    def release(
        self, name: str, review: str, *, is_skip: bool = False, now: datetime | None = None
    ) -> None:
        """A moderator gives a review back."""
        leasing.release(
            review, moderator=self.who(name), database=self.database, is_skip=is_skip, now=now
        )

    def decide(
        self,
        name: str,
        lease: Lease,
        rating: int = 3,
        *,
        now: datetime | None = None,
        **changes: object,
    ) -> Decision:
        """A moderator decides what they hold."""
        request = a_verdict_request(lease.review, lease, rating, **changes)
        return self.send(name, request, now=now)

    def send(self, name: str, request: VerdictRequest, *, now: datetime | None = None) -> Decision:
        """A moderator sends a decision."""
        return deciding.decide(
            request,
            moderator=self.who(name),
            signals=SIGNALS,
            database=self.database,
            now=now,
        )

    def undo(
        self,
        name: str,
        decision: Decision,
        *,
        version: int | None = None,
        now: datetime | None = None,
    ) -> Decision:
        """A moderator takes a verdict back, at the version of the decision unless told another."""
        seen = decision.review.version if version is None else version
        request = UndoRequest(verdict=decision.verdict.id, version=seen)
        return undoing.undo(request, moderator=self.who(name), database=self.database, now=now)

    def verdict_on(self, name: str, review: str) -> str:
        """The id of what a moderator's word on a review is today."""
        mine = read_review(review, moderator=self.who(name), database=self.database).mine
        assert mine is not None
        return mine.id

    def actions(self) -> list[str]:
        """What the chain says was done, in order."""
        with self.database.reading() as session:
            found = session.scalars(select(AuditRow.action).order_by(AuditRow.sequence))
            return list(found)

    def check_chain(self) -> None:
        """Everything that stands in the database is vouched for."""
        assert verify(self.database).faults == ()
