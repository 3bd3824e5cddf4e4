"""The upgrade from the version before the queue: with many rows, under locks, killed, and with old writers around."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from service.db import migrate
from service.db.engine import Database, open_database
from service.db.revision import is_current
from service.serving import bring_up_to_date
from tests.service.db.previous_schema import (
    PREVIOUS,
    build_previous,
    count,
    revision,
    write_as_before,
)

MANY = 100_000
KILLS = 20


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'old.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def old(empty_url: str) -> Iterator[Database]:
    """A database that a test fills as the version before did; its waits are short where the test holds the lock."""
    database = open_database(empty_url, wait_s=0.2)
    yield database
    database.close()


def _interrupted(what: str, url: str, times: int) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.service.db.interrupted", what, url, str(times)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_an_empty_database_gets_all_tables(old: Database) -> None:
    migrate.upgrade(old.writer)

    assert is_current(old.reader)
    assert count(old.reader, "reviews") == 0
    assert count(old.reader, "audit_head") == 1


def test_a_hundred_thousand_scores_stay_as_they_are(old: Database) -> None:
    build_previous(old, MANY)

    migrate.upgrade(old.writer)

    assert is_current(old.reader)
    assert count(old.reader, "scores") == MANY
    migrate.check(old.writer)


def test_the_version_before_goes_on_writing_after_the_upgrade(old: Database) -> None:
    build_previous(old, 3)
    migrate.upgrade(old.writer)

    with old.writer.begin() as connection:
        write_as_before(connection, "f" * 32)

    assert count(old.reader, "scores") == 4
    assert count(old.reader, "keys") == 1


def test_a_process_starts_and_is_ready_on_the_tables_of_a_later_version(old: Database) -> None:
    migrate.upgrade(old.writer)
    with old.writer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '20991231_01'"))

    bring_up_to_date(old)

    assert is_current(old.reader)
    assert revision(old.reader) == "20991231_01"


def test_going_back_leaves_the_scores(old: Database) -> None:
    build_previous(old, 3)
    migrate.upgrade(old.writer)

    migrate.downgrade(old.writer, PREVIOUS)

    assert revision(old.reader) == PREVIOUS
    assert count(old.reader, "scores") == 3


@pytest.mark.postgres
def test_without_its_lock_a_migration_ends_and_can_be_repeated(postgres_url: str) -> None:
    database = open_database(postgres_url)
    build_previous(database, 3)
    with closing(psycopg.connect(postgres_url)) as reader:
        # A report that somebody left open: even a lock for reading keeps the table from being altered.
        reader.execute("SELECT count(*) FROM keys")

        with pytest.raises(OperationalError) as refused:
            migrate.upgrade(database.writer)

    assert isinstance(refused.value.orig, psycopg.errors.LockNotAvailable)
    assert revision(database.reader) == PREVIOUS
    with pytest.raises(psycopg.errors.UndefinedTable), psycopg.connect(postgres_url) as again:
        again.execute("SELECT 1 FROM users")
    migrate.upgrade(database.writer)
    assert is_current(database.reader)
    assert count(database.reader, "scores") == 3
    database.close()


def test_on_sqlite_a_migration_waits_as_long_as_writers_do(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'old.db'}", wait_s=0.2)
    build_previous(database, 3)
    with database.recorder.begin(), pytest.raises(OperationalError, match="locked"):
        migrate.upgrade(database.writer)
    assert revision(database.reader) == PREVIOUS

    migrate.upgrade(database.writer)

    assert is_current(database.reader)
    database.close()


def test_a_migration_that_was_killed_is_completed_by_the_next(
    old: Database, empty_url: str
) -> None:
    build_previous(old, 100)

    revisions = _interrupted("killed", empty_url, KILLS)

    assert revisions == [PREVIOUS] * KILLS
    migrate.upgrade(old.writer)
    migrate.check(old.writer)
    assert is_current(old.reader)
    assert count(old.reader, "scores") == 100


def test_processes_that_start_together_migrate_once(empty_url: str) -> None:
    statuses = _interrupted("together", empty_url, 4)

    assert statuses == ["0"] * 4
    database = open_database(empty_url)
    assert is_current(database.reader)
    database.close()
