"""Where a review stands after any history."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.contract import Band
from service.reviews.schemas import Kind, State
from service.reviews.states import (
    Event,
    Standing,
    contradicts_model,
    is_conflict,
    kind_of_decision,
    sees_verdicts,
    standing,
)

ANNA, BERT, SENA, ADAM = (UUID(int=number) for number in range(1, 5))
EVERYBODY = (ANNA, BERT, SENA, ADAM)
BANDS = st.sampled_from(["low", "elevated", "high", None])


def an_event(
    version: int, user: UUID, rating: int | None, kind: Kind = "opinion", refers_to: int = 0
) -> Event:
    """The event that led to a version; its id is the version."""
    target = UUID(int=refers_to) if refers_to else None
    return Event(UUID(int=version), version, kind, target, user, rating)


def stand(*events: Event, wants_second: bool = False, band: Band | None = None) -> Standing:
    """Where a review stands."""
    return standing(events, wants_second=wants_second, band=band)


@st.composite
def histories(draw: st.DrawFn) -> list[Event]:
    """Any order of decisions and undos that the workflows could write, and some that they would not."""
    events: list[Event] = []
    for version in range(1, draw(st.integers(0, 12)) + 1):
        user = draw(st.sampled_from(EVERYBODY))
        is_undo = draw(st.booleans())
        if events and is_undo:
            target = draw(st.sampled_from(events))
            events.append(an_event(version, user, None, "undo", target.version))
            continue
        kind: Kind = draw(st.sampled_from(("opinion", "revision", "covered", "adjudication")))
        events.append(an_event(version, user, draw(st.integers(1, 5)), kind))
    return events


@pytest.mark.parametrize(
    ("first", "second", "state", "outcome"),
    [
        (1, 1, "settled", 1.0),
        (1, 2, "settled", 1.5),
        (2, 3, "settled", 2.5),
        (3, 4, "settled", 3.5),
        (4, 5, "settled", 4.5),
        (1, 3, "conflict", None),
        (2, 4, "conflict", None),
        (3, 5, "conflict", None),
        (5, 1, "conflict", None),
    ],
)
def test_two_opinions_agree_when_they_are_one_step_apart(
    first: int, second: int, state: State, outcome: float | None
) -> None:
    stands = stand(an_event(1, ANNA, first), an_event(2, BERT, second), wants_second=True)

    assert (stands.state, stands.outcome) == (state, outcome)


@pytest.mark.parametrize(
    ("rating", "band", "state"),
    [
        (4, "low", "second"),
        (5, "low", "second"),
        (3, "low", "settled"),
        (1, "high", "second"),
        (2, "high", "second"),
        (3, "high", "settled"),
        (5, "high", "settled"),
        (1, "elevated", "settled"),
        (5, None, "settled"),
    ],
)
def test_an_opinion_against_the_score_wants_a_second_one(
    rating: int, band: Band | None, state: State
) -> None:
    assert stand(an_event(1, ANNA, rating), band=band).state == state


def test_a_drawn_review_wants_a_second_opinion_whatever_the_first_one_says() -> None:
    assert stand(an_event(1, ANNA, 3), wants_second=True, band="elevated").state == "second"


def test_a_revision_takes_the_place_of_what_it_revises() -> None:
    stands = stand(an_event(1, ANNA, 1), an_event(2, ANNA, 4, "revision", 1))

    assert (stands.state, stands.outcome) == ("settled", 4.0)
    assert not stands.counts(UUID(int=1))


def test_what_was_revised_counts_again_when_the_revision_is_undone() -> None:
    stands = stand(
        an_event(1, ANNA, 1),
        an_event(2, ANNA, 4, "revision", 1),
        an_event(3, ANNA, None, "undo", 2),
    )

    assert (stands.state, stands.outcome) == ("settled", 1.0)
    assert stands.counts(UUID(int=1))


def test_an_adjudication_settles_and_its_undo_brings_the_conflict_back() -> None:
    opinions = [an_event(1, ANNA, 1), an_event(2, BERT, 5)]
    settled = [*opinions, an_event(3, SENA, 4, "adjudication")]

    assert (stand(*settled).state, stand(*settled).outcome) == ("settled", 4.0)
    assert stand(*settled, an_event(4, SENA, None, "undo", 3)) == stand(*opinions)
    assert stand(*settled).parties == {ANNA, BERT}


@given(events=histories(), wants_second=st.booleans(), band=BANDS)
def test_the_order_in_which_rows_are_read_does_not_matter(
    *, events: list[Event], wants_second: bool, band: Band | None
) -> None:
    forwards = standing(events, wants_second=wants_second, band=band)

    assert standing(events[::-1], wants_second=wants_second, band=band) == forwards


@given(events=histories(), wants_second=st.booleans(), band=BANDS)
def test_there_is_an_outcome_exactly_when_a_review_is_settled(
    *, events: list[Event], wants_second: bool, band: Band | None
) -> None:
    stands = standing(events, wants_second=wants_second, band=band)

    assert (stands.outcome is not None) == (stands.state == "settled")
    assert stands.outcome is None or 1 <= stands.outcome <= 5


@given(events=histories(), wants_second=st.booleans(), band=BANDS)
def test_a_review_is_open_exactly_when_nothing_counts(
    *, events: list[Event], wants_second: bool, band: Band | None
) -> None:
    stands = standing(events, wants_second=wants_second, band=band)
    undone = {event.refers_to for event in events if event.kind == "undo"}
    left = [event for event in events if event.kind != "undo" and event.id not in undone]

    assert (stands.state == "open") == (not left)


@given(events=histories(), wants_second=st.booleans(), band=BANDS)
def test_undoing_the_last_decision_gives_back_what_was_before(
    *, events: list[Event], wants_second: bool, band: Band | None
) -> None:
    before = standing(events, wants_second=wants_second, band=band)
    decision = an_event(50, ANNA, 2, "opinion")
    undone = [*events, decision, an_event(51, BERT, None, "undo", 50)]

    between = standing(undone[:-1], wants_second=wants_second, band=band)
    after = standing(undone, wants_second=wants_second, band=band)
    assert (after.opinions, after.adjudication) == (before.opinions, before.adjudication)
    # A conflict stays one, for those who read it.
    assert after.state == before.state or between.state == after.state == "conflict"


@given(st.lists(st.integers(1, 5), max_size=6))
def test_a_conflict_is_two_ratings_that_differ_by_two(ratings: list[int]) -> None:
    pairs = [(one, other) for one in ratings for other in ratings]

    assert is_conflict(ratings) == any(abs(one - other) >= 2 for one, other in pairs)


@given(st.integers(1, 5), BANDS)
def test_the_middle_of_the_scale_contradicts_no_score(rating: int, band: Band | None) -> None:
    assert not contradicts_model(3, band)
    assert not (contradicts_model(rating, "low") and contradicts_model(rating, "high"))


@pytest.mark.parametrize(
    ("user", "is_senior", "is_trial", "kind"),
    [
        (ANNA, False, False, "revision"),
        (ANNA, True, False, "revision"),
        (ANNA, True, True, "adjudication"),
        (SENA, True, False, "adjudication"),
        (SENA, False, False, None),
        (ADAM, True, False, None),
        (ADAM, True, True, "adjudication"),
    ],
)
def test_a_conflict_is_settled_by_a_senior_who_gave_neither_opinion(
    *, user: UUID, is_senior: bool, is_trial: bool, kind: Kind | None
) -> None:
    took_back = [an_event(1, ADAM, 3), an_event(2, ADAM, None, "undo", 1)]
    conflict = stand(*took_back, an_event(3, ANNA, 1), an_event(4, BERT, 5))

    assert kind_of_decision(conflict, user, is_senior=is_senior, is_trial=is_trial) == kind


@pytest.mark.parametrize(
    ("user", "kind"), [(SENA, "adjudication"), (ANNA, "revision"), (ADAM, None)]
)
def test_after_an_adjudication_only_those_who_decided_decide_again(
    user: UUID, kind: Kind | None
) -> None:
    settled = stand(
        an_event(1, ANNA, 1), an_event(2, BERT, 5), an_event(3, SENA, 4, "adjudication")
    )

    assert kind_of_decision(settled, user, is_senior=True, is_trial=False) == kind


def test_others_may_add_an_opinion_while_nothing_is_in_conflict() -> None:
    settled = stand(an_event(1, ANNA, 3))

    assert kind_of_decision(settled, BERT, is_senior=False, is_trial=False) == "opinion"


@given(events=histories(), wants_second=st.booleans(), band=BANDS)
def test_only_an_adjudication_settles_what_was_in_conflict(
    *, events: list[Event], wants_second: bool, band: Band | None
) -> None:
    was_contested = False
    for end in range(len(events) + 1):
        now = standing(events[:end], wants_second=wants_second, band=band)
        was_contested = now.state == "conflict" or (was_contested and now.state != "open")

        assert not was_contested or now.state == "conflict" or now.adjudication is not None


def test_a_conflict_of_which_nothing_is_left_begins_anew() -> None:
    conflict = [an_event(1, ANNA, 1), an_event(2, BERT, 5)]
    one_left = [*conflict, an_event(3, BERT, None, "undo", 2)]
    none_left = [*one_left, an_event(4, ANNA, None, "undo", 1)]

    assert stand(*one_left).state == "conflict"
    assert stand(*none_left).state == "open"
    assert stand(*none_left, an_event(5, ANNA, 3)).state == "settled"


def test_the_first_opinion_is_kept_from_the_second_moderator() -> None:
    waiting = stand(an_event(1, ANNA, 3), wants_second=True)
    conflict = stand(an_event(1, ANNA, 1), an_event(2, BERT, 5))

    assert sees_verdicts(waiting, ANNA, is_senior=False)
    assert not sees_verdicts(waiting, SENA, is_senior=True)
    assert not sees_verdicts(conflict, ADAM, is_senior=False)
    assert sees_verdicts(conflict, SENA, is_senior=True)
