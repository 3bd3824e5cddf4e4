"""What moderators see: the queue, one review, and how much there is to do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Final, cast

from sqlalchemy.orm import Session

from models.contract import Band
from service.db.engine import Database
from service.db.tables import ReviewRow, ScoreRow
from service.errors import FieldFault, InvalidRequestError, NotFoundError
from service.identifiers import format_id, parse_id
from service.reading.stored import decode_answer
from service.reviews.cursors import read_cursor, unknown_place, write_cursor
from service.reviews.detail import LeaseEnd, QueueCounts, ReviewDetail
from service.reviews.schemas import (
    MOST_COPIES,
    MOST_ON_PAGE,
    Order,
    QueueFilter,
    Review,
    ReviewPage,
    Verdict,
)
from service.reviews.secrecy import shown_verdicts
from service.reviews.states import Standing, kind_of_decision, standing
from service.reviews.store import blindness, copies, figures, reviews, verdicts
from service.reviews.store import queue as store
from service.reviews.store.present import present
from service.roles import Moderator

__all__ = ["QueueCounts", "ReviewDetail", "count_queue", "list_reviews", "read_review"]

_LIMIT: Final = FieldFault(
    "limit", "is not between 1 and 100", "Ask for as many as fit, and for more with `cursor`."
)


def list_reviews(
    filters: QueueFilter,
    *,
    moderator: Moderator,
    database: Database,
    cursor: str | None = None,
    limit: int = 50,
) -> ReviewPage:
    """A page of the queue; the number of statements does not depend on its length.

    Raises:
        InvalidRequestError: the limit is out of bounds, or the cursor belongs to other filters or another order.
    """
    if not 1 <= limit <= MOST_ON_PAGE:
        raise InvalidRequestError(faults=(_LIMIT,))
    listing = f"reviews {filters.model_dump_json()}"
    number = read_cursor(listing, cursor) if cursor is not None else None
    now = datetime.now(UTC)
    with database.reading() as session:
        wanted = store.conditions_of(session, filters, user_id=moderator.id, now=now)
        if filters.order == "risk":
            # Between two neighbours whose risk is shown, that of a blind one would be no secret.
            wanted.append(blindness.is_shown_to(moderator.id))
        after = _place(session, number, filters.order, moderator)
        # One more than is shown tells whether there are others.
        chosen = store.ordered(
            filters.order, store.states_of(filters), wanted, limit=limit + 1, after=after
        )
        rows = store.list_page(session, chosen, filters.order)
        page = present(session, rows[:limit], moderator=moderator, now=now)
    if len(rows) <= limit:
        return ReviewPage(page, None)
    return ReviewPage(page, write_cursor(listing, rows[limit - 1].number))


def _place(
    session: Session, number: int | None, order: Order, moderator: Moderator
) -> store.Place | None:
    """What a page begins after. Cursors name a review and not its figures, which may be withheld."""
    if number is None:
        return None
    row = session.get(ReviewRow, number)
    if row is None or (order == "risk" and blindness.hidden_numbers(session, [row], moderator)):
        raise unknown_place()
    return store.place_of(row, order)


def read_review(review_id: str, *, moderator: Moderator, database: Database) -> ReviewDetail:
    """One review with its article, as far as this moderator may see it.

    Raises:
        NotFoundError: there is none.
    """
    now = datetime.now(UTC)
    with database.reading() as session:
        found = reviews.find_with_score(session, parse_id("review", review_id))
        if found is None:
            raise NotFoundError
        row, score = found
        return _detail(session, row, score, moderator, now)


def _detail(
    session: Session, row: ReviewRow, score: ScoreRow, moderator: Moderator, now: datetime
) -> ReviewDetail:
    stands = standing(
        verdicts.events_of(session, [row.number])[row.number],
        wants_second=row.wants_second,
        band=cast("Band | None", row.band),
    )
    group = copies.list_group(session, row.copy_group, but=row.number, limit=MOST_COPIES)
    [review, *others] = present(session, [row, *group], moderator=moderator, now=now)
    is_hidden = row.number in blindness.hidden_numbers(session, [row], moderator)
    given = [verdicts.verdict_of(stored) for stored in verdicts.list_of(session, [row.number])]
    shown = shown_verdicts(given, stands, moderator, is_hidden=is_hidden)
    return ReviewDetail(
        review=review,
        title=score.title,
        text=score.text,
        url=score.url,
        external_id=score.external_id,
        published_at=score.published_at,
        answer=None if is_hidden else decode_answer(score.answer),
        lease=_lease(row, review),
        verdicts=shown,
        mine=_mine(shown, stands, moderator),
        copies=others,
        is_adjudication=stands.state == "conflict" and _may_adjudicate(stands, moderator),
    )


def _lease(row: ReviewRow, review: Review) -> LeaseEnd | None:
    holder = review.holder
    if holder is None or not holder.is_you or row.lease_id is None:
        return None
    return LeaseEnd(format_id("lease", row.lease_id), holder.expires_at)


def _mine(shown: list[Verdict], stands: Standing, moderator: Moderator) -> Verdict | None:
    own = stands.verdict_of(moderator.id)
    if own is None:
        return None
    return next(one for one in shown if one.id == format_id("verdict", own.id))


def _may_adjudicate(stands: Standing, moderator: Moderator) -> bool:
    kind = kind_of_decision(
        stands, moderator.id, is_senior=moderator.may("senior"), is_trial=moderator.is_trial
    )
    return kind == "adjudication"


def count_queue(
    *, moderator: Moderator, database: Database, now: datetime | None = None
) -> QueueCounts:
    """How much waits, and how much gets done."""
    moment = now or datetime.now(UTC)
    today = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    week = moment - timedelta(days=7)
    with database.reading() as session:
        durations = figures.list_durations(session, week)
        return QueueCounts(
            by_state=figures.count_states(session),
            oldest_waiting=figures.oldest_waiting(session),
            decided_today_by_you=figures.count_decisions(session, today, moderator.id),
            decided_today=figures.count_decisions(session, today),
            decided_in_7_days=figures.count_decisions(session, week),
            median_seconds=median(durations) if durations else None,
            held_now=figures.count_held(session, moment),
        )
