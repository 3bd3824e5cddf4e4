"""SQL for verdicts: written once with all that belongs to them, read with a bounded number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select, update
from sqlalchemy.orm import Session, aliased

from models.contract import Band
from models.contract import Field as TextField
from service.db.tables import (
    ReviewRow,
    ScoreRow,
    UserRow,
    VerdictItemRow,
    VerdictReasonRow,
    VerdictRow,
)
from service.identifiers import format_id
from service.reviews.schemas import Action, Kind, State, Verdict, VerdictItem
from service.reviews.states import Event


@dataclass(frozen=True, slots=True)
class StoredVerdict:
    """A verdict with everything that it is shown with; items in the order of the article's reader."""

    row: VerdictRow
    score_id: UUID
    reviewer: str
    items: list[VerdictItemRow]
    reasons: list[VerdictReasonRow]


def insert_verdicts(session: Session, verdicts: Sequence[StoredVerdict]) -> None:
    """Keep verdicts; their parts refer to them and some to the first of them, so the order matters."""
    session.add_all([verdict.row for verdict in verdicts])
    session.flush()
    for verdict in verdicts:
        session.add_all([*verdict.items, *verdict.reasons])
    session.flush()


def find_verdict(session: Session, verdict_id: UUID) -> VerdictRow | None:
    """The row of a verdict, or None."""
    return session.get(VerdictRow, verdict_id)


def list_of(session: Session, numbers: Collection[int]) -> list[StoredVerdict]:
    """All verdicts on these reviews, those of each review in their order. Four statements, however many they are."""
    chosen = select(VerdictRow).where(VerdictRow.number.in_(numbers))
    return complete(
        session, session.scalars(chosen.order_by(VerdictRow.number, VerdictRow.version)).all()
    )


def complete(session: Session, rows: Sequence[VerdictRow]) -> list[StoredVerdict]:
    """Verdicts with their parts, in the order in which they were given. Three statements, however many they are."""
    ids = [row.id for row in rows]
    named = _names(session, ids)
    items: dict[UUID, list[VerdictItemRow]] = defaultdict(list)
    for item in session.scalars(
        select(VerdictItemRow)
        .where(VerdictItemRow.verdict_id.in_(ids))
        .order_by(VerdictItemRow.position)
    ):
        items[item.verdict_id].append(item)
    reasons: dict[UUID, list[VerdictReasonRow]] = defaultdict(list)
    for reason in session.scalars(
        select(VerdictReasonRow)
        .where(VerdictReasonRow.verdict_id.in_(ids))
        .order_by(VerdictReasonRow.signal)
    ):
        reasons[reason.verdict_id].append(reason)
    return [StoredVerdict(row, *named[row.id], items[row.id], reasons[row.id]) for row in rows]


def events_of(session: Session, numbers: Collection[int]) -> dict[int, list[Event]]:
    """What moves each of these reviews; one statement."""
    events: dict[int, list[Event]] = {number: [] for number in numbers}
    found = session.execute(
        select(
            VerdictRow.number,
            VerdictRow.id,
            VerdictRow.version,
            VerdictRow.kind,
            VerdictRow.refers_to,
            VerdictRow.user_id,
            VerdictRow.rating,
        ).where(VerdictRow.number.in_(numbers))
    )
    for number, verdict_id, version, kind, refers_to, user_id, rating in found:
        event = Event(verdict_id, version, cast("Kind", kind), refers_to, user_id, rating)
        events[number].append(event)
    return events


def advance(
    session: Session, number: int, version: int, columns: dict[str, object]
) -> ReviewRow | None:
    """Move a review to its next version, or None when it is not at this one any more."""
    return session.scalars(
        update(ReviewRow)
        .where(ReviewRow.number == number, ReviewRow.version == version)
        .values(version=version + 1, **columns)
        .returning(ReviewRow),
        execution_options={"synchronize_session": False, "populate_existing": True},
    ).one_or_none()


def models_of(session: Session, score_ids: Collection[UUID]) -> dict[UUID, tuple[str, str]]:
    """The bundle and the mode that gave each of these scores."""
    found = session.execute(
        select(ScoreRow.id, ScoreRow.bundle_sha256, ScoreRow.mode).where(ScoreRow.id.in_(score_ids))
    )
    return {score_id: (bundle, mode) for score_id, bundle, mode in found}


def list_covered(session: Session, verdict_id: UUID) -> list[VerdictRow]:
    """The verdicts that repeat this one on copies."""
    covered = select(VerdictRow).where(
        VerdictRow.refers_to == verdict_id, VerdictRow.kind == "covered"
    )
    return list(session.scalars(covered.order_by(VerdictRow.number)))


def is_decided_by(user_id: UUID) -> ColumnElement[bool]:
    """A verdict of this moderator counts for the review: as a condition on the queue."""
    given, undo = aliased(VerdictRow), aliased(VerdictRow)
    return exists().where(
        given.number == ReviewRow.number,
        given.user_id == user_id,
        given.kind != "undo",
        ~exists().where(undo.refers_to == given.id, undo.kind == "undo"),
    )


def is_party(user_id: UUID) -> ColumnElement[bool]:
    """This moderator gave an opinion, taken back or not: as a condition on the queue."""
    given = aliased(VerdictRow)
    return exists().where(
        given.number == ReviewRow.number,
        given.user_id == user_id,
        given.kind.not_in(("adjudication", "undo")),
    )


def verdict_of(stored: StoredVerdict) -> Verdict:
    """A verdict as callers see it."""
    row = stored.row
    return Verdict(
        id=format_id("verdict", row.id),
        review=format_id("review", stored.score_id),
        score=format_id("score", stored.score_id),
        version=row.version,
        kind=cast("Kind", row.kind),
        refers_to=format_id("verdict", row.refers_to) if row.refers_to else None,
        reviewer=stored.reviewer,
        created_at=row.created_at,
        rating=row.rating,
        reasons=[reason.signal for reason in stored.reasons],
        note=row.note,
        items=[_item(item) for item in stored.items],
        is_blind=row.is_blind,
        lease=format_id("lease", row.lease_id) if row.lease_id else None,
        seconds=row.seconds,
        bundle_sha256=row.bundle_sha256,
        mode=row.mode,
        band=cast("Band | None", row.band),
        risk=row.risk,
        state_before=cast("State", row.state_before),
        state_after=cast("State", row.state_after),
    )


def _item(row: VerdictItemRow) -> VerdictItem:
    return VerdictItem(
        action=cast("Action", row.action),
        evidence=row.evidence,
        found_signal=row.found_signal,
        signal=row.signal,
        field=cast("TextField", row.field),
        start=row.start,
        end=row.end,
        exact=row.exact,
    )


def _names(session: Session, ids: Collection[UUID]) -> dict[UUID, tuple[UUID, str]]:
    """The score and the reviewer of each verdict."""
    found = session.execute(
        select(VerdictRow.id, ReviewRow.score_id, UserRow.name)
        .join(ReviewRow, ReviewRow.number == VerdictRow.number)
        .join(UserRow, UserRow.id == VerdictRow.user_id)
        .where(VerdictRow.id.in_(ids))
    )
    return {verdict_id: (score_id, name) for verdict_id, score_id, name in found}
