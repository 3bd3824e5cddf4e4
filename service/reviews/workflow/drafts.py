"""Verdicts on their way into the database: the rows, the step that the review takes, and the entry in the chain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from service.audit import chain
from service.audit.digest import row_digest
from service.db.tables import VerdictItemRow, VerdictReasonRow, VerdictRow
from service.errors import ReviewChangedError
from service.identifiers import format_id, new_uuid7
from service.reviews.schemas import Kind, VerdictItem
from service.reviews.states import Event, Standing
from service.reviews.store import leases, verdicts
from service.reviews.store.verdicts import StoredVerdict
from service.reviews.workflow.situation import Situation
from service.roles import Moderator


@dataclass(frozen=True, slots=True)
class Draft:
    """A verdict that is about to be written on one review."""

    here: Situation
    kind: Kind
    refers_to: UUID | None
    rating: int | None = None
    note: str | None = None
    reasons: tuple[str, ...] = ()
    items: tuple[VerdictItem, ...] = ()
    is_blind: bool = False
    lease_id: UUID | None = None
    seconds: float | None = None
    gives_back: bool = False
    id: UUID = field(default_factory=new_uuid7)

    def event(self, moderator: Moderator) -> Event:
        """What it adds to the history of the review."""
        version = self.here.row.version + 1
        return Event(self.id, version, self.kind, self.refers_to, moderator.id, self.rating)


def write(
    session: Session, drafts: Sequence[Draft], moderator: Moderator, now: datetime
) -> list[StoredVerdict]:
    """Write verdicts and let their reviews take the step; whoever calls holds the locks on the reviews.

    Raises:
        ReviewChangedError: a review is not at the version that was seen.
    """
    models = verdicts.models_of(session, [draft.here.row.score_id for draft in drafts])
    written: list[StoredVerdict] = []
    for draft in drafts:
        after = draft.here.after(draft.event(moderator))
        written.append(_stored(draft, after, models[draft.here.row.score_id], moderator, now))
        _advance(session, draft, after, now)
    verdicts.insert_verdicts(session, written)
    return written


def vouch(session: Session, written: Sequence[StoredVerdict], moderator: Moderator) -> None:
    """Enter verdicts into the chain, with digests by which an edit would show. The last thing in a transaction."""
    for verdict in written:
        chain.append(
            session,
            actor=moderator.name,
            action="verdict.undo" if verdict.row.kind == "undo" else "verdict.create",
            subject=format_id("verdict", verdict.row.id),
            detail={
                "review": format_id("review", verdict.score_id),
                "kind": verdict.row.kind,
                "digest": row_digest(verdict.row),
                "items": sorted(map(row_digest, verdict.items)),
                "reasons": sorted(map(row_digest, verdict.reasons)),
            },
        )


def _advance(session: Session, draft: Draft, after: Standing, now: datetime) -> None:
    row = draft.here.row
    columns: dict[str, object] = {
        "state": after.state,
        "outcome": after.outcome,
        "settled_at": (row.settled_at or now) if after.state == "settled" else None,
    }
    if draft.gives_back:
        columns |= leases.NOBODY
    if verdicts.advance(session, row.number, row.version, columns) is None:
        raise ReviewChangedError


def _stored(
    draft: Draft, after: Standing, model: tuple[str, str], moderator: Moderator, now: datetime
) -> StoredVerdict:
    review = draft.here.row
    row = VerdictRow(
        id=draft.id,
        number=review.number,
        version=review.version + 1,
        kind=draft.kind,
        refers_to=draft.refers_to,
        user_id=moderator.id,
        created_at=now,
        rating=draft.rating,
        note=draft.note,
        is_blind=draft.is_blind,
        lease_id=draft.lease_id,
        seconds=draft.seconds,
        bundle_sha256=model[0],
        mode=model[1],
        band=review.band,
        risk=review.risk,
        state_before=review.state,
        state_after=after.state,
    )
    return StoredVerdict(row, review.score_id, moderator.name, _items(draft), _reasons(draft))


def _items(draft: Draft) -> list[VerdictItemRow]:
    return [
        VerdictItemRow(verdict_id=draft.id, position=position, **asdict(item))
        for position, item in enumerate(draft.items)
    ]


def _reasons(draft: Draft) -> list[VerdictReasonRow]:
    return [
        VerdictReasonRow(verdict_id=draft.id, signal=signal)
        for signal in sorted(set(draft.reasons))
    ]
