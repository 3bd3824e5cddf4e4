"""Lists of verdicts: who sees which, page by page, with a bounded number of statements."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import event

from service.db.engine import Database
from service.reviews.schemas import Verdict
from service.reviews.workflow.deciding import decide
from service.reviews.workflow.leasing import take
from service.reviews.workflow.listing import list_verdicts, read_verdict
from service.roles import Moderator
from tests.service.reviews.builders import (
    BLIND,
    PLAIN,
    TWICE,
    a_moderator,
    a_review,
    a_verdict_request,
)
from tests.service.reviews.desk import SIGNALS, another_story


def _decide(review: str, moderator: Moderator, database: Database, rating: int = 3) -> Verdict:
    lease = take(review, moderator=moderator, database=database, policy=PLAIN)
    request = a_verdict_request(lease.review, lease, rating)
    return decide(request, moderator=moderator, signals=SIGNALS, database=database).verdict


def test_reviewers_see_their_own_and_what_is_settled(any_database: Database) -> None:
    anna, ben = a_moderator(any_database), a_moderator(any_database, "ben")
    settled = _decide(a_review(any_database, text=another_story(1)), anna, any_database)
    waiting = _decide(
        a_review(any_database, text=another_story(2), policy=TWICE), anna, any_database
    )

    by_anna = list_verdicts(moderator=anna, database=any_database).verdicts
    by_ben = list_verdicts(moderator=ben, database=any_database).verdicts

    assert [one.id for one in by_anna] == [settled.id, waiting.id]
    assert [one.id for one in by_ben] == [settled.id]


def test_seniors_see_both_sides_of_a_conflict_and_no_opinion_that_waits_for_a_second(
    any_database: Database,
) -> None:
    """They may be asked for the second opinion themselves."""
    anna, sena = a_moderator(any_database), a_moderator(any_database, "sena", "senior")
    ben = a_moderator(any_database, "ben")
    review = a_review(any_database, policy=TWICE)
    first = _decide(review, anna, any_database, rating=1)
    waiting = list_verdicts(moderator=sena, database=any_database).verdicts

    second = _decide(review, ben, any_database, rating=5)

    assert waiting == []
    assert list_verdicts(moderator=sena, database=any_database).verdicts == [first, second]
    assert read_verdict(first.id, moderator=sena, database=any_database) == first
    assert list_verdicts(moderator=ben, database=any_database).verdicts == [second]


def test_the_list_tells_nothing_of_a_score_that_is_still_to_be_judged_blind(
    any_database: Database,
) -> None:
    anna, ben = a_moderator(any_database), a_moderator(any_database, "ben")
    made = _decide(a_review(any_database, policy=BLIND), anna, any_database)

    [seen] = list_verdicts(moderator=ben, database=any_database).verdicts
    [own] = list_verdicts(moderator=anna, database=any_database).verdicts

    assert (seen.id, seen.band, seen.risk) == (made.id, None, None)
    assert own.band == "elevated"


def test_pages_hold_each_verdict_once(any_database: Database) -> None:
    anna = a_moderator(any_database)
    made = [
        _decide(a_review(any_database, text=another_story(n)), anna, any_database).id
        for n in range(5)
    ]

    seen: list[str] = []
    cursor = None
    for _ in range(3):
        page = list_verdicts(moderator=anna, database=any_database, cursor=cursor, limit=2)
        seen += [one.id for one in page.verdicts]
        cursor = page.next

    assert seen == made
    assert cursor is None


def test_a_list_can_be_of_one_review_or_of_a_time(any_database: Database) -> None:
    anna = a_moderator(any_database)
    first_review = a_review(any_database, text=another_story(1))
    first = _decide(first_review, anna, any_database)
    second = _decide(a_review(any_database, text=another_story(2)), anna, any_database)
    moment = timedelta(microseconds=1)

    def chosen(**filters: object) -> list[str]:
        page = list_verdicts(moderator=anna, database=any_database, **filters)  # type: ignore[arg-type]  # by name
        return [one.id for one in page.verdicts]

    assert chosen(review=first_review) == [first.id]
    assert chosen(since=second.created_at) == [second.id]
    assert chosen(until=second.created_at) == [first.id]
    assert chosen(since=first.created_at + moment, until=second.created_at) == []


def test_a_longer_page_takes_no_more_statements(any_database: Database) -> None:
    anna = a_moderator(any_database)
    for number in range(6):
        _decide(
            a_review(any_database, text=another_story(number), policy=BLIND), anna, any_database
        )
    statements: list[str] = []

    @event.listens_for(any_database.reader, "before_cursor_execute")
    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    counts = []
    for limit in (1, 6):
        statements.clear()
        list_verdicts(moderator=anna, database=any_database, limit=limit)
        counts.append(len(statements))

    assert counts[0] == counts[1] <= 7
