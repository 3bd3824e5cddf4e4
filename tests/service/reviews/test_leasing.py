"""Who holds which review, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from service.db.engine import Database
from service.db.tables import AuditRow
from service.errors import (
    LeaseLostError,
    NotFoundError,
    NothingToReviewError,
    ReviewTakenError,
    RoleError,
)
from service.reviews.schemas import QueueFilter
from service.reviews.workflow.queue import read_review
from tests.service.reviews.builders import BLIND, PLAIN, TWICE
from tests.service.reviews.desk import Desk

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANY = QueueFilter()


@pytest.fixture
def desk(any_database: Database) -> Desk:
    """A database with the first moderator."""
    return Desk(any_database)


def test_next_gives_the_review_that_is_worth_most(desk: Desk) -> None:
    desk.review(number=1, wording=0.5)
    best = desk.review(number=2, wording=0.05)

    lease = desk.take_next("anna")

    assert lease.review.id == best
    assert lease.review.holder is not None
    assert lease.review.holder.is_you


def test_two_moderators_get_two_reviews(desk: Desk) -> None:
    reviews = {desk.review(number=1), desk.review(number=2)}

    taken = {desk.take_next("anna").review.id, desk.take_next("bert").review.id}

    assert taken == reviews
    with pytest.raises(NothingToReviewError):
        desk.take_next("cora")


def test_who_asks_again_gets_the_review_that_they_hold(desk: Desk) -> None:
    desk.review(number=1)
    desk.review(number=2)

    first, again = desk.take_next("anna"), desk.take_next("anna")

    assert again.id == first.id
    assert again.expires_at == first.expires_at


def test_a_lease_ends_by_itself(desk: Desk) -> None:
    review = desk.review()
    desk.take_next("anna", now=NOON)

    with pytest.raises(NothingToReviewError):
        desk.take_next("bert", now=NOON + timedelta(seconds=PLAIN.lease_s - 1))
    later = desk.take_next("bert", now=NOON + timedelta(seconds=PLAIN.lease_s))

    assert later.review.id == review


def test_a_sign_of_life_lets_a_lease_end_after_the_shorter_time(desk: Desk) -> None:
    desk.review()
    lease = desk.take_next("anna", now=NOON)

    extended = desk.extend("anna", lease, now=NOON + timedelta(seconds=60))

    assert extended.id == lease.id
    assert extended.expires_at == NOON + timedelta(seconds=60 + PLAIN.lease_live_s)


@pytest.mark.parametrize("lease_id", ["ls_" + "0" * 32, "", "ls_x", "vd_" + "0" * 32])
def test_a_sign_of_life_for_an_unknown_lease_is_refused(desk: Desk, lease_id: str) -> None:
    desk.review()
    lease = desk.take_next("anna")

    with pytest.raises(LeaseLostError):
        desk.extend("anna", replace(lease, id=lease_id))


def test_a_sign_of_life_that_comes_too_late_does_not_wake_a_lease(desk: Desk) -> None:
    desk.review()
    lease = desk.take_next("anna", now=NOON)

    with pytest.raises(LeaseLostError) as lost:
        desk.extend("anna", lease, now=NOON + timedelta(seconds=PLAIN.lease_s))

    assert lost.value.current is not None
    assert lost.value.current["lease"] == "over"


def test_who_lost_a_lease_to_somebody_is_told_the_name(desk: Desk) -> None:
    desk.review()
    lease = desk.take_next("anna", now=NOON)
    later = NOON + timedelta(seconds=PLAIN.lease_s)
    desk.take_next("bert", now=later)

    with pytest.raises(LeaseLostError) as lost:
        desk.extend("anna", lease, now=later)

    assert lost.value.current is not None
    assert lost.value.current["lease"] == "taken"
    assert lost.value.current["holder"] == "bert"


def test_a_review_can_be_taken_by_name_even_when_it_is_settled(desk: Desk) -> None:
    review = desk.review()
    desk.decide("anna", desk.take("anna", review))

    lease = desk.take("anna", review)

    assert lease.review.state == "settled"
    assert lease.review.id == review


def test_what_somebody_holds_cannot_be_taken(desk: Desk) -> None:
    review = desk.review()
    desk.take("anna", review)

    with pytest.raises(ReviewTakenError) as taken:
        desk.take("bert", review)

    assert taken.value.current is not None
    assert taken.value.current["holder"] == "anna"


def test_taking_what_one_holds_gives_the_same_lease(desk: Desk) -> None:
    review = desk.review()

    assert desk.take("anna", review).id == desk.take("anna", review).id


@pytest.mark.parametrize("review", ["rv_" + "0" * 32, "rv_", "1", "sc_" + "0" * 32])
def test_what_is_not_there_cannot_be_taken(desk: Desk, review: str) -> None:
    with pytest.raises(NotFoundError):
        desk.take("anna", review)


def test_a_released_review_is_free_at_once(desk: Desk) -> None:
    review = desk.review()
    desk.take("anna", review)

    desk.release("anna", review)

    assert desk.take("bert", review).review.id == review


def test_releasing_what_is_free_changes_nothing(desk: Desk) -> None:
    review = desk.review()

    desk.release("anna", review)

    assert desk.actions() == []


def test_a_skipped_review_is_not_given_again_for_a_day(desk: Desk) -> None:
    review = desk.review()
    desk.take_next("anna", now=NOON)

    desk.release("anna", review, is_skip=True, now=NOON)

    with pytest.raises(NothingToReviewError):
        desk.take_next("anna", now=NOON + timedelta(hours=23))
    assert desk.take_next("bert", now=NOON).review.id == review
    assert desk.take_next("anna", now=NOON + timedelta(hours=25)).review.id == review


def test_a_skip_never_ends_the_lease_of_somebody_else(desk: Desk) -> None:
    review = desk.review()
    lease = desk.take("bert", review)

    desk.release("anna", review, is_skip=True)

    assert desk.take("bert", review).id == lease.id


def test_only_an_admin_ends_the_lease_of_somebody_else(desk: Desk) -> None:
    review = desk.review()
    desk.take("anna", review)

    with pytest.raises(RoleError):
        desk.release("sena", review)
    desk.release("adam", review)

    assert desk.take("bert", review).review.id == review
    assert desk.actions() == ["lease.take", "lease.force", "lease.take"]


def test_next_leaves_out_what_the_moderator_has_decided(desk: Desk) -> None:
    review = desk.review(policy=TWICE)
    desk.decide("anna", desk.take("anna", review))

    with pytest.raises(NothingToReviewError):
        desk.take_next("anna")

    assert desk.take_next("bert").review.state == "second"


def test_next_gives_again_what_the_moderator_took_back(desk: Desk) -> None:
    review = desk.review(policy=TWICE)
    decision = desk.decide("anna", desk.take("anna", review))
    desk.undo("anna", decision)

    assert desk.take_next("anna").review.id == review


def test_conflicts_go_to_seniors_who_gave_no_opinion(desk: Desk) -> None:
    review = desk.conflict("anna", "sena")

    for name in ("bert", "sena"):
        with pytest.raises(NothingToReviewError):
            desk.take_next(name)
    assert desk.take_next("adam").review.id == review


def test_a_reviewer_cannot_take_a_conflict_of_others(desk: Desk) -> None:
    review = desk.conflict("anna", "sena")

    with pytest.raises(RoleError):
        desk.take("bert", review)

    assert desk.take("anna", review).review.id == review


def test_next_gives_blind_reviews_without_their_score(desk: Desk) -> None:
    desk.review(policy=BLIND)

    lease = desk.take_next("anna")

    assert lease.review.is_blind
    assert (lease.review.band, lease.review.risk, lease.review.signals) == (None, None, None)


def test_whoever_asks_for_the_next_one_is_done_with_the_blind_one(desk: Desk) -> None:
    blind = desk.review(number=1, policy=BLIND)
    desk.decide("anna", desk.take("anna", blind))
    other = desk.review(number=2)

    lease = desk.take_next("anna")

    assert lease.review.id == other
    assert read_review(blind, moderator=desk.who("anna"), database=desk.database).lease is None


def test_the_blind_one_is_given_back_even_when_nothing_is_next(desk: Desk) -> None:
    blind = desk.review(policy=BLIND)
    desk.decide("anna", desk.take("anna", blind))

    with pytest.raises(NothingToReviewError):
        desk.take_next("anna")

    assert desk.shown("bert", blind).holder is None
    assert desk.actions() == ["lease.take", "verdict.create", "lease.release"]


@pytest.mark.parametrize("state", ["settled", "conflict"])
def test_next_gives_nothing_where_nothing_waits_for_the_moderator(desk: Desk, state: str) -> None:
    desk.review()

    with pytest.raises(NothingToReviewError):
        desk.take_next("anna", filters=QueueFilter.model_validate({"state": state}))


@pytest.mark.parametrize("order", ["worth", "risk", "oldest", "sample"])
def test_next_follows_every_order_of_the_queue(desk: Desk, order: str) -> None:
    filters = QueueFilter.model_validate({"order": order})
    for number in range(3):
        desk.review(number=number, risk=0.2 + number / 10, wording=0.1 * number)
    listed = [review.id for review in desk.listed("anna", filters)]

    given = [desk.take_next(name, filters=filters).review.id for name in ("anna", "bert", "cora")]

    assert given == listed


def test_leases_are_written_down_and_signs_of_life_are_not(desk: Desk) -> None:
    review = desk.review()
    lease = desk.take_next("anna")
    desk.extend("anna", lease)
    desk.release("anna", review)
    desk.take_next("anna")
    desk.release("anna", review, is_skip=True)

    with desk.database.reading() as session:
        entries = session.scalars(select(AuditRow).order_by(AuditRow.sequence)).all()

    assert [entry.action for entry in entries] == [
        "lease.take",
        "lease.release",
        "lease.take",
        "lease.skip",
    ]
    assert {entry.actor for entry in entries} == {"anna"}
    assert {entry.subject for entry in entries} == {review}
