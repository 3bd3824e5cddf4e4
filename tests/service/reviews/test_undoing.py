"""Decisions are taken back, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from service.db.engine import Database
from service.errors import (
    InvalidRequestError,
    NotFoundError,
    NothingToReviewError,
    ReviewChangedError,
    ReviewTakenError,
    RoleError,
)
from service.reviews.schemas import UndoRequest
from service.reviews.workflow.undoing import undo
from tests.service.reviews.builders import BLIND, PLAIN, TWICE
from tests.service.reviews.desk import Desk

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def desk(any_database: Database) -> Desk:
    """A database with moderators."""
    return Desk(any_database)


def test_an_undo_is_an_event_and_the_review_waits_again(desk: Desk) -> None:
    decision = desk.decide("anna", desk.take("anna", desk.review()), 4)

    undone = desk.undo("anna", decision)

    assert (undone.verdict.kind, undone.verdict.refers_to) == ("undo", decision.verdict.id)
    assert (undone.verdict.rating, undone.verdict.version) == (None, 2)
    assert (undone.verdict.state_before, undone.verdict.state_after) == ("settled", "open")
    assert (undone.review.state, undone.review.outcome) == ("open", None)
    assert undone.review.settled_at is None
    assert desk.actions() == ["lease.take", "verdict.create", "verdict.undo"]
    desk.check_chain()


def test_after_the_undo_of_a_revision_the_first_decision_stands_again(desk: Desk) -> None:
    review = desk.review()
    desk.decide("anna", desk.take("anna", review), 2)
    revised = desk.decide("anna", desk.take("anna", review), 5)

    undone = desk.undo("anna", revised)

    assert (undone.review.state, undone.review.outcome) == ("settled", 2.0)


def test_after_the_undo_of_one_opinion_the_other_decides_the_state(desk: Desk) -> None:
    review = desk.review(policy=TWICE)
    desk.decide("anna", desk.take("anna", review), 1)
    second = desk.decide("bert", desk.take("bert", review), 2)

    undone = desk.undo("bert", second)

    assert second.review.state == "settled"
    assert undone.review.state == "second"


def test_nobody_ends_a_conflict_by_giving_way(desk: Desk) -> None:
    review = desk.review(policy=TWICE)
    desk.decide("sena", desk.take("sena", review), 1)
    second = desk.decide("bert", desk.take("bert", review), 5)
    revised = desk.decide("sena", desk.take("sena", review), 5)

    undone = desk.undo("bert", second, version=revised.review.version)

    assert [one.review.state for one in (second, revised, undone)] == ["conflict"] * 3
    with pytest.raises(RoleError):
        desk.take("bert", review)
    assert desk.decide("adam", desk.take("adam", review), 4).review.outcome == 4.0


def test_whoever_took_back_an_opinion_does_not_settle_the_conflict(desk: Desk) -> None:
    review = desk.review(policy=TWICE)
    desk.decide("anna", desk.take("anna", review), 1)
    second = desk.decide("sena", desk.take("sena", review), 5)
    desk.undo("sena", second)

    with pytest.raises(RoleError):
        desk.take("sena", review)
    with pytest.raises(NothingToReviewError):
        desk.take_next("sena")
    assert desk.take_next("adam").review.id == review


def test_the_undo_of_an_adjudication_brings_the_conflict_back(desk: Desk) -> None:
    review = desk.conflict("anna", "bert")
    settled = desk.decide("sena", desk.take("sena", review), 3)

    assert desk.undo("sena", settled).review.state == "conflict"


@pytest.mark.parametrize("name", ["sena", "adam"])
def test_seniors_and_admins_take_back_what_others_decided(desk: Desk, name: str) -> None:
    decision = desk.decide("anna", desk.take("anna", desk.review()))

    undone = desk.undo(name, decision)

    assert undone.verdict.reviewer == name
    assert undone.review.state == "open"


def test_a_reviewer_takes_back_only_their_own(desk: Desk) -> None:
    decision = desk.decide("anna", desk.take("anna", desk.review()))

    with pytest.raises(RoleError):
        desk.undo("bert", decision)


def test_a_stale_undo_is_refused_with_the_current_state(desk: Desk) -> None:
    review = desk.review(policy=TWICE)
    decision = desk.decide("anna", desk.take("anna", review), 3)
    desk.decide("bert", desk.take("bert", review), 3)

    with pytest.raises(ReviewChangedError) as changed:
        desk.undo("anna", decision)

    assert changed.value.current is not None
    assert (changed.value.current["version"], changed.value.current["state"]) == (2, "settled")


def test_a_second_undo_of_the_same_verdict_is_a_conflict(desk: Desk) -> None:
    decision = desk.decide("anna", desk.take("anna", desk.review()))
    undone = desk.undo("anna", decision)

    for version in (decision.review.version, undone.review.version):
        with pytest.raises(ReviewChangedError):
            desk.undo("anna", decision, version=version)


def test_what_was_revised_cannot_be_undone_below_the_revision(desk: Desk) -> None:
    review = desk.review()
    first = desk.decide("anna", desk.take("anna", review), 2)
    second = desk.decide("anna", desk.take("anna", review), 4)

    with pytest.raises(ReviewChangedError):
        desk.undo("anna", first, version=second.review.version)


def test_an_undo_is_not_undone_but_decided_again(desk: Desk) -> None:
    review = desk.review()
    undone = desk.undo("anna", desk.decide("anna", desk.take("anna", review)))

    with pytest.raises(InvalidRequestError):
        desk.undo("anna", undone)

    again = desk.decide("anna", desk.take("anna", review), 4)
    assert (again.verdict.kind, again.review.version) == ("opinion", 3)


def test_nothing_is_undone_under_the_hands_of_somebody_who_holds_it(desk: Desk) -> None:
    review = desk.review(policy=TWICE)
    decision = desk.decide("anna", desk.take("anna", review, now=NOON), now=NOON)
    desk.take("bert", review, now=NOON)

    with pytest.raises(ReviewTakenError):
        desk.undo("anna", decision, now=NOON)

    later = NOON + timedelta(seconds=PLAIN.lease_s)
    assert desk.undo("anna", decision, now=later).review.state == "open"


def test_the_author_may_undo_while_holding_the_review(desk: Desk) -> None:
    review = desk.review(policy=BLIND)
    decision = desk.decide("anna", desk.take("anna", review))

    undone = desk.undo("anna", decision)

    assert undone.review.state == "open"
    assert undone.review.band is not None
    assert undone.review.holder is not None


@pytest.mark.parametrize("verdict", ["vd_" + "0" * 32, "vd_", "rv_" + "0" * 32])
def test_a_verdict_that_is_not_there_cannot_be_undone(desk: Desk, verdict: str) -> None:
    request = UndoRequest(verdict=verdict, version=0)

    with pytest.raises(NotFoundError):
        undo(request, moderator=desk.who("anna"), database=desk.database)
