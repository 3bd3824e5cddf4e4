"""A moderator decides. Everything that can be refused is looked at before the database is kept from others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from service.db.engine import Database
from service.db.tables import ReviewRow
from service.errors import InvalidRequestError, NotFoundError, RoleError
from service.identifiers import parse_id
from service.reading.stored import decode_answer
from service.reviews.places import Judged, faults_of, items_of
from service.reviews.schemas import Decision, Kind, VerdictItem, VerdictRequest
from service.reviews.store import leases, reviews
from service.reviews.store.present import present
from service.reviews.store.verdicts import verdict_of
from service.reviews.workflow.conflicts import lease_lost, review_changed
from service.reviews.workflow.covering import copies_named, cover
from service.reviews.workflow.drafts import Draft, vouch, write
from service.reviews.workflow.leasing import NOT_YOURS, lease_uuid
from service.reviews.workflow.situation import Situation, situation_of, situations
from service.roles import Moderator


@dataclass(frozen=True, slots=True)
class _Wish:
    """A decision that was found in order, as far as that can be told without keeping others out."""

    request: VerdictRequest
    score_id: UUID
    copies: set[UUID]
    items: list[VerdictItem]


def decide(
    request: VerdictRequest,
    *,
    moderator: Moderator,
    signals: Collection[str],
    database: Database,
    now: datetime | None = None,
) -> Decision:
    """Store a decision under a lease, on the version that was seen, and repeat it on copies.

    Raises:
        NotFoundError: there is no such review.
        ReviewChangedError: it is not at this version any more.
        LeaseLostError: the lease is over, or somebody else's.
        RoleError: a decision on it is not this moderator's to make.
        InvalidRequestError: a signal, a place or a copy is not as documented.
    """
    now = now or datetime.now(UTC)
    wish = _prepare(request, moderator, signals, database, now)
    with database.recording() as session:
        wanted = ReviewRow.score_id.in_([wish.score_id, *wish.copies])
        found = situations(session, leases.lock_reviews(session, wanted))
        here = next((one for one in found if one.row.score_id == wish.score_id), None)
        if here is None:
            raise NotFoundError
        kind = _check(session, here, request, moderator, now)
        draft = _draft(here, wish, kind, moderator, now)
        spread = cover(draft, [one for one in found if one is not here], moderator, now)
        written = write(session, [draft, *spread.drafts], moderator, now)
        [review] = present(session, [here.row], moderator=moderator, now=now)
        lease = None if draft.gives_back else request.lease
        verdict = verdict_of(written[0])
        decision = Decision(verdict, review, spread.covered, spread.left_alone, lease)
        vouch(session, written, moderator)
    return decision


def _prepare(
    request: VerdictRequest,
    moderator: Moderator,
    signals: Collection[str],
    database: Database,
    now: datetime,
) -> _Wish:
    """Most of those who lose a race are told here, where nobody waits for them."""
    score_id = parse_id("review", request.review)
    with database.reading() as session:
        here = situation_of(session, reviews.find_review(session, score_id))
        _check(session, here, request, moderator, now)
        copies = copies_named(session, here.row, request.covers)
        found = reviews.find_with_score(session, score_id)
    if found is None:
        raise NotFoundError
    score = found[1]
    judged = Judged(
        texts={"title": score.title or "", "text": score.text},
        evidence={item.id: item for item in decode_answer(score.answer).evidence},
        signals=signals,
    )
    if faults := faults_of(request, judged, is_blind=here.is_blind_for(moderator)):
        raise InvalidRequestError(faults=tuple(faults))
    return _Wish(request, score_id, copies, items_of(request, judged))


def _check(
    session: Session,
    here: Situation,
    request: VerdictRequest,
    moderator: Moderator,
    now: datetime,
) -> Kind:
    """What the decision is, if it may be made now."""
    if here.row.version != request.version:
        raise review_changed(session, here, moderator, now)
    is_held = here.holder(now) == moderator.id
    if not is_held or here.row.lease_id != lease_uuid(request.lease):
        raise lease_lost(session, here, moderator, now)
    kind = here.kind_for(moderator)
    if kind is None:
        raise RoleError(NOT_YOURS)
    return kind


def _draft(here: Situation, wish: _Wish, kind: Kind, moderator: Moderator, now: datetime) -> Draft:
    own = here.standing.verdict_of(moderator.id)
    is_blind = here.is_blind_for(moderator)
    taken_at = here.row.leased_at or now
    return Draft(
        here=here,
        kind=kind,
        refers_to=own.id if own is not None else None,
        rating=wish.request.rating,
        note=wish.request.note or None,
        reasons=tuple(wish.request.reasons),
        items=tuple(wish.items),
        is_blind=is_blind,
        lease_id=here.row.lease_id,
        seconds=(now - taken_at).total_seconds(),
        # After a blind decision the score is shown, and the moderator may revise under the same lease.
        gives_back=not is_blind,
    )
