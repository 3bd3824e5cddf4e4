"""One decision for several copies, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from service.db.engine import Database
from service.errors import InvalidRequestError
from service.reviews.schemas import Decision
from service.reviews.workflow.queue import read_review
from tests.service.reviews.builders import BLIND, PLAIN, TWICE
from tests.service.reviews.desk import Desk


@pytest.fixture
def desk(any_database: Database) -> Desk:
    """A database with moderators."""
    return Desk(any_database)


def cover(desk: Desk, original: str, copies: list[str], rating: int = 3) -> Decision:
    """Anna decides a review and names copies."""
    lease = desk.take("anna", original)
    return desk.decide(
        "anna",
        lease,
        rating,
        covers=copies,
        note="The same wire story.",
        reasons=["source.anonymous"],
        added=[{"signal": "language.loaded", "field": "text", "start": 4, "end": 10}],
    )


def test_each_copy_gets_a_verdict_of_its_own(desk: Desk) -> None:
    original, *copies = [desk.review() for _ in range(3)]

    decision = cover(desk, original, copies)

    assert sorted(decision.covered) == sorted(copies)
    assert decision.not_covered == []
    for copy in copies:
        mine = read_review(copy, moderator=desk.who("anna"), database=desk.database).mine
        assert mine is not None
        assert (mine.kind, mine.refers_to) == ("covered", decision.verdict.id)
        assert (mine.rating, mine.note) == (3, "The same wire story.")
        assert (mine.reasons, mine.items) == (["source.anonymous"], [])
        assert desk.shown("anna", copy).state == "settled"
    assert desk.actions() == ["lease.take", *["verdict.create"] * 3]
    desk.check_chain()


def test_what_somebody_holds_or_has_decided_is_left_alone(desk: Desk) -> None:
    original, held, decided, free = (desk.review() for _ in range(4))
    desk.decide("bert", desk.take("bert", decided), 5)
    desk.take("bert", held)

    decision = cover(desk, original, [held, decided, free])

    assert decision.covered == [free]
    assert sorted(decision.not_covered) == sorted([held, decided])
    assert desk.shown("anna", decided).outcome == 5.0
    assert desk.shown("anna", held).version == 0


def test_a_copy_that_the_moderator_holds_is_covered_and_given_back(desk: Desk) -> None:
    original, copy = desk.review(), desk.review()
    desk.take("anna", copy)

    decision = cover(desk, original, [copy])

    assert decision.covered == [copy]
    assert desk.shown("anna", copy).holder is None


def test_copies_keep_their_own_draw_for_a_second_opinion(desk: Desk) -> None:
    original, copy = desk.review(), desk.review(policy=TWICE)

    decision = cover(desk, original, [copy])

    assert decision.review.state == "settled"
    assert desk.shown("anna", copy).state == "second"


def test_a_covered_copy_is_blind_only_if_no_score_was_seen(desk: Desk) -> None:
    blind, other, open_one = (desk.review(policy=one) for one in (BLIND, BLIND, PLAIN))

    decision = cover(desk, blind, [other, open_one])

    assert decision.verdict.is_blind
    kinds = {
        copy: read_review(copy, moderator=desk.who("anna"), database=desk.database).mine
        for copy in (other, open_one)
    }
    assert [mine.is_blind for mine in kinds.values() if mine is not None] == [True, False]


@pytest.mark.parametrize("what", ["itself", "another"])
def test_only_copies_are_covered(desk: Desk, what: str) -> None:
    original, another = desk.review(0), desk.review(1)

    with pytest.raises(InvalidRequestError):
        cover(desk, original, [original if what == "itself" else another])

    assert desk.shown("anna", original).version == 0


def test_an_undo_takes_the_copies_with_it(desk: Desk) -> None:
    original, *copies = [desk.review() for _ in range(3)]
    decision = cover(desk, original, copies)

    undone = desk.undo("anna", decision)

    assert sorted(undone.covered) == sorted(copies)
    assert {desk.shown("anna", one).state for one in (original, *copies)} == {"open"}
    assert desk.actions().count("verdict.undo") == 3
    desk.check_chain()


def test_an_undo_leaves_copies_alone_that_were_decided_again_or_are_held(desk: Desk) -> None:
    original, again, held, plain = (desk.review() for _ in range(4))
    decision = cover(desk, original, [again, held, plain])
    desk.decide("anna", desk.take("anna", again), 5)
    desk.take("bert", held)

    undone = desk.undo("anna", decision)

    assert undone.covered == [plain]
    assert undone.not_covered == [held]
    assert desk.shown("anna", again).outcome == 5.0
    assert desk.shown("anna", held).state == "settled"


def test_one_copy_can_be_undone_by_itself(desk: Desk) -> None:
    original, copy = desk.review(), desk.review()
    cover(desk, original, [copy])
    mine = read_review(copy, moderator=desk.who("anna"), database=desk.database)
    assert mine.mine is not None

    desk.undo("anna", Decision(mine.mine, mine.review, [], [], None))

    assert desk.shown("anna", copy).state == "open"
    assert desk.shown("anna", original).state == "settled"


def test_each_copy_costs_the_same_few_statements(desk: Desk) -> None:
    original, *copies = [desk.review() for _ in range(21)]
    statements: list[str] = []

    def count(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    event.listen(desk.database.recorder, "before_cursor_execute", count)
    cover(desk, original, copies)

    # For each one step of the review, and three statements for its entry in the chain; the rest once for all.
    assert len(statements) <= 28 + 4 * len(copies)
