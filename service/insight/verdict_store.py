"""SQL for what moderators say of the model: their ratings against its risk, and its evidence rejected or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from service.db.independence import is_independent
from service.db.tables import VerdictItemRow, VerdictRow
from service.insight.store import place_of

# Evidence decisions are not repeated on copies, and who settles a conflict decides like everybody.
_DECIDING = ("opinion", "revision", "adjudication")


def sum_outcomes(
    session: Session, since: datetime | None, edges: Sequence[float]
) -> dict[bool, list[tuple[int, int, float, float]]]:
    """Blind or not -> bin of the risk, articles, sum of risks, sum of outcomes from 0 to 1.

    Independent opinions only, as they were before anybody revised or undid theirs; an article with two counts once,
    with their mean.
    """
    each = (
        select(
            VerdictRow.is_blind,
            func.avg(VerdictRow.risk).label("risk"),
            func.avg((VerdictRow.rating - 1) / 4.0).label("outcome"),
        )
        .where(is_independent(), VerdictRow.risk.is_not(None), *_after(since))
        .group_by(VerdictRow.number, VerdictRow.is_blind)
        .subquery()
    )
    place = place_of(each.c.risk, edges)
    rows = session.execute(
        select(
            each.c.is_blind, place, func.count(), func.sum(each.c.risk), func.sum(each.c.outcome)
        )
        .group_by(each.c.is_blind, place)
        .order_by(each.c.is_blind, place)
    )
    sums: dict[bool, list[tuple[int, int, float, float]]] = {True: [], False: []}
    for is_blind, at, count, risk, outcome in rows:
        sums[bool(is_blind)].append((at, count, float(risk), float(outcome)))
    return sums


def count_bundles(session: Session, since: datetime | None) -> int:
    """How many bundles the ratings are about."""
    bundles = func.count(VerdictRow.bundle_sha256.distinct())
    return session.scalar(select(bundles).where(VerdictRow.kind == "opinion", *_after(since))) or 0


def count_decisions(
    session: Session, since: datetime | None, most: int
) -> list[tuple[str, str, int]]:
    """Signal, action and how often, in the newest verdicts that stand; a correction counts for what was found."""
    signal = func.coalesce(VerdictItemRow.found_signal, VerdictItemRow.signal)
    standing = (
        select(VerdictRow.id)
        .where(VerdictRow.kind.in_(_DECIDING), ~_undone(), ~_revised(), *_after(since))
        .order_by(VerdictRow.created_at.desc(), VerdictRow.id)
        .limit(most)
        .subquery()
    )
    rows = session.execute(
        select(signal, VerdictItemRow.action, func.count())
        .join(standing, standing.c.id == VerdictItemRow.verdict_id)
        .group_by(signal, VerdictItemRow.action)
    )
    return [(found, action, count) for found, action, count in rows]


def _undone() -> ColumnElement[bool]:
    undo = aliased(VerdictRow)
    return select(undo.id).where(undo.refers_to == VerdictRow.id, undo.kind == "undo").exists()


def _revised() -> ColumnElement[bool]:
    """Whether its author replaced it; where that was undone, it stands again."""
    revision, undo = aliased(VerdictRow), aliased(VerdictRow)
    undone = select(undo.id).where(undo.refers_to == revision.id, undo.kind == "undo").exists()
    return (
        select(revision.id)
        .where(revision.refers_to == VerdictRow.id, revision.kind == "revision", ~undone)
        .exists()
    )


def _after(since: datetime | None) -> list[ColumnElement[bool]]:
    return [] if since is None else [VerdictRow.created_at >= since]
