"""What moderators see of the queue: filters, orders, pages, and what is withheld while a review is blind."""

from __future__ import annotations

import base64
import itertools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from sqlalchemy import event

from service.db.engine import Database
from service.errors import InvalidRequestError
from service.identifiers import new_uuid7, parse_id
from service.reviews.schemas import Order, QueueFilter, State
from service.reviews.workflow.queue import count_queue, list_reviews, read_review
from service.roles import Moderator
from tests.service.reviews.builders import (
    BLIND,
    PLAIN,
    a_moderator,
    a_review,
    a_stored_verdict,
    another_text,
    change_review,
)


def _ids(database: Database, moderator: Moderator, **filters: object) -> list[str]:
    page = list_reviews(
        QueueFilter.model_validate(filters), moderator=moderator, database=database, limit=100
    )
    return [review.id for review in page.reviews]


@contextmanager
def _counted(database: Database) -> Iterator[list[str]]:
    """The statements that reading sends meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    event.listen(database.reader, "before_cursor_execute", note)
    yield sent
    event.remove(database.reader, "before_cursor_execute", note)


def test_the_worthiest_come_first_and_newer_ones_first_among_equals(any_database: Database) -> None:
    anna = a_moderator(any_database)
    sure = a_review(any_database, text=another_text(), risk=0.95, wording=0.9)
    unsure, again = (
        a_review(any_database, text=another_text(), risk=0.5, wording=0.9) for _ in range(2)
    )
    change_review(any_database, unsure, worth=0.4)
    change_review(any_database, again, worth=0.4)

    assert _ids(any_database, anna) == [again, unsure, sure]


def test_the_order_by_risk_has_what_has_no_score_at_the_end(any_database: Database) -> None:
    anna = a_moderator(any_database)
    low = a_review(any_database, text=another_text(), risk=0.1)
    unscored = [
        a_review(any_database, text=another_text(), band=None, risk=None, wording=None)
        for _ in range(3)
    ]
    high = a_review(any_database, text=another_text(), risk=0.9)
    expected = [high, low, *unscored[::-1]]

    listed = _ids(any_database, anna, order="risk")
    paged: list[str] = []
    cursor = None
    while len(paged) < len(expected):
        page = list_reviews(
            QueueFilter(order="risk"), moderator=anna, database=any_database, cursor=cursor, limit=1
        )
        paged.append(page.reviews[0].id)
        cursor = page.next

    assert listed == paged == expected
    assert cursor is None
    assert _ids(any_database, anna, order="risk", band="none") == unscored[::-1]


def test_a_list_tells_no_figure_of_a_blind_review(any_database: Database) -> None:
    anna, ben = a_moderator(any_database), a_moderator(any_database, "ben")
    blind = a_review(any_database, text=another_text(), policy=BLIND, risk=0.5)
    shown = [a_review(any_database, text=another_text(), risk=risk) for risk in (0.1, 0.9)]
    a_stored_verdict(any_database, blind, ben)
    by_risk = QueueFilter(order="risk", state="all")

    first = list_reviews(by_risk, moderator=ben, database=any_database, limit=2)
    assert first.next is not None

    assert _ids(any_database, anna, order="risk") == shown[::-1]
    assert [one.id for one in first.reviews] == [shown[1], blind]
    packed = orjson.loads(base64.urlsafe_b64decode(first.next + "=="))
    assert packed[1:] == [first.reviews[-1].number]
    with pytest.raises(InvalidRequestError):
        list_reviews(by_risk, moderator=anna, database=any_database, cursor=first.next)


@pytest.mark.parametrize("number", [True, 2**63, -1, 0.5, None])
def test_a_cursor_names_a_review_that_is_there(any_database: Database, number: object) -> None:
    anna = a_moderator(any_database)
    for _ in range(2):
        a_review(any_database, text=another_text())
    page = list_reviews(QueueFilter(), moderator=anna, database=any_database, limit=1)
    mark = orjson.loads(base64.urlsafe_b64decode(f"{page.next}=="))[0]
    forged = base64.urlsafe_b64encode(json.dumps([mark, number]).encode()).decode()

    with pytest.raises(InvalidRequestError):
        list_reviews(QueueFilter(), moderator=anna, database=any_database, cursor=forged)


def test_the_oldest_come_first_and_the_sample_keeps_its_order(any_database: Database) -> None:
    anna = a_moderator(any_database)
    made = [a_review(any_database, text=another_text()) for _ in range(6)]

    sample = _ids(any_database, anna, order="sample")

    assert _ids(any_database, anna, order="oldest") == made
    assert sorted(sample) == sorted(made)
    assert sample == _ids(any_database, anna, order="sample")
    assert sample == sorted(made, key=lambda one: PLAIN.draw(parse_id("review", one)).lot)


@pytest.mark.parametrize("order", ["worth", "risk", "oldest", "sample"])
def test_pages_together_are_the_whole_queue_without_gaps_or_repetition(
    any_database: Database, order: Order
) -> None:
    anna = a_moderator(any_database)
    states: list[State] = ["open", "second", "conflict"]
    for number in range(11):
        review = a_review(any_database, text=another_text(), risk=0.1 + number // 3 / 10)
        # Equal values on both sides of the end of a page, in several states.
        change_review(any_database, review, state=states[number % 3], worth=number // 4 / 10)
    filters = QueueFilter(order=order)
    whole = list_reviews(filters, moderator=anna, database=any_database, limit=100)

    pages, cursor = [], None
    while True:
        page = list_reviews(filters, moderator=anna, database=any_database, cursor=cursor, limit=2)
        pages.append(page.reviews)
        cursor = page.next
        if cursor is None:
            break

    assert [len(page) for page in pages] == [2, 2, 2, 2, 2, 1]
    assert list(itertools.chain(*pages)) == whole.reviews
    assert len({review.id for review in whole.reviews}) == 11


def test_a_cursor_ends_where_the_last_page_is_full(any_database: Database) -> None:
    anna = a_moderator(any_database)
    for _ in range(2):
        a_review(any_database, text=another_text())

    page = list_reviews(QueueFilter(), moderator=anna, database=any_database, limit=2)

    assert len(page.reviews) == 2
    assert page.next is None


def test_a_cursor_fits_only_the_list_that_it_came_from(database: Database) -> None:
    anna = a_moderator(database)
    for _ in range(3):
        a_review(database, text=another_text())
    cursor = list_reviews(QueueFilter(), moderator=anna, database=database, limit=1).next

    for other in (QueueFilter(order="risk"), QueueFilter(language="en"), QueueFilter(state="all")):
        with pytest.raises(InvalidRequestError) as caught:
            list_reviews(other, moderator=anna, database=database, cursor=cursor)
        assert [fault.field for fault in caught.value.faults] == ["cursor"]


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "é", "bnVsbA", "W10", "WzEsMl0", "=" * 8, "A" * 100_000, "\x00", "eyJhIjoxfQ"],
)
def test_garbage_is_no_cursor(database: Database, cursor: str) -> None:
    anna = a_moderator(database)

    with pytest.raises(InvalidRequestError):
        list_reviews(QueueFilter(), moderator=anna, database=database, cursor=cursor)


@pytest.mark.parametrize("limit", [-1, 0, 101])
def test_a_page_has_between_1_and_100_entries(database: Database, limit: int) -> None:
    anna = a_moderator(database)

    with pytest.raises(InvalidRequestError):
        list_reviews(QueueFilter(), moderator=anna, database=database, limit=limit)


def test_every_filter_finds_what_it_asks_for_and_nothing_else(any_database: Database) -> None:
    anna = a_moderator(any_database)
    now = datetime.now(UTC)
    wanted = a_review(
        any_database,
        title="Wolves sighted near Ålesund",
        text=another_text(),
        url="https://wolves.example/1",
        band="high",
        risk=0.6,
        wording=0.05,
        language="nb",
        created_at=now - timedelta(hours=5),
    )
    a_review(any_database, text=another_text().replace("officials said", "she said"), band="low")

    for filters in (
        {"band": "high"},
        {"signal": "source.anonymous"},
        {"source": "wolves.example"},
        {"language": "nb"},
        {"min_age_h": 4},
        {"min_disagreement": 0.5},
        {"search": "ALESUND wolves"},
        {"max_age_h": 6, "min_age_h": 4, "band": "high", "search": "wolves", "order": "sample"},
    ):
        assert _ids(any_database, anna, **filters) == [wanted], filters
    assert wanted not in _ids(any_database, anna, max_age_h=4)
    assert _ids(any_database, anna, band="none") == []
    assert _ids(any_database, anna, search="unicorns") == []
    assert len(_ids(any_database, anna, search=" ")) == 2


def test_articles_without_a_score_have_a_band_of_their_own(any_database: Database) -> None:
    anna = a_moderator(any_database)
    short = a_review(any_database, text="Too short.", band=None, risk=None, wording=None)
    a_review(any_database, text=another_text())

    assert _ids(any_database, anna, band="none") == [short]


def test_what_is_settled_waits_for_nobody(any_database: Database) -> None:
    anna = a_moderator(any_database)
    made: dict[str, str] = {}
    for state in ("open", "second", "conflict", "settled"):
        made[state] = a_review(any_database, text=another_text())
        change_review(any_database, made[state], state=state)

    assert set(_ids(any_database, anna)) == {made[one] for one in ("open", "second", "conflict")}
    assert len(_ids(any_database, anna, state="all")) == 4
    for state, review in made.items():
        assert _ids(any_database, anna, state=state) == [review]


def test_copies_are_counted_and_can_be_asked_for(any_database: Database) -> None:
    anna = a_moderator(any_database)
    text = another_text()
    copies = [a_review(any_database, text=text) for _ in range(3)]
    single = a_review(any_database, text=another_text())

    page = list_reviews(QueueFilter(order="oldest"), moderator=anna, database=any_database)

    assert [review.copies for review in page.reviews] == [2, 2, 2, 0]
    assert _ids(any_database, anna, copies=True, order="oldest") == copies
    assert _ids(any_database, anna, copies=False) == [single]
    detail = read_review(copies[1], moderator=anna, database=any_database)
    assert [review.id for review in detail.copies] == [copies[0], copies[2]]


def test_everybody_sees_who_holds_a_review_until_the_lease_ends(any_database: Database) -> None:
    anna, ben = a_moderator(any_database), a_moderator(any_database, "ben")
    now = datetime.now(UTC)
    held, over = (a_review(any_database, text=another_text()) for _ in range(2))
    lease = {"lease_id": new_uuid7(), "lease_user_id": anna.id, "leased_at": now}
    change_review(any_database, held, **lease, lease_expires_at=now + timedelta(minutes=5))
    change_review(any_database, over, **lease, lease_expires_at=now - timedelta(seconds=1))

    def holders(moderator: Moderator) -> list[tuple[str, bool] | None]:
        page = list_reviews(QueueFilter(order="oldest"), moderator=moderator, database=any_database)
        return [
            (one.holder.name, one.holder.is_you) if one.holder else None for one in page.reviews
        ]

    assert holders(anna) == [("anna", True), None]
    assert holders(ben) == [("anna", False), None]
    assert read_review(held, moderator=anna, database=any_database).lease is not None
    assert read_review(held, moderator=ben, database=any_database).lease is None
    assert count_queue(moderator=ben, database=any_database).held_now == 1


@pytest.mark.parametrize(
    "filters", [{"band": "elevated"}, {"signal": "source.anonymous"}, {"min_disagreement": 0.0}]
)
def test_filters_do_not_tell_the_score_of_a_blind_review(
    any_database: Database, filters: dict[str, object]
) -> None:
    anna, ben = a_moderator(any_database), a_moderator(any_database, "ben")
    blind = a_review(any_database, policy=BLIND)
    a_stored_verdict(any_database, blind, ben)

    assert _ids(any_database, anna, **filters) == []
    assert _ids(any_database, ben, **filters) == [blind]
    assert _ids(any_database, anna) == [blind]


@pytest.mark.parametrize("order", ["worth", "risk", "oldest", "sample"])
def test_a_page_takes_the_same_few_statements_whatever_its_length(
    any_database: Database, order: Order
) -> None:
    anna = a_moderator(any_database)
    lease = {"lease_user_id": anna.id, "lease_expires_at": datetime.now(UTC) + timedelta(hours=1)}
    policy = PLAIN if order == "risk" else BLIND
    for _ in range(12):
        change_review(
            any_database, a_review(any_database, text=another_text(), policy=policy), **lease
        )
    counts = []

    for limit in (1, 3, 12):
        with _counted(any_database) as sent:
            page = list_reviews(
                QueueFilter(order=order), moderator=anna, database=any_database, limit=limit
            )
        counts.append(len([one for one in sent if one.lstrip().startswith("SELECT")]))
        assert len(page.reviews) == limit

    assert counts[0] == counts[1] == counts[2] <= 6
