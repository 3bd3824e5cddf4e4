"""Entries follow each other, whoever writes them at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from service.audit.chain import GENESIS, Entry, append
from service.audit.digest import row_digest
from service.audit.listing import list_entries, read_head
from service.audit.verifying import verify
from service.db.engine import Database
from service.db.tables import AuditRow, KeyRow, VerdictRow
from service.errors import StorageUnavailableError
from tests.service.audit.records import a_record, a_verdict_row, tamper

WRITERS = 8
EACH = 10


def test_each_entry_carries_the_hash_of_the_one_before(any_database: Database) -> None:
    a_record(any_database)

    with any_database.reading() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.sequence)).all()

    assert [row.sequence for row in rows] == list(range(1, len(rows) + 1))
    assert [row.previous for row in rows] == [GENESIS, *(row.hash for row in rows[:-1])]
    assert read_head(any_database).hash == rows[-1].hash


def test_the_hash_of_an_entry_is_the_same_in_every_version() -> None:
    """A change here would make every chain that was ever written look edited."""
    entry = Entry(1, datetime(2026, 3, 1, 12, tzinfo=UTC), "anna", "view.save", "vw_1", '{"a":1}')

    assert entry.hash_after(GENESIS) == (
        "fde79aef5a490506927e92477150807e9cc7bf2e19f5a2e6c7765f3712649a97"
    )


def test_what_a_block_wrote_is_gone_when_it_fails(any_database: Database) -> None:
    def fail() -> None:
        with any_database.recording() as session:
            append(session, actor="anna", action="view.save", subject="vw_1")
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    assert list_entries(any_database) == []
    assert read_head(any_database).hash == GENESIS


def test_one_transaction_may_write_several_entries(any_database: Database) -> None:
    with any_database.recording() as session:
        for number in range(3):
            append(session, actor="anna", action="view.save", subject=f"vw_{number}")

    assert verify(any_database).entries == 3
    assert verify(any_database).is_whole


def test_many_writers_make_one_chain(any_database: Database) -> None:
    def write(writer: int) -> None:
        for _ in range(EACH):
            with any_database.recording() as session:
                append(session, actor=f"user{writer}", action="view.save", subject="vw_1")

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))

    assert verify(any_database).entries == WRITERS * EACH
    assert verify(any_database).is_whole


def test_without_a_head_nothing_is_recorded(any_database: Database) -> None:
    tamper(any_database, "DELETE FROM audit_head")

    with pytest.raises(StorageUnavailableError), any_database.recording() as session:
        append(session, actor="anna", action="view.save", subject="vw_1")

    assert list_entries(any_database) == []


def test_the_newest_entries_are_listed_first_and_by_subject(any_database: Database) -> None:
    a_record(any_database)

    newest = list_entries(any_database, limit=2)
    of_anna = list_entries(any_database, subject="anna")

    assert [entry.action for entry in newest] == ["session.end", "verdict.create"]
    assert [entry.action for entry in of_anna] == ["session.end", "session.begin", "user.create"]
    assert of_anna[1].detail == '{"a":[2],"b":1}'


def test_a_row_has_the_same_digest_after_it_was_read(any_database: Database) -> None:
    verdict_id = a_record(any_database)[0]
    with any_database.reading() as session:
        read = session.get_one(VerdictRow, verdict_id)
        fresh = a_verdict_row(read.user_id, read.number, read.version)
        for column in ("id", "created_at", "lease_id"):
            setattr(fresh, column, getattr(read, column))

        assert row_digest(read) == row_digest(fresh)


def test_a_column_without_a_value_does_not_change_a_digest() -> None:
    key = KeyRow(
        id="a", label="b", scopes="score", secret_sha256=b"0", created_at=datetime.now(UTC)
    )
    before = row_digest(key)

    key.user_id = None

    assert row_digest(key) == before
    key.label = "c"
    assert row_digest(key) != before
