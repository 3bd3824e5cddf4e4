"""SQL for the queue: which reviews, in which order, a page at a time.

Every order is one index per state, so that each state is read in order up to the end of the page and the pages of
the states are merged: what a page costs does not depend on how many reviews there are.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final, cast, get_args
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    UnaryExpression,
    func,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from service.db.tables import ReviewRow, ReviewSignalRow
from service.reviews.schemas import Order, QueueFilter, State
from service.reviews.search import search_of
from service.reviews.store.blindness import is_shown_to

_STATES: Final[tuple[State, ...]] = get_args(State)
_WAITING: Final[tuple[State, ...]] = ("open", "second", "conflict")
# As numbers, which they all are; the type of the column says whether they have a fraction.
_Key = ColumnElement[float] | InstrumentedAttribute[float]
_Keys = tuple[InstrumentedAttribute[float], ...]
_NUMBER: Final = cast("InstrumentedAttribute[float]", ReviewRow.number)
_RISK: Final = cast("InstrumentedAttribute[float]", ReviewRow.risk)
_KEYS: Final[dict[Order, _Keys]] = {
    "worth": (ReviewRow.worth, _NUMBER),
    "risk": (_RISK, _NUMBER),
    "oldest": (_NUMBER,),
    "sample": (ReviewRow.lot, _NUMBER),
}
_DESCENDING: Final[frozenset[Order]] = frozenset({"worth", "risk"})
# Below every risk: articles without one come last in the order by risk.
_NO_RISK: Final = -1.0

# The values of an order's columns; the risk of an article without a score is None.
Place = list[float | None]


def place_of(row: ReviewRow, order: Order) -> Place:
    """Where a page ends that ends with this review."""
    return [getattr(row, key.key) for key in _KEYS[order]]


def states_of(filters: QueueFilter) -> tuple[State, ...]:
    """The states that a filter lets through."""
    if filters.state == "waiting":
        return _WAITING
    return _STATES if filters.state == "all" else (filters.state,)


def sorting(order: Order) -> list[UnaryExpression[float]]:
    """The columns of an order, for ORDER BY."""
    return _directed(_known(_KEYS[order], order), order)


def list_page(session: Session, statement: Select[tuple[int]], order: Order) -> Sequence[ReviewRow]:
    """The reviews behind a statement of `ordered`, in its order."""
    chosen = statement.subquery("chosen")
    return session.scalars(
        select(ReviewRow)
        .join(chosen, chosen.c.number == ReviewRow.number)
        .order_by(*sorting(order))
    ).all()


def ordered(
    order: Order,
    states: Collection[State],
    conditions: Sequence[ColumnElement[bool]],
    *,
    limit: int,
    after: Place | None = None,
) -> Select[tuple[int]]:
    """The numbers of the first reviews in an order, those after a place."""
    keys = _KEYS[order]
    parts = [
        select(
            select(*keys)
            .where(ReviewRow.state == state, *conditions, *stretch)
            .order_by(*_directed(keys, order))
            .limit(limit)
            .subquery()
        )
        for state in states
        for stretch in _stretches(order, after)
    ]
    merged = union_all(*parts).subquery("merged")
    columns = _known([merged.c[key.key] for key in keys], order)
    return select(merged.c.number).order_by(*_directed(columns, order)).limit(limit)


def conditions_of(
    session: Session, filters: QueueFilter, *, user_id: UUID, now: datetime
) -> list[ColumnElement[bool]]:
    """What a filter asks for besides state and order.

    A blind review is left out where the filter would tell its score to somebody who has not decided it.
    """
    found = [*_of_article(filters, now), *_of_score(filters)]
    if _of_score(filters):
        found.append(is_shown_to(user_id))
    if filters.copies is not None:
        found.append(_has_copies() if filters.copies else ~_has_copies())
    if filters.search is not None:
        found.append(search_of(session).matches(filters.search))
    return found


def _of_article(filters: QueueFilter, now: datetime) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.source is not None:
        found.append(ReviewRow.source == filters.source)
    if filters.language is not None:
        found.append(ReviewRow.language == filters.language)
    if filters.min_age_h is not None:
        found.append(ReviewRow.created_at <= now - timedelta(hours=filters.min_age_h))
    if filters.max_age_h is not None:
        found.append(ReviewRow.created_at >= now - timedelta(hours=filters.max_age_h))
    return found


def _of_score(filters: QueueFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.band is not None:
        is_wanted = ReviewRow.band == filters.band
        found.append(ReviewRow.band.is_(None) if filters.band == "none" else is_wanted)
    if filters.min_disagreement is not None:
        found.append(ReviewRow.disagreement >= filters.min_disagreement)
    if filters.signal is not None:
        # As a list that is made once: looking into the other table for each review takes several times as long.
        wanted = select(ReviewSignalRow.number).where(ReviewSignalRow.signal == filters.signal)
        found.append(ReviewRow.number.in_(wanted))
    return found


def _has_copies() -> ColumnElement[bool]:
    # Every group with copies has a review that did not begin it. Made once as a list, see above.
    later = aliased(ReviewRow)
    return ReviewRow.copy_group.in_(
        select(later.copy_group).where(later.copy_group != later.number)
    )


def _stretches(order: Order, after: Place | None) -> list[list[ColumnElement[bool]]]:
    """The pieces of an index that are read for an order after a place; those without a risk are one of their own."""
    if order != "risk":
        return [_beyond(order, after)]
    unscored = ReviewRow.risk.is_(None)
    if after is not None and after[0] is None:
        return [[unscored, ReviewRow.number < after[1]]]
    return [[ReviewRow.risk.is_not(None), *_beyond(order, after)], [unscored]]


def _beyond(order: Order, after: Place | None) -> list[ColumnElement[bool]]:
    if after is None:
        return []
    keys = _KEYS[order]
    if len(keys) == 1:
        return [keys[0] > after[0]]
    place = tuple_(*keys)
    return [place < tuple_(*after) if order in _DESCENDING else place > tuple_(*after)]


def _known(keys: Sequence[_Key], order: Order) -> list[_Key]:
    """The columns of an order without None, of which each database has its own idea where it belongs."""
    if order != "risk":
        return list(keys)
    return [func.coalesce(keys[0], _NO_RISK), *keys[1:]]


def _directed(keys: Sequence[_Key], order: Order) -> list[UnaryExpression[float]]:
    return [key.desc() if order in _DESCENDING else key.asc() for key in keys]
