"""Tells a form that was sent twice from a second decision: whatever differs is none that was stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from service.db.engine import Database
from service.pages.review.reading_forms import Typed
from service.pages.review.reading_request import FormFaults, verdict_request
from service.reviews.detail import ReviewDetail
from service.reviews.schemas import (
    MOST_COPIES,
    Decision,
    EvidenceDecision,
    Place,
    Verdict,
    VerdictItem,
    VerdictRequest,
)
from service.reviews.workflow.listing import list_verdicts
from service.roles import Moderator

# What was said of a place: the action, the item of evidence, and the place that was named, if one was.
_Said = tuple[str, int | None, Place | None]


def stored_decision(
    typed: Typed,
    detail: ReviewDetail,
    signals: Collection[str],
    *,
    moderator: Moderator,
    database: Database,
) -> Decision | None:
    """The decision that this very form led to a moment ago, or None if it asks for anything else."""
    own = detail.mine
    if own is None or own.lease != typed.lease or str(own.version - 1) != typed.version:
        return None
    try:
        wanted = verdict_request(typed, detail, signals)
    except FormFaults:
        return None
    if not _says_the_same(own, wanted):
        return None
    covered = _covered_by(own, moderator, database)
    left = [one for one in wanted.covers if one not in covered]
    if not _were_covered(covered, left, wanted, detail):
        return None
    lease = detail.lease.id if detail.lease else None
    return Decision(own, detail.review, covered=covered, not_covered=left, lease=lease)


def _says_the_same(own: Verdict, wanted: VerdictRequest) -> bool:
    return (
        own.rating == wanted.rating
        and own.note == wanted.note
        and set(own.reasons) == set(wanted.reasons)
        and Counter(map(_stored, own.items)) == Counter(_wanted(wanted))
    )


def _stored(item: VerdictItem) -> _Said:
    place = Place(signal=item.signal, field=item.field, start=item.start, end=item.end)
    return item.action, item.evidence, place if item.action in {"corrected", "added"} else None


def _wanted(request: VerdictRequest) -> list[_Said]:
    said: list[_Said] = [_of(one) for one in request.evidence]
    return [*said, *(("added", None, place) for place in request.added)]


def _of(decision: EvidenceDecision) -> _Said:
    return decision.action, decision.evidence, decision.place


def _covered_by(own: Verdict, moderator: Moderator, database: Database) -> list[str]:
    """The copies on which a decision was repeated; their verdicts were written in the same moment."""
    page = list_verdicts(
        moderator=moderator,
        database=database,
        since=own.created_at,
        limit=MOST_COPIES + 1,
    )
    return [
        one.review for one in page.verdicts if one.kind == "covered" and one.refers_to == own.id
    ]


def _were_covered(
    covered: list[str], left: list[str], wanted: VerdictRequest, detail: ReviewDetail
) -> bool:
    """Copies that were asked for and left out are those that are not free."""
    free = {one.id for one in detail.copies if one.state == "open" and not one.holder}
    return set(covered) <= set(wanted.covers) and free.isdisjoint(left)
