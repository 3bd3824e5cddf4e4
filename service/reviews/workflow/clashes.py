"""Reviews on which opinions differ, each with the opinions that clash, for those who settle them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final, cast

from sqlalchemy.orm import Session

from models.contract import Band
from service.db.engine import Database
from service.db.tables import ReviewRow
from service.errors import RoleError
from service.identifiers import format_id
from service.reviews.schemas import QueueFilter, Review, Verdict
from service.reviews.secrecy import shown_verdicts
from service.reviews.states import Event, Standing, kind_of_decision, standing
from service.reviews.store import verdicts
from service.reviews.store.blindness import hidden_numbers
from service.reviews.store.exporting import find_reviews
from service.reviews.workflow.queue import list_reviews
from service.roles import Moderator

_CONFLICTS: Final = QueueFilter(state="conflict", order="oldest")


@dataclass(frozen=True, slots=True)
class Clash:
    """A review and the opinions that count and differ; it is settled by somebody who gave none of them."""

    review: Review
    opinions: list[Verdict]
    is_yours_to_settle: bool


@dataclass(frozen=True, slots=True)
class ClashPage:
    """Some reviews in conflict, and the cursor of those after them (None at the end)."""

    clashes: list[Clash]
    next: str | None


def list_clashes(
    *, moderator: Moderator, database: Database, cursor: str | None = None, limit: int = 25
) -> ClashPage:
    """A page of conflicts, the oldest first; the number of statements does not depend on its length.

    Raises:
        RoleError: only seniors and admins settle conflicts.
        InvalidRequestError: the cursor is none that was given out.
    """
    if not moderator.may("senior"):
        raise RoleError
    page = list_reviews(
        _CONFLICTS, moderator=moderator, database=database, cursor=cursor, limit=limit
    )
    with database.reading() as session:
        files = _files(session, [review.number for review in page.reviews], moderator)
    # One that was settled between the two readings is no conflict any more.
    still = [review for review in page.reviews if files[review.number].stands.state == "conflict"]
    return ClashPage(
        [_clash(review, files[review.number], moderator) for review in still], page.next
    )


@dataclass(frozen=True, slots=True)
class _File:
    """Where one review stands, and everything that was decided on it."""

    stands: Standing
    given: list[Verdict]
    # The score is withheld from whoever looks.
    is_hidden: bool


def _files(session: Session, numbers: list[int], moderator: Moderator) -> dict[int, _File]:
    rows = find_reviews(session, set(numbers))
    hidden = hidden_numbers(session, list(rows.values()), moderator)
    events = verdicts.events_of(session, numbers)
    given: dict[int, list[Verdict]] = defaultdict(list)
    for stored in verdicts.list_of(session, numbers):
        given[stored.row.number].append(verdicts.verdict_of(stored))
    return {
        number: _File(_standing(row, events[number]), given[number], number in hidden)
        for number, row in rows.items()
    }


def _standing(row: ReviewRow, events: list[Event]) -> Standing:
    return standing(events, wants_second=row.wants_second, band=cast("Band | None", row.band))


def _clash(review: Review, file: _File, moderator: Moderator) -> Clash:
    counted = {format_id("verdict", event.id) for event in file.stands.opinions.values()}
    shown = shown_verdicts(file.given, file.stands, moderator, is_hidden=file.is_hidden)
    kind = kind_of_decision(file.stands, moderator.id, is_senior=True, is_trial=moderator.is_trial)
    return Clash(review, [one for one in shown if one.id in counted], kind == "adjudication")
