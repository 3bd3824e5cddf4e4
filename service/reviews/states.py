"""From what people decided to where a review stands. Pure: the same events always lead to the same state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from models.contract import Band
from service.reviews.schemas import Kind, State

# Two ratings that far apart cannot both be right; one step is a matter of taste.
CONFLICT_STEPS: Final = 2
MISLEADING_FROM: Final = 4
FAIR_UP_TO: Final = 2
_NO_OPINIONS: Final[frozenset[Kind]] = frozenset({"adjudication", "undo"})


@dataclass(frozen=True, slots=True)
class Event:
    """One verdict, as far as it moves a review; `version` is its place in the order."""

    id: UUID
    version: int
    kind: Kind
    refers_to: UUID | None
    user_id: UUID
    rating: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a review stands: the state, the rating that is settled, and the verdicts that count for it."""

    state: State
    outcome: float | None
    opinions: dict[UUID, Event]
    adjudication: Event | None
    # Everybody who ever gave an opinion, taken back or not: they are a party to every conflict.
    parties: frozenset[UUID]

    def verdict_of(self, user_id: UUID) -> Event | None:
        """What this moderator decided, as far as it counts today."""
        if self.adjudication is not None and self.adjudication.user_id == user_id:
            return self.adjudication
        return self.opinions.get(user_id)

    def counts(self, verdict_id: UUID) -> bool:
        """Whether a verdict still counts; those that were undone or replaced do not."""
        counted = [*self.opinions.values(), *filter(None, [self.adjudication])]
        return any(event.id == verdict_id for event in counted)


def standing(events: Iterable[Event], *, wants_second: bool, band: Band | None) -> Standing:
    """Where a review stands after all its events; an adjudication outweighs every opinion.

    A conflict is settled by an adjudication only: whoever gives way has read what the other said.
    """
    ordered = sorted(events, key=lambda event: event.version)
    opinions, adjudication = _counted(ordered)
    parties = frozenset(one.user_id for one in ordered if one.kind not in _NO_OPINIONS)
    if adjudication is not None:
        return Standing("settled", _mean([adjudication]), opinions, adjudication, parties)
    state = _state(list(opinions.values()), wants_second=wants_second, band=band)
    if opinions and _is_contested(ordered):
        state = "conflict"
    outcome = _mean(opinions.values()) if state == "settled" else None
    return Standing(state, outcome, opinions, None, parties)


def is_conflict(ratings: Iterable[int]) -> bool:
    """Whether opinions contradict each other: one is on the fair side, the other two steps towards misleading."""
    given = list(ratings)
    return bool(given) and max(given) - min(given) >= CONFLICT_STEPS


def contradicts_model(rating: int, band: Band | None) -> bool:
    """Whether an opinion says the opposite of the score, so that somebody else should look too."""
    return (band == "low" and rating >= MISLEADING_FROM) or (
        band == "high" and rating <= FAIR_UP_TO
    )


def kind_of_decision(
    standing: Standing, user_id: UUID, *, is_senior: bool, is_trial: bool
) -> Kind | None:
    """What a decision by this moderator would be now; None where it is not theirs to make.

    Only somebody who never gave an opinion on it adjudicates. In a trial there is nobody else who could.
    """
    own = standing.verdict_of(user_id)
    if own is not None and own.kind == "adjudication":
        return "adjudication"
    if standing.state == "conflict" and is_senior and (user_id not in standing.parties or is_trial):
        return "adjudication"
    if own is not None:
        return "revision"
    is_closed = standing.state == "conflict" or standing.adjudication is not None
    return None if is_closed else "opinion"


def sees_verdicts(standing: Standing, user_id: UUID, *, is_senior: bool) -> bool:
    """Whether others' verdicts are open to this moderator; before, they would lean on them."""
    return (
        standing.state == "settled"
        or standing.verdict_of(user_id) is not None
        or (standing.state == "conflict" and is_senior)
    )


def _counted(ordered: Sequence[Event]) -> tuple[dict[UUID, Event], Event | None]:
    """The opinion of each moderator and the adjudication, as far as they were not undone or replaced."""
    undone = {event.refers_to for event in ordered if event.kind == "undo"}
    left = [event for event in ordered if event.kind != "undo" and event.id not in undone]
    opinions = {event.user_id: event for event in left if event.kind != "adjudication"}
    return opinions, next((one for one in reversed(left) if one.kind == "adjudication"), None)


def _is_contested(ordered: Sequence[Event]) -> bool:
    """Whether opinions contradicted each other since the review was last without any decision."""
    if len({event.user_id for event in ordered if event.kind not in _NO_OPINIONS}) < 2:  # noqa: PLR2004 - it takes two
        return False
    is_contested = False
    for end in range(1, len(ordered) + 1):
        opinions, adjudication = _counted(ordered[:end])
        if not opinions and adjudication is None:
            is_contested = False
        elif is_conflict(_ratings(opinions.values())):
            is_contested = True
    return is_contested


def _state(opinions: list[Event], *, wants_second: bool, band: Band | None) -> State:
    ratings = _ratings(opinions)
    if not ratings:
        return "open"
    if is_conflict(ratings):
        return "conflict"
    if len(ratings) == 1 and (wants_second or contradicts_model(ratings[0], band)):
        return "second"
    return "settled"


def _ratings(events: Iterable[Event]) -> list[int]:
    return [event.rating for event in events if event.rating is not None]


def _mean(events: Iterable[Event]) -> float:
    ratings = _ratings(events)
    return sum(ratings) / len(ratings)
