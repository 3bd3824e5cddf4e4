"""Scores enter the queue as they are stored; those of older versions are taken in once, by however many processes."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from starlette.testclient import TestClient

from service.db.engine import Database
from service.db.tables import ReviewRow, ReviewSignalRow, ScoreRow
from service.errors import StorageUnavailableError
from service.reviews.workflow.adopting import (
    Adopter,
    adopt_missing,
    open_review,
    source_of,
    title_line,
)
from tests.builders import STORY, a_request
from tests.service.conftest import AppMaker
from tests.service.reviews.builders import (
    BLIND,
    PLAIN,
    TWICE,
    a_review,
    a_score_row,
    an_answer,
    another_text,
)


def _store_without_review(
    database: Database, count: int, *, at: datetime | None = None
) -> list[UUID]:
    """As a version without reviews did."""
    rows = []
    for number in range(count):
        text = f"{STORY} Report number {number} of the day."
        row = a_score_row(an_answer(text=text), title="Harbour closed", text=text, url=None)
        row.created_at = at or row.created_at
        rows.append(row)
    ids = [row.id for row in rows]
    with database.writing() as session:
        session.add_all(rows)
    return ids


def _count_reviews(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(ReviewRow)) or 0


def _only_review(database: Database) -> ReviewRow:
    with database.reading() as session:
        return session.scalars(select(ReviewRow)).one()


def test_a_stored_score_is_in_the_queue_at_once(
    database_url: str, make_app: AppMaker, any_database: Database
) -> None:
    client = TestClient(make_app(database_url=database_url))

    client.post("/v1/scores", json=a_request(store=True, url="https://www.Example.org/a?b"))

    row = _only_review(any_database)
    assert (row.title, row.source, row.language) == ("Harbour closed", "example.org", "en")
    assert (row.state, row.version, row.band) == ("open", 0, "elevated")
    assert row.copy_group == row.number
    with any_database.reading() as session:
        assert session.scalars(select(ReviewSignalRow.signal)).all() == ["source.anonymous"]


def test_a_score_that_is_not_stored_is_not_in_the_queue(
    client: TestClient, database: Database
) -> None:
    client.post("/v1/scores", json=a_request(store=False))

    assert _count_reviews(database) == 0


def test_neither_score_nor_review_is_kept_when_one_of_them_cannot_be(
    any_database: Database,
) -> None:
    answer = an_answer()
    row = a_score_row(answer, title="Harbour closed", text=STORY, url=None)

    def store_twice() -> None:
        with any_database.writing() as session:
            session.add(row)
            open_review(session, row, answer, PLAIN)
            open_review(session, row, answer, PLAIN)

    with pytest.raises(StorageUnavailableError):
        store_twice()

    assert _count_reviews(any_database) == 0
    with any_database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ScoreRow)) == 0


def test_scores_of_older_versions_are_adopted_oldest_first(any_database: Database) -> None:
    old = datetime(2026, 1, 1, tzinfo=UTC)
    new = _store_without_review(any_database, 1)
    older = _store_without_review(any_database, 4, at=old)

    adopted = adopt_missing(any_database, PLAIN, batch=2)

    with any_database.reading() as session:
        order = session.scalars(select(ReviewRow.score_id).order_by(ReviewRow.number)).all()
    assert adopted == 5
    assert set(order[:4]) == set(older)
    assert order[4:] == new


def test_what_is_adopted_is_not_adopted_again(any_database: Database) -> None:
    _store_without_review(any_database, 3)
    a_review(any_database)

    assert [adopt_missing(any_database, PLAIN) for _ in range(2)] == [3, 0]
    assert _count_reviews(any_database) == 4


def test_only_scores_since_a_moment_are_adopted_when_asked_for(any_database: Database) -> None:
    now = datetime.now(UTC)
    _store_without_review(any_database, 2, at=now - timedelta(days=2))
    _store_without_review(any_database, 1, at=now)

    assert adopt_missing(any_database, PLAIN, since=now - timedelta(days=1)) == 1


def test_processes_that_adopt_at_the_same_time_open_each_review_once(
    any_database: Database,
) -> None:
    _store_without_review(any_database, 40)
    together = threading.Barrier(4)

    def adopt(_: int) -> int:
        together.wait(timeout=30)
        return adopt_missing(any_database, PLAIN, batch=10)

    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(adopt, range(4)))

    assert sum(counts) == 40
    assert _count_reviews(any_database) == 40


@pytest.mark.parametrize("broken", [b"{", b"[]", b'{"risk": 1}', b"\xff", b"{}"])
def test_bytes_that_are_no_answer_keep_no_other_score_out_of_the_queue(
    database: Database, broken: bytes
) -> None:
    old = datetime(2026, 1, 1, tzinfo=UTC)
    row = a_score_row(an_answer(), title=None, text=STORY, url=None)
    row.answer, row.created_at = broken, old
    with database.writing() as session:
        session.add(row)
    _store_without_review(database, 3)

    assert adopt_missing(database, PLAIN, batch=1) == 3


def test_a_running_service_adopts_what_an_older_one_left_behind(
    make_app: AppMaker, database: Database
) -> None:
    _store_without_review(database, 3)

    with TestClient(make_app()):
        deadline = time.monotonic() + 20
        while _count_reviews(database) < 3 and time.monotonic() < deadline:
            time.sleep(0.01)

    assert _count_reviews(database) == 3


def test_a_round_that_fails_is_followed_by_another(database: Database) -> None:
    """The tables are missing at first, as they are while an operator migrates."""
    with database.writing() as session:
        session.connection().exec_driver_sql("ALTER TABLE reviews RENAME TO away")
    adopter = Adopter(database, PLAIN, interval_s=0.01)
    adopter.start()
    time.sleep(0.05)
    with database.writing() as session:
        session.connection().exec_driver_sql("ALTER TABLE away RENAME TO reviews")

    _store_without_review(database, 2)

    deadline = time.monotonic() + 20
    while _count_reviews(database) < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    adopter.stop()
    assert _count_reviews(database) == 2


def test_blind_and_second_are_drawn_from_the_id_at_the_share_that_is_set(
    database: Database,
) -> None:
    for _ in range(3):
        a_review(database, text=another_text(), policy=BLIND)
        a_review(database, text=another_text(), policy=TWICE)

    with database.reading() as session:
        rows = session.scalars(select(ReviewRow).order_by(ReviewRow.number)).all()
    assert [(row.is_blind, row.wants_second) for row in rows] == [(True, False), (False, True)] * 3
    assert len({row.lot for row in rows}) == 6
    assert all(0 <= row.lot < 1 for row in rows)


def test_copies_share_the_draw_of_the_first(any_database: Database) -> None:
    for policy in (replace(BLIND, second_share=1.0), PLAIN, TWICE):
        a_review(any_database, policy=policy)

    with any_database.reading() as session:
        rows = session.scalars(select(ReviewRow)).all()
    assert [(row.is_blind, row.wants_second) for row in rows] == [(True, True)] * 3


def test_edited_copies_share_a_group_and_other_articles_do_not(any_database: Database) -> None:
    article = " ".join(
        f"Sentence {n} reports what happened at place {n * 7} of the town." for n in range(40)
    )
    other = " ".join(
        f"Line {n} tells of the match and its goal {n * 3} in the evening." for n in range(40)
    )
    a_review(any_database, text=article)
    a_review(any_database, text=other)
    a_review(any_database, title="Another headline", text=article.replace("place 70 ", "place 71 "))

    with any_database.reading() as session:
        groups = session.scalars(select(ReviewRow.copy_group).order_by(ReviewRow.number)).all()
        numbers = session.scalars(select(ReviewRow.number).order_by(ReviewRow.number)).all()
    assert groups == [numbers[0], numbers[1], numbers[0]]


@pytest.mark.parametrize(
    ("url", "source"),
    [
        (None, ""),
        ("https://www.example.org/a", "example.org"),
        ("http://NEWS.example.org:8080/", "news.example.org"),
        ("https://user:pw@example.org/", "example.org"),
        ("https://[2001:db8::1]/", "2001:db8::1"),
        ("https://[broken/", ""),
        ("https://" + "a" * 2000, "a" * 255),
    ],
)
def test_the_source_is_the_host_of_the_address(url: str | None, source: str) -> None:
    assert source_of(url) == source


@pytest.mark.parametrize(
    ("title", "text", "line"),
    [
        ("Harbour\n closed ", "text", "Harbour closed"),
        ("", "The harbour\nwas closed.", "The harbour was closed."),
        (" \n ", "The harbour", "The harbour"),
        ("x" * 300, "", "x" * 199 + "…"),
        ("", "", ""),
    ],
)
def test_a_review_is_called_by_its_title_or_first_words_on_one_line(
    title: str, text: str, line: str
) -> None:
    assert title_line(title, text) == line


def test_an_article_without_a_score_enters_the_queue_too(any_database: Database) -> None:
    a_review(any_database, text="Too short.", band=None, risk=None, wording=None, url=None)

    row = _only_review(any_database)
    assert (row.band, row.risk, row.worth, row.source) == (None, None, 0.0, "")
