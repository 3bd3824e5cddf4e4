"""Moderators take an article, keep it while their page is open, and give it back. Nobody holds what another holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import or_
from sqlalchemy.orm import Session

from service.audit import chain
from service.db.engine import Database
from service.db.tables import ReviewRow
from service.errors import NotFoundError, NothingToReviewError, RoleError
from service.identifiers import format_id, new_uuid7, parse_id
from service.reviews.policy import Policy
from service.reviews.schemas import Lease, QueueFilter, State
from service.reviews.store import leases, queue, reviews, verdicts
from service.reviews.store.leases import Grant
from service.reviews.store.present import present
from service.reviews.workflow.conflicts import lease_lost, review_taken
from service.reviews.workflow.situation import Situation, situation_of
from service.roles import Moderator

NOT_YOURS: Final = (
    "A conflict is settled by a senior moderator who gave neither opinion; what was settled so stays, "
    "until that decision is undone."
)


def take_next(
    filters: QueueFilter,
    *,
    moderator: Moderator,
    database: Database,
    policy: Policy,
    now: datetime | None = None,
) -> Lease:
    """The review that is worth most of those that wait for this moderator; the one they hold comes first.

    Raises:
        NothingToReviewError: none in this selection is free.
    """
    now = now or datetime.now(UTC)
    with database.recording() as session:
        leases.lock_moderator(session, moderator.id)
        finished = _finish(session, moderator, now)
        held = leases.find_held(session, moderator.id, now)
        grant = _grant(moderator, policy, now)
        row = held or _first(session, filters, grant, moderator, now)
        lease = _lease(session, row, moderator, now) if row is not None else None
        for done, lease_id in finished:
            _write_down(session, done, moderator, "lease.release", lease_id)
        if row is not None and held is None:
            _write_down(session, row, moderator, "lease.take", row.lease_id)
    # Raised after the commit: what is finished stays so even when nothing is next.
    if lease is None:
        raise NothingToReviewError
    return lease


def take(
    review_id: str,
    *,
    moderator: Moderator,
    database: Database,
    policy: Policy,
    now: datetime | None = None,
) -> Lease:
    """This review, also a settled one, to decide it or to revise what was decided.

    Raises:
        NotFoundError: there is none.
        ReviewTakenError: somebody else holds it.
        RoleError: a decision on it is not this moderator's to make.
    """
    now = now or datetime.now(UTC)
    with database.recording() as session:
        here = _locked(session, review_id)
        if here.is_held_by_other(moderator, now):
            raise review_taken(session, here, moderator, now)
        if here.kind_for(moderator) is None:
            raise RoleError(NOT_YOURS)
        if here.holder(now) == moderator.id:
            return _lease(session, here.row, moderator, now)
        row = leases.take_this(session, here.row.number, _grant(moderator, policy, now))
        if row is None:
            raise review_taken(session, here, moderator, now)
        lease = _lease(session, row, moderator, now)
        _write_down(session, row, moderator, "lease.take", row.lease_id)
    return lease


def extend(
    review_id: str,
    lease_id: str,
    *,
    moderator: Moderator,
    database: Database,
    policy: Policy,
    now: datetime | None = None,
) -> Lease:
    """A sign of life of the page in which a review is open.

    Raises:
        NotFoundError: there is no such review.
        LeaseLostError: the lease is over, or was never given.
    """
    now = now or datetime.now(UTC)
    score_id, lease = parse_id("review", review_id), lease_uuid(lease_id)
    until = now + timedelta(seconds=policy.lease_live_s)
    # Not written down in the chain and not worth waiting for the disk: the next sign comes in seconds.
    with database.writing() as session:
        held = Grant(lease, moderator.id, now, until) if lease is not None else None
        row = leases.extend(session, score_id, held) if held is not None else None
        if row is not None:
            return _lease(session, row, moderator, now)
        here = situation_of(session, reviews.find_review(session, score_id))
        raise lease_lost(session, here, moderator, now)


def release(
    review_id: str,
    *,
    moderator: Moderator,
    database: Database,
    is_skip: bool = False,
    now: datetime | None = None,
) -> None:
    """Give a review back; with `is_skip` the moderator does not get it again for a day. What is free already stays so.

    Raises:
        NotFoundError: there is no such review.
        RoleError: somebody else holds it, and the moderator is no admin.
    """
    now = now or datetime.now(UTC)
    with database.recording() as session:
        here = _locked(session, review_id)
        lease = here.row.lease_id if here.holder(now) is not None else None
        action = _end(session, here, moderator, now, is_skip=is_skip)
        if action is not None:
            _write_down(session, here.row, moderator, action, lease)


def lease_uuid(lease_id: str) -> UUID | None:
    """The stored id of a lease; None for what can be none, which is held by nobody."""
    try:
        return parse_id("lease", lease_id)
    except NotFoundError:
        return None


def _locked(session: Session, review_id: str) -> Situation:
    score_id = parse_id("review", review_id)
    rows = leases.lock_reviews(session, ReviewRow.score_id == score_id)
    return situation_of(session, rows[0] if rows else None)


def _finish(
    session: Session, moderator: Moderator, now: datetime
) -> list[tuple[ReviewRow, UUID | None]]:
    """Give back what was decided blind and then looked at: whoever asks for the next one is done with it."""
    finished: list[tuple[ReviewRow, UUID | None]] = []
    held = leases.find_held(session, moderator.id, now)
    while held is not None and leases.is_used(session, held):
        finished.append((held, held.lease_id))
        leases.clear(session, held)
        held = leases.find_held(session, moderator.id, now)
    return finished


def _first(
    session: Session, filters: QueueFilter, grant: Grant, moderator: Moderator, now: datetime
) -> ReviewRow | None:
    """Blind ones are included; own ones, those laid aside, and conflicts that others settle are not."""
    states = [one for one in queue.states_of(filters) if _is_waiting(one, moderator)]
    if not states:
        return None
    conditions = [
        *queue.conditions_of(session, filters, user_id=moderator.id, now=now),
        ~verdicts.is_decided_by(moderator.id),
        or_(ReviewRow.state != "conflict", ~verdicts.is_party(moderator.id)),
        ~leases.is_skipped_by(moderator.id, now),
    ]
    return leases.take_first(session, filters.order, states, conditions, grant)


def _is_waiting(state: State, moderator: Moderator) -> bool:
    return state != "settled" and (state != "conflict" or moderator.may("senior"))


def _end(
    session: Session, here: Situation, moderator: Moderator, now: datetime, *, is_skip: bool
) -> str | None:
    """End a lease if there is one to end; the action that was done, or None."""
    if is_skip:
        leases.remember_skip(session, here.row.number, moderator.id, now)
    holder = here.holder(now)
    if holder == moderator.id:
        leases.clear(session, here.row)
    elif holder is not None and not is_skip:
        if not moderator.may("admin"):
            raise RoleError
        leases.clear(session, here.row)
        return "lease.force"
    elif not is_skip:
        return None
    return "lease.skip" if is_skip else "lease.release"


def _grant(moderator: Moderator, policy: Policy, now: datetime) -> Grant:
    return Grant(new_uuid7(), moderator.id, now, now + timedelta(seconds=policy.lease_s))


def _lease(session: Session, row: ReviewRow, moderator: Moderator, now: datetime) -> Lease:
    [review] = present(session, [row], moderator=moderator, now=now)
    if row.lease_id is None or row.lease_expires_at is None:
        raise NothingToReviewError
    return Lease(format_id("lease", row.lease_id), review, row.lease_expires_at)


def _write_down(
    session: Session, row: ReviewRow, moderator: Moderator, action: str, lease: UUID | None
) -> None:
    detail = {"lease": format_id("lease", lease)} if lease is not None else {}
    subject = format_id("review", row.score_id)
    chain.append(session, actor=moderator.name, action=action, subject=subject, detail=detail)
