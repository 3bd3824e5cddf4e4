"""Ten failures in five minutes, for a name and for an address, whoever counts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from service.accounts import attempts, passwords, sessions
from service.accounts.sessions import Browser
from service.db.engine import Database, open_database
from service.db.tables import LoginAttemptRow
from service.errors import SignInRequiredError, TooManyAttemptsError
from tests.service.accounts.builders import PASSWORD, an_account, sign_in

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _fail(database: Database, name: str, address: str, now: datetime = NOW) -> None:
    attempts.note_attempt(name, address, database=database, now=now)


def test_the_eleventh_failure_of_a_name_is_refused_from_any_address(
    any_database: Database,
) -> None:
    for number in range(10):
        _fail(any_database, "anna", f"192.0.2.{number}")

    with pytest.raises(TooManyAttemptsError):
        _fail(any_database, "anna", "198.51.100.1")
    _fail(any_database, "bert", "198.51.100.1")


def test_the_eleventh_failure_of_an_address_is_refused_for_any_name(
    any_database: Database,
) -> None:
    for number in range(10):
        _fail(any_database, f"name{number}", "192.0.2.1")

    with pytest.raises(TooManyAttemptsError):
        _fail(any_database, "anna", "192.0.2.1")
    _fail(any_database, "anna", "192.0.2.2")


def test_a_name_that_no_account_can_have_costs_a_hash_and_is_counted_like_others(
    any_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str | None] = []

    def note(_: str, kept: str | None) -> bool:
        compared.append(kept)
        return False

    monkeypatch.setattr(passwords, "is_right", note)
    for number in range(10):
        with pytest.raises(SignInRequiredError):
            sign_in_from(f"192.0.2.{number}", any_database)

    with pytest.raises(TooManyAttemptsError):
        sign_in_from("198.51.100.1", any_database)

    assert compared == [None] * 10


def sign_in_from(address: str, database: Database) -> None:
    """Try a name with a character that only some databases take."""
    browser = Browser(address, None, 60)
    sessions.sign_in("an\x00na", PASSWORD, browser=browser, database=database, now=NOW)


def test_after_five_minutes_there_is_room_again_and_nothing_is_left(
    any_database: Database,
) -> None:
    for _ in range(10):
        _fail(any_database, "anna", "192.0.2.1")

    _fail(any_database, "anna", "192.0.2.1", NOW + timedelta(minutes=5))

    with any_database.reading() as session:
        assert len(session.scalars(select(LoginAttemptRow)).all()) == 1


def test_who_is_refused_does_not_have_to_wait_longer_for_it(any_database: Database) -> None:
    for _ in range(10):
        _fail(any_database, "anna", "192.0.2.1")

    for minute in (1, 2, 3, 4):
        with pytest.raises(TooManyAttemptsError):
            _fail(any_database, "anna", "192.0.2.1", NOW + timedelta(minutes=minute))
    _fail(any_database, "anna", "192.0.2.1", NOW + timedelta(minutes=5))


def test_those_who_get_in_are_not_counted(any_database: Database) -> None:
    an_account(any_database)
    browser = Browser("192.0.2.1", None, lifetime_s=60)

    for _ in range(12):
        sessions.sign_in("anna", PASSWORD, browser=browser, database=any_database)

    with any_database.reading() as session:
        assert session.scalars(select(LoginAttemptRow)).all() == []


def test_the_right_password_does_not_help_while_the_limit_holds(any_database: Database) -> None:
    an_account(any_database)
    for _ in range(10):
        _fail(any_database, "anna", "192.0.2.9", datetime.now(UTC))

    with pytest.raises(TooManyAttemptsError):
        sessions.sign_in(
            "Anna", PASSWORD, browser=Browser("192.0.2.1", None, 60), database=any_database
        )


def test_many_at_the_same_time_in_two_processes_find_no_more_room(
    any_database: Database, database_url: str
) -> None:
    other = open_database(database_url)

    def attempt(number: int) -> bool:
        try:
            _fail((any_database, other)[number % 2], "anna", f"192.0.2.{number}")
        except TooManyAttemptsError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        admitted = sum(pool.map(attempt, range(40)))
    other.close()

    assert admitted <= 10


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_a_household_of_ipv6_counts_as_one_address(
    first: str, second: str, *, expected: bool
) -> None:
    same = attempts.network_of(first) == attempts.network_of(second)

    assert same is expected


def test_the_page_answers_429_and_says_when_to_come_back(
    client: TestClient, database: Database
) -> None:
    an_account(database)
    for _ in range(10):
        assert sign_in(client, password="x" * 12).status_code == 401

    answer = sign_in(client)

    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "300"
    assert "Wait five minutes" in answer.text


def test_forwarding_headers_do_not_make_another_address(
    client: TestClient, database: Database
) -> None:
    an_account(database)
    for number in range(10):
        client.headers["x-forwarded-for"] = f"192.0.2.{number}"
        client.headers["forwarded"] = f"for=192.0.2.{number}"
        sign_in(client, f"name{number}", "x" * 12)

    client.headers["x-forwarded-for"] = "198.51.100.1"

    assert sign_in(client, "another").status_code == 429


def test_a_failure_is_kept_without_the_name_that_was_typed(database: Database) -> None:
    with pytest.raises(SignInRequiredError):
        sessions.sign_in(
            "kingfisher7261", "x", browser=Browser("192.0.2.1", None, 60), database=database
        )

    with database.reading() as session:
        row = session.scalars(select(LoginAttemptRow)).one()
    assert b"kingfisher" not in row.name_sha256
    assert row.address == "192.0.2.1"
