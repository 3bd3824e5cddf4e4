"""SQL for near-duplicates: which reviews share a band of the sketch, and which are one group."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sqlalchemy import Select, bindparam, func, insert, select, union_all
from sqlalchemy.orm import Session

from service.db.tables import ReviewRow, ShingleRow
from service.reviews.sketch import BANDS, LEAST_LIKENESS, bands_of, likeness

_MOST_COMPARED: Final = 200


def _parameter(slot: int) -> str:
    return f"band_{slot}"


def _in_band(slot: int) -> Select[tuple[int]]:
    newest = (
        select(ShingleRow.number)
        .where(ShingleRow.slot == slot, ShingleRow.hash == bindparam(_parameter(slot)))
        .order_by(ShingleRow.number.desc())
        # A limit for each band keeps a flood of copies from making every further one slower.
        .limit(_MOST_COMPARED)
        .subquery()
    )
    return select(newest.c.number)


# Put together once, because that takes several times as long as running it.
_ALIKE: Final = (
    select(ReviewRow.copy_group, ReviewRow.sketch)
    .where(ReviewRow.number.in_(union_all(*map(_in_band, range(BANDS)))))
    .order_by(ReviewRow.number.desc())
    .limit(_MOST_COMPARED)
)


def find_group(session: Session, sketch: bytes) -> int | None:
    """The group of the review that is most alike, or None where none is alike enough.

    Two copies that are stored at the very same moment do not see each other and stay two groups.
    """
    alike = [
        (likeness(sketch, other), group) for group, other in _candidates(session, bands_of(sketch))
    ]
    # At the same likeness the oldest group wins, so that copies do not scatter.
    best, group = max(alike, key=lambda one: (one[0], -one[1]), default=(0.0, 0))
    return group if best >= LEAST_LIKENESS else None


def find_draw(session: Session, group: int) -> tuple[bool, bool]:
    """Whether the first review of a group is decided blind, and whether it wants a second opinion."""
    first = select(ReviewRow.is_blind, ReviewRow.wants_second).where(ReviewRow.number == group)
    is_blind, wants_second = session.execute(first).one()
    return is_blind, wants_second


def _candidates(session: Session, bands: list[int]) -> list[tuple[int, bytes]]:
    """Group and sketch of the newest reviews that share a band."""
    values = {_parameter(slot): value for slot, value in enumerate(bands)}
    return list(session.execute(_ALIKE, values))


def insert_bands(session: Session, number: int, sketch: bytes) -> None:
    """Make a review findable by its copies."""
    session.execute(
        insert(ShingleRow),
        [
            {"slot": slot, "hash": value, "number": number}
            for slot, value in enumerate(bands_of(sketch))
        ],
    )


def count_copies(session: Session, groups: Collection[int]) -> dict[int, int]:
    """How many reviews each group has, itself included."""
    counted = session.execute(
        select(ReviewRow.copy_group, func.count())
        .where(ReviewRow.copy_group.in_(groups))
        .group_by(ReviewRow.copy_group)
    )
    return dict(counted.all())


def list_group(session: Session, group: int, *, but: int, limit: int) -> list[ReviewRow]:
    """The other reviews of a group, oldest first."""
    return list(
        session.scalars(
            select(ReviewRow)
            .where(ReviewRow.copy_group == group, ReviewRow.number != but)
            .order_by(ReviewRow.number)
            .limit(limit)
        )
    )
