"""One review as a moderator may see it, what is withheld while it is blind, and the counts above the queue."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from service.db.engine import Database
from service.errors import NotFoundError
from service.reviews.schemas import Review
from service.reviews.workflow.queue import count_queue, read_review
from tests.builders import STORY
from tests.service.reviews.builders import (
    BLIND,
    a_moderator,
    a_review,
    a_stored_verdict,
    another_text,
    change_review,
)


def _shows_score(review: Review) -> bool:
    shown = (review.band, review.risk, review.disagreement, review.signals)
    assert len({value is None for value in shown}) == 1
    return review.risk is not None


def test_a_blind_review_shows_no_score_before_the_moderators_own_decision(
    any_database: Database,
) -> None:
    anna, ben = a_moderator(any_database), a_moderator(any_database, "ben")
    blind = a_review(any_database, policy=BLIND)

    before = read_review(blind, moderator=anna, database=any_database)
    verdict = a_stored_verdict(any_database, blind, anna)
    after = read_review(blind, moderator=anna, database=any_database)
    for_ben = read_review(blind, moderator=ben, database=any_database)
    a_stored_verdict(any_database, blind, anna, kind="undo", refers_to=verdict)
    undone = read_review(blind, moderator=anna, database=any_database)

    assert (before.answer, before.review.is_blind) == (None, True)
    assert [_shows_score(one.review) for one in (before, after, for_ben, undone)] == [
        False,
        True,
        False,
        True,
    ]
    assert after.answer is not None
    assert for_ben.answer is None
    # What was seen stays seen.
    assert undone.answer is not None


def test_a_review_is_read_with_its_article_and_answer(any_database: Database) -> None:
    anna = a_moderator(any_database)
    review_id = a_review(any_database)

    detail = read_review(review_id, moderator=anna, database=any_database)

    assert detail.review.id == review_id
    assert (detail.title, detail.text) == ("Harbour closed", STORY)
    assert detail.url == "https://www.example.org/harbour"
    assert detail.answer is not None
    assert [one.exact for one in detail.answer.evidence] == ["officials said"] * 2
    assert (detail.mine, detail.verdicts, detail.lease, detail.copies) == (None, [], None, [])
    assert detail.is_adjudication is False


@pytest.mark.parametrize(
    "review_id", ["", "rv_", "rv_" + "0" * 32, "sc_" + "0" * 32, "rv_" + "z" * 32]
)
def test_a_review_that_is_not_there_is_not_found(database: Database, review_id: str) -> None:
    with pytest.raises(NotFoundError):
        read_review(review_id, moderator=a_moderator(database), database=database)


def test_counts_tell_what_waits_and_what_was_done(any_database: Database) -> None:
    anna, ben = a_moderator(any_database), a_moderator(any_database, "ben")
    now = datetime(2026, 6, 15, 12, tzinfo=UTC)
    made = [
        a_review(any_database, text=another_text(), created_at=now - timedelta(days=9 - number))
        for number in range(4)
    ]
    change_review(any_database, made[0], state="settled")
    change_review(any_database, made[3], state="second")
    a_stored_verdict(any_database, made[0], anna, at=now - timedelta(hours=1), seconds=10)
    a_stored_verdict(any_database, made[1], ben, at=now - timedelta(hours=11), seconds=20)
    a_stored_verdict(any_database, made[2], anna, at=now - timedelta(days=6), seconds=90)
    a_stored_verdict(any_database, made[3], anna, at=now - timedelta(days=8), seconds=500)
    # Neither is a reading of its own.
    a_stored_verdict(any_database, made[0], anna, kind="revision", at=now, seconds=1)
    a_stored_verdict(any_database, made[0], anna, kind="covered", at=now, seconds=1)

    counts = count_queue(moderator=anna, database=any_database, now=now)

    assert counts.by_state == {"open": 2, "second": 1, "conflict": 0, "settled": 1}
    assert counts.waiting == 3
    assert counts.oldest_waiting == now - timedelta(days=8)
    assert (counts.decided_today_by_you, counts.decided_today, counts.decided_in_7_days) == (
        1,
        2,
        3,
    )
    assert counts.median_seconds == 20


def test_an_empty_queue_has_nothing_to_count(any_database: Database) -> None:
    counts = count_queue(moderator=a_moderator(any_database), database=any_database)

    assert counts.waiting == counts.held_now == counts.decided_today == 0
    assert counts.oldest_waiting is None
    assert counts.median_seconds is None
