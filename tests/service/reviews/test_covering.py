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


def test_copies_want_a_second_opinion_of_their_own(desk: Desk) -> None:
    original, copy = desk.review(policy=TWICE), desk.review()

    cover(desk, original, [copy])
    desk.decide("bert", desk.take("bert", original), 3)

    assert desk.shown("anna", original).state == "settled"
    assert desk.shown("anna", copy).state == "second"


def test_a_covered_copy_is_blind_only_if_no_score_was_seen(desk: Desk) -> None:
    first, second, third = (desk.review(policy=BLIND) for _ in range(3))

    decision = cover(desk, first, [second])
    later = desk.decide("anna", desk.take("anna", third))

    covered = read_review(second, moderator=desk.who("anna"), database=desk.database).mine
    assert covered is not None
    assert [decision.verdict.is_blind, covered.is_blind, later.verdict.is_blind] == [
        True,
        True,
        False,
    ]


def test_copies_show_their_scores_together(desk: Desk) -> None:
    first, second = desk.review(policy=BLIND, risk=0.4), desk.review(policy=PLAIN, risk=0.4)
    hidden = [desk.shown("anna", one).risk for one in (first, second)]

    desk.decide("anna", desk.take("anna", first))

    assert hidden == [None, None]
    assert [desk.shown("anna", one).risk for one in (first, second)] == [0.4, 0.4]
    assert [desk.shown("bert", one).risk for one in (first, second)] == [None, None]


def test_a_revision_reaches_the_copies_that_its_author_covered(desk: Desk) -> None:
    original, covered, foreign, held = (desk.review() for _ in range(4))
    first = cover(desk, original, [covered, held], 2)
    desk.decide("bert", desk.take("bert", foreign), 2)
    desk.take("bert", held)

    revised = cover(desk, original, [covered, foreign, held], 5)
    outcomes = [desk.shown("anna", one).outcome for one in (covered, foreign, held)]
    undone = desk.undo("anna", revised)

    assert (revised.verdict.kind, revised.covered) == ("revision", [covered])
    assert sorted(revised.not_covered) == sorted([foreign, held])
    assert outcomes == [5.0, 2.0, 2.0]
    assert undone.covered == [covered]
    assert desk.shown("anna", covered).outcome == 2.0
    assert sorted(first.covered) == sorted([covered, held])
    desk.check_chain()


def test_a_revision_leaves_alone_what_its_author_decided_for_itself(desk: Desk) -> None:
    original, copy = desk.review(), desk.review()
    cover(desk, original, [copy], 2)
    desk.decide("anna", desk.take("anna", copy), 3)

    revised = cover(desk, original, [copy], 5)

    assert (revised.covered, revised.not_covered) == ([], [copy])
    assert desk.shown("anna", copy).outcome == 3.0


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
