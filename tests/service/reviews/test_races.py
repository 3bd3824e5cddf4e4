"""Many at once: exactly one wins, the others are told, nothing is lost, and nobody meets a locked database."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from functools import partial

import pytest
from sqlalchemy import func, make_url, select

from service.db.engine import Database, open_database
from service.db.tables import AuditRow, ReviewRow, VerdictRow
from service.errors import NothingToReviewError, ReviewChangedError, StorageUnavailableError
from service.reviews.schemas import Lease
from tests.service.reviews.builders import a_verdict_request
from tests.service.reviews.desk import Desk

THREADS = 50
# RELIABILITY C1 names 200; the suite races for fewer, each in the same way.
ITEMS = 20
ROUNDS = 100
LOCKED_S = 3.0


@pytest.fixture
def desk(any_database: Database) -> Desk:
    """A database with moderators."""
    return Desk(any_database)


def test_of_fifty_decisions_on_one_version_exactly_one_is_stored(desk: Desk) -> None:
    leases = [desk.take("anna", desk.review(number)) for number in range(ITEMS)]

    with ThreadPoolExecutor(THREADS) as pool:
        outcomes = [_race(pool, partial(_decided, desk, lease)) for lease in leases]

    assert outcomes == [Counter(stored=1, changed=THREADS - 1)] * ITEMS
    with desk.database.reading() as session:
        entries = select(func.count()).where(AuditRow.action == "verdict.create")
        assert session.scalar(select(func.count()).select_from(VerdictRow)) == ITEMS
        assert session.scalar(entries) == ITEMS
        assert set(session.scalars(select(ReviewRow.version))) == {1}
    desk.check_chain()


def test_two_who_ask_at_once_never_hold_the_same_review(desk: Desk) -> None:
    review = desk.review()
    names = ("anna", "bert")
    for name in names:
        desk.who(name)

    with ThreadPoolExecutor(2) as pool:
        for _ in range(ROUNDS):
            gate = threading.Barrier(2)
            taken = list(pool.map(lambda name, gate=gate: _taken(desk, name, gate), names))

            assert sorted(taken) == [False, True]
            desk.release(names[taken.index(True)], review)


def test_one_who_asks_twice_at_once_gets_one_review(desk: Desk) -> None:
    for number in range(2):
        desk.review(number)
    desk.who("anna")
    gate = threading.Barrier(2)

    def ask(_: int) -> str:
        gate.wait()
        return desk.take_next("anna").id

    with ThreadPoolExecutor(2) as pool:
        leases = set(pool.map(ask, range(2)))

    assert len(leases) == 1


def test_two_decisions_on_the_same_copies_do_not_block_each_other(desk: Desk) -> None:
    for _ in range(10):
        first, second = desk.review(), desk.review()
        held = {"anna": desk.take("anna", first), "bert": desk.take("bert", second)}
        others = {"anna": [second], "bert": [first]}
        gate = threading.Barrier(2)

        def decide(
            name: str,
            gate: threading.Barrier = gate,
            held: dict[str, Lease] = held,
            others: dict[str, list[str]] = others,
        ) -> list[str]:
            gate.wait()
            return desk.decide(name, held[name], covers=others[name]).covered

        with ThreadPoolExecutor(2) as pool:
            covered = list(pool.map(decide, held))

        # Whoever comes first finds the other's review held, and whoever comes second finds it decided.
        assert covered == [[], []]


def test_a_database_that_is_locked_for_a_while_delays_decisions_only(
    database: Database, sqlite_url: str
) -> None:
    desk = Desk(database)
    lease = desk.take("anna", desk.review())

    with ThreadPoolExecutor(1) as pool:
        with _locked(sqlite_url):
            waiting = pool.submit(desk.decide, "anna", lease)
            listed = desk.listed("anna")
            done, _ = wait([waiting], timeout=LOCKED_S)
        decided = waiting.result(timeout=30)

    assert [review.state for review in listed] == ["open"]
    assert done == set()
    assert decided.review.version == 1


def test_who_waits_too_long_for_a_locked_database_is_told_to_come_back(sqlite_url: str) -> None:
    database = open_database(sqlite_url, wait_s=0.2)
    desk = Desk(database)
    lease = desk.take("anna", desk.review())

    with _locked(sqlite_url), pytest.raises(StorageUnavailableError) as refused:
        desk.decide("anna", lease)

    assert (refused.value.status, refused.value.retry_after_s) == (503, 5)
    assert desk.decide("anna", lease).review.version == 1
    database.close()


@contextmanager
def _locked(url: str) -> Iterator[None]:
    """Another process has the whole SQLite file."""
    connection = sqlite3.connect(str(make_url(url).database), isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


def _race(pool: ThreadPoolExecutor, act: Callable[[], str]) -> Counter[str]:
    """All threads do the same at the same moment."""
    gate = threading.Barrier(THREADS)

    def run(_: int) -> str:
        gate.wait()
        return act()

    return Counter(pool.map(run, range(THREADS)))


def _decided(desk: Desk, lease: Lease) -> str:
    try:
        desk.send("anna", a_verdict_request(lease.review, lease))
    except ReviewChangedError as changed:
        told = changed.current or {}
        return "changed" if (told["version"], told["decided_by_you"]) == (1, True) else "untold"
    return "stored"


def _taken(desk: Desk, name: str, gate: threading.Barrier) -> bool:
    gate.wait()
    try:
        desk.take_next(name)
    except NothingToReviewError:
        return False
    return True
