"""The tables that the migrations make are the tables in the code, on every database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

from service.db import migrate
from service.db.engine import Database, open_database
from service.db.revision import HEAD, is_current
from service.db.tables import KeyRow
from service.errors import StorageUnavailableError


@pytest.fixture
def migrated(database_url: str) -> Iterator[Database]:
    """A database of each kind."""
    database = open_database(database_url)
    yield database
    database.close()


def _key(key_id: str, created_at: datetime) -> KeyRow:
    return KeyRow(
        id=key_id,
        label="a",
        scopes="score",
        secret_sha256=b"0",
        created_at=created_at,
        revoked_at=None,
    )


def test_migrations_and_tables_agree(migrated: Database) -> None:
    migrate.check(migrated.writer)


def test_the_newest_migration_is_the_one_that_readiness_expects() -> None:
    assert migrate.newest_revision() == HEAD


def test_migrations_can_be_undone_and_done_again(migrated: Database) -> None:
    migrate.downgrade(migrated.writer)
    assert not is_current(migrated.reader)

    migrate.upgrade(migrated.writer)

    assert is_current(migrated.reader)


def test_migrating_twice_changes_nothing(migrated: Database) -> None:
    migrate.upgrade(migrated.writer)

    assert is_current(migrated.reader)


def test_times_come_back_in_utc(migrated: Database) -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    with migrated.writing() as session:
        session.add(_key("a", noon))

    with migrated.reading() as session:
        kept = session.scalars(select(KeyRow.created_at)).one()

    assert kept == noon
    assert kept.tzinfo == UTC


def test_a_time_without_a_zone_is_not_stored(migrated: Database) -> None:
    naive = datetime(2026, 3, 1, 12)  # noqa: DTZ001 - the point of the test

    with pytest.raises(StatementError), migrated.writing() as session:
        session.add(_key("a", naive))


def test_a_reader_cannot_write(migrated: Database) -> None:
    with pytest.raises(StorageUnavailableError), migrated.reading() as session:
        session.execute(text("DELETE FROM keys"))


def test_a_failed_block_leaves_nothing(migrated: Database) -> None:
    def fail() -> None:
        with migrated.writing() as session:
            session.add(_key("a", datetime.now(UTC)))
            session.flush()
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    with migrated.reading() as session:
        assert session.scalars(select(KeyRow)).all() == []
