"""What was decided, verdict by verdict, for those who may see it. No HTTP in here."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from service.db.engine import Database
from service.db.tables import VerdictRow
from service.errors import FieldFault, InvalidRequestError, NotFoundError
from service.identifiers import parse_id
from service.reviews.schemas import Verdict, VerdictPage
from service.reviews.secrecy import open_states, without_score
from service.reviews.store import exporting as store
from service.reviews.store import reviews, verdicts
from service.reviews.store.blindness import hidden_numbers
from service.roles import Moderator

_BAD_CURSOR: Final = FieldFault(
    "cursor", "is none that was given out", "Send `next` of the page before, unchanged."
)


def list_verdicts(
    *,
    moderator: Moderator,
    database: Database,
    cursor: str | None = None,
    limit: int = 50,
    review: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> VerdictPage:
    """Verdicts in the order in which they were made: one's own, and those that nobody could lean on any more."""
    after = _after(cursor)
    with database.reading() as session:
        score_id = _score_of(session, review) if review is not None else None
        chosen = store.VerdictFilter(score_id, since, until, moderator.id, open_states(moderator))
        # One more than asked for tells whether there is another page.
        rows = store.list_verdict_rows(session, chosen, after=after, limit=limit + 1)
        shown = _shown(session, rows[:limit], moderator)
    return VerdictPage(shown, shown[-1].id if len(rows) > limit else None)


def read_verdict(verdict_id: str, *, moderator: Moderator, database: Database) -> Verdict:
    """One verdict; one that may not be seen yet looks like one that is missing."""
    with database.reading() as session:
        row = verdicts.find_verdict(session, parse_id("verdict", verdict_id))
        if row is None:
            raise NotFoundError
        review = store.find_reviews(session, {row.number})[row.number]
        if review.state not in open_states(moderator) and row.user_id != moderator.id:
            raise NotFoundError
        return _shown(session, [row], moderator)[0]


def _after(cursor: str | None) -> UUID | None:
    if cursor is None:
        return None
    try:
        return parse_id("verdict", cursor)
    except NotFoundError:
        raise InvalidRequestError(faults=(_BAD_CURSOR,)) from None


def _score_of(session: Session, review_id: str) -> UUID:
    score_id = parse_id("review", review_id)
    if reviews.find_review(session, score_id) is None:
        raise NotFoundError
    return score_id


def _shown(session: Session, rows: list[VerdictRow], moderator: Moderator) -> list[Verdict]:
    """The verdicts as this moderator sees them: without the score where they are still to decide blind."""
    found = store.find_reviews(session, {row.number for row in rows})
    hidden = hidden_numbers(session, list(found.values()), moderator)
    complete = map(verdicts.verdict_of, verdicts.complete(session, rows))
    return [
        without_score(one) if row.number in hidden else one
        for row, one in zip(rows, complete, strict=True)
    ]
