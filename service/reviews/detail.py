"""What the pages and the API show of one review, of the queue as a whole, and of saved views."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from models import Answer
from service.reviews.schemas import QueueFilter, Review, State, Verdict


@dataclass(frozen=True, slots=True)
class LeaseEnd:
    """A lease of one's own, and when it ends unless the page gives a sign of life."""

    id: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewDetail:
    """Everything that a moderator may see of one review; `answer` is None while it is to be decided blind."""

    review: Review
    title: str | None
    text: str
    url: str | None
    external_id: str | None
    published_at: datetime | None
    answer: Answer | None
    lease: LeaseEnd | None
    # Oldest first.
    verdicts: list[Verdict]
    # One's own that counts today.
    mine: Verdict | None
    copies: list[Review]
    is_adjudication: bool


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How much waits and how much gets done; "today" begins at midnight UTC."""

    by_state: dict[State, int]
    oldest_waiting: datetime | None
    decided_today_by_you: int
    decided_today: int
    decided_in_7_days: int
    # From the lease to the verdict, of the last 1,000 decisions in 7 days.
    median_seconds: float | None
    held_now: int

    @property
    def waiting(self) -> int:
        """Everything that is not settled."""
        return sum(count for state, count in self.by_state.items() if state != "settled")


@dataclass(frozen=True, slots=True)
class SavedView:
    """Filters under a name; a shared one is seen by everybody."""

    id: str
    name: str
    filters: QueueFilter
    is_shared: bool
    owner: str
    is_yours: bool
