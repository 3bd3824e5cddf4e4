"""A decision is taken back: an event of its own, and nothing is erased."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy.orm import Session

from service.db.engine import Database
from service.db.tables import ReviewRow, VerdictRow
from service.errors import FieldFault, InvalidRequestError, NotFoundError, RoleError
from service.identifiers import parse_id
from service.reviews.schemas import Decision, UndoRequest
from service.reviews.store import leases, verdicts
from service.reviews.store.present import present
from service.reviews.workflow.conflicts import does_not_count, review_changed, review_taken
from service.reviews.workflow.covering import uncover
from service.reviews.workflow.drafts import Draft, vouch, write
from service.reviews.workflow.situation import Situation, situations
from service.roles import Moderator

_UNDO_OF_UNDO: Final = FieldFault("verdict", "is an undo itself", "Decide again instead.")
_NOT_YOURS: Final = "Only its author, a senior moderator or an admin takes a verdict back."


def undo(
    request: UndoRequest,
    *,
    moderator: Moderator,
    database: Database,
    now: datetime | None = None,
) -> Decision:
    """Take a verdict back, and with it what it did to copies. Needs no lease, but nobody else may hold the review.

    Raises:
        NotFoundError: there is no such verdict.
        InvalidRequestError: it is an undo itself.
        RoleError: it is neither the moderator's own, nor are they a senior or an admin.
        ReviewChangedError: the review is not at this version any more, or the verdict counts no more.
        ReviewTakenError: somebody else holds the review.
    """
    now = now or datetime.now(UTC)
    verdict_id = parse_id("verdict", request.verdict)
    with database.recording() as session:
        target = _target(verdicts.find_verdict(session, verdict_id), moderator)
        covered = verdicts.list_covered(session, verdict_id)
        found = _locked(session, [target, *covered])
        here = found[target.number]
        _check(session, here, target, request, moderator, now)
        spread = uncover([(row, found[row.number]) for row in covered], moderator, now)
        draft = Draft(here=here, kind="undo", refers_to=target.id)
        written = write(session, [draft, *spread.drafts], moderator, now)
        [review] = present(session, [here.row], moderator=moderator, now=now)
        verdict = verdicts.verdict_of(written[0])
        decision = Decision(verdict, review, spread.covered, spread.left_alone, lease=None)
        vouch(session, written, moderator)
    return decision


def _target(row: VerdictRow | None, moderator: Moderator) -> VerdictRow:
    if row is None:
        raise NotFoundError
    if row.user_id != moderator.id and not moderator.may("senior"):
        raise RoleError(_NOT_YOURS)
    if row.kind == "undo":
        raise InvalidRequestError(faults=(_UNDO_OF_UNDO,))
    return row


def _locked(session: Session, rows: list[VerdictRow]) -> dict[int, Situation]:
    numbers = {row.number for row in rows}
    locked = leases.lock_reviews(session, ReviewRow.number.in_(numbers))
    return {one.row.number: one for one in situations(session, locked)}


def _check(
    session: Session,
    here: Situation,
    target: VerdictRow,
    request: UndoRequest,
    moderator: Moderator,
    now: datetime,
) -> None:
    if here.row.version != request.version:
        raise review_changed(session, here, moderator, now)
    if here.is_held_by_other(moderator, now):
        raise review_taken(session, here, moderator, now)
    if not here.standing.counts(target.id):
        raise does_not_count(session, here, moderator, now)
