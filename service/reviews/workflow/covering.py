"""One decision for several copies: each gets a verdict of its own, if it is free and undecided at that moment.

A changed decision also reaches the copies on which the moderator's former one was repeated and still counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables import ReviewRow, VerdictRow
from service.errors import FieldFault, InvalidRequestError, NotFoundError
from service.identifiers import parse_id
from service.reviews.schemas import Kind
from service.reviews.workflow.drafts import Draft
from service.reviews.workflow.situation import Situation
from service.roles import Moderator

_NO_COPY = FieldFault(
    "covers",
    "names a review that is no copy of this one",
    "Use ids from the list of copies of the review.",
)


_CHANGES: Final[frozenset[Kind]] = frozenset({"revision", "adjudication"})


@dataclass(frozen=True, slots=True)
class Spread:
    """What a decision or an undo does to copies, and the ids of those that it leaves alone."""

    drafts: list[Draft]
    left_alone: list[str]

    @property
    def covered(self) -> list[str]:
        """The ids of the copies that it reaches."""
        return [draft.here.public_id for draft in self.drafts]


def copies_named(session: Session, row: ReviewRow, covers: Iterable[str]) -> set[UUID]:
    """The scores of the copies that a request names.

    Raises:
        InvalidRequestError: one of them is no copy of this review.
    """
    try:
        named = {parse_id("review", one) for one in covers}
    except NotFoundError:
        raise InvalidRequestError(faults=(_NO_COPY,)) from None
    if not named:
        return named
    copies = select(ReviewRow.score_id).where(
        ReviewRow.score_id.in_(named),
        ReviewRow.copy_group == row.copy_group,
        ReviewRow.number != row.number,
    )
    if named - set(session.scalars(copies)):
        raise InvalidRequestError(faults=(_NO_COPY,))
    return named


def cover(
    original: Draft, copies: Sequence[Situation], moderator: Moderator, now: datetime
) -> Spread:
    """Repeat a decision on copies: rating, reasons and note, but not what it says of places in another text."""
    free = [copy for copy in copies if _is_reached(copy, original.kind, moderator, now)]
    drafts = [
        Draft(
            here=copy,
            kind="covered",
            refers_to=original.id,
            rating=original.rating,
            note=original.note,
            reasons=original.reasons,
            # Blind only where neither this score nor that of the copy had been shown.
            is_blind=original.is_blind and copy.is_blind_for(moderator),
            gives_back=True,
        )
        for copy in free
    ]
    return Spread(drafts, [copy.public_id for copy in copies if copy not in free])


def uncover(
    covered: Sequence[tuple[VerdictRow, Situation]], moderator: Moderator, now: datetime
) -> Spread:
    """Undo what a decision did to its copies, but for those that somebody else holds; what was replaced stays."""
    counting = [(row, copy) for row, copy in covered if copy.standing.counts(row.id)]
    held = [copy.public_id for _, copy in counting if copy.is_held_by_other(moderator, now)]
    drafts = [
        Draft(here=copy, kind="undo", refers_to=row.id)
        for row, copy in counting
        if not copy.is_held_by_other(moderator, now)
    ]
    return Spread(drafts, held)


def _is_reached(copy: Situation, kind: Kind, moderator: Moderator, now: datetime) -> bool:
    if copy.is_held_by_other(moderator, now):
        return False
    return copy.row.state == "open" or (kind in _CHANGES and _is_repeated(copy, moderator))


def _is_repeated(copy: Situation, moderator: Moderator) -> bool:
    """Whether all that this moderator says of a copy is what they said elsewhere, and nobody settled it since."""
    own = copy.standing.opinions.get(moderator.id)
    return copy.standing.adjudication is None and own is not None and own.kind == "covered"
