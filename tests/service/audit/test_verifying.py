"""What somebody with access to the database changes behind the service's back is found, and named."""

# ruff: noqa: S608 - statements of somebody who tampers are put together from what stands in this file
from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import event

from service.audit.chain import append
from service.audit.listing import read_head
from service.audit.verifying import verify
from service.db.engine import Database
from tests.service.audit.records import (
    ENTRIES,
    FIRST_VERDICT,
    VERDICTS,
    a_record,
    one_more_verdict,
    tamper,
)

SOME_HASH = "a" * 64
SWAP = (
    "UPDATE audit SET sequence = -1 WHERE sequence = 1",
    "UPDATE audit SET sequence = 1 WHERE sequence = 2",
    "UPDATE audit SET sequence = 2 WHERE sequence = -1",
)
INSERT = (
    "INSERT INTO audit (sequence, at, actor, action, subject, detail, previous, hash) "
    "SELECT {sequence}, at, actor, action, subject, detail, previous, hash FROM audit WHERE sequence = 1"
)
HEAD_IS_BEHIND = f"the head says that the chain ends at {ENTRIES}: entries were inserted, or the head was rewritten"
NOT_FOLLOWING = "does not follow the one before it: one of the two was edited"
EDITED = "was edited: its hash does not fit what stands in it"


def _found(database: Database, expected_head: str | None = None) -> list[str]:
    return [str(fault) for fault in verify(database, expected_head=expected_head).faults]


def test_an_untouched_record_is_whole(any_database: Database) -> None:
    a_record(any_database)

    found = verify(any_database)

    assert found.is_whole
    assert (found.entries, found.verdicts) == (ENTRIES, VERDICTS)
    assert found.head == read_head(any_database).hash


def test_an_empty_record_is_whole(any_database: Database) -> None:
    assert verify(any_database).is_whole


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor", "'mallory'"),
        ("action", "'session.refused'"),
        ("subject", "'otto'"),
        ("detail", """'{"a":[2],"b":2}'"""),
        ("detail", "'no JSON'"),
        ("at", "'2026-01-01 00:00:00.000000'"),
        ("hash", f"'{SOME_HASH}'"),
        ("previous", f"'{SOME_HASH}'"),
    ],
)
def test_an_edited_entry_is_named(any_database: Database, column: str, value: str) -> None:
    a_record(any_database)

    tamper(any_database, f"UPDATE audit SET {column} = {value} WHERE sequence = 2")

    assert f"entry 2: {EDITED}" in _found(any_database)


@pytest.mark.parametrize(
    ("statements", "faults"),
    [
        (["DELETE FROM audit WHERE sequence = 1"], ["entry 1: entry 1 was removed"]),
        (["DELETE FROM audit WHERE sequence = 2"], ["entry 2: entry 2 was removed"]),
        (["DELETE FROM audit WHERE sequence IN (1, 2)"], ["entry 1: entries 1 to 2 were removed"]),
        (
            [f"DELETE FROM audit WHERE sequence = {ENTRIES}"],
            [f"entry {ENTRIES}: entry {ENTRIES} was removed"],
        ),
        (
            [INSERT.format(sequence=ENTRIES + 1)],
            [
                f"entry {ENTRIES + 1}: {NOT_FOLLOWING}",
                f"entry {ENTRIES + 1}: {EDITED}",
                f"entry {ENTRIES + 1}: {HEAD_IS_BEHIND}",
            ],
        ),
        (
            [INSERT.format(sequence=0)],
            [
                "entry 0: was inserted before the first entry",
                f"entry 0: {EDITED}",
                f"entry 1: {NOT_FOLLOWING}",
            ],
        ),
        (
            SWAP,
            [
                f"entry 1: {NOT_FOLLOWING}",
                f"entry 1: {EDITED}",
                f"entry 2: {NOT_FOLLOWING}",
                f"entry 2: {EDITED}",
                f"entry 3: {NOT_FOLLOWING}",
            ],
        ),
        (
            [f"UPDATE audit_head SET hash = '{SOME_HASH}'"],
            [f"entry {ENTRIES}: the head has another hash: one of the two was rewritten"],
        ),
        (["DELETE FROM audit_head"], ["the head of the chain was removed"]),
    ],
)
def test_a_chain_that_was_changed_is_found_out(
    any_database: Database, statements: list[str], faults: list[str]
) -> None:
    a_record(any_database)

    tamper(any_database, *statements)

    assert _found(any_database) == faults


def test_an_entry_whose_hash_was_computed_anew_does_not_fit_the_next(
    any_database: Database,
) -> None:
    """Not so the last one: there the head does not fit."""
    a_record(any_database)

    tamper(any_database, f"UPDATE audit SET hash = '{SOME_HASH}' WHERE sequence = 2")

    assert f"entry 3: {NOT_FOLLOWING}" in _found(any_database)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("UPDATE verdicts SET rating = 1 WHERE id = '{id}'", "verdict vd_{id} was edited"),
        ("UPDATE verdicts SET note = NULL WHERE id = '{id}'", "verdict vd_{id} was edited"),
        ("UPDATE verdicts SET seconds = 41.5 WHERE id = '{id}'", "verdict vd_{id} was edited"),
        ("DELETE FROM verdicts WHERE id = '{id}'", "verdict vd_{id} was removed"),
        (
            "UPDATE verdict_items SET action = 'rejected' WHERE verdict_id = '{id}' AND position = 1",
            "items of verdict vd_{id} were edited, removed or inserted",
        ),
        (
            "DELETE FROM verdict_items WHERE verdict_id = '{id}' AND position = 0",
            "items of verdict vd_{id} were edited, removed or inserted",
        ),
        (
            "UPDATE verdict_reasons SET signal = 'x' WHERE verdict_id = '{id}' AND signal = 'words.loaded'",
            "reasons of verdict vd_{id} were edited, removed or inserted",
        ),
        (
            "INSERT INTO verdict_reasons (verdict_id, signal) VALUES ('{id}', 'headline.question')",
            "reasons of verdict vd_{id} were edited, removed or inserted",
        ),
        (
            "DELETE FROM verdict_reasons WHERE verdict_id = '{id}'",
            "reasons of verdict vd_{id} were edited, removed or inserted",
        ),
    ],
)
def test_a_verdict_that_was_changed_is_named_with_its_entry(
    any_database: Database, change: str, fault: str
) -> None:
    verdict: UUID = a_record(any_database)[1]

    tamper(any_database, change.format(id=verdict.hex))

    assert f"entry {FIRST_VERDICT + 1}: {fault.format(id=verdict.hex)}" in _found(any_database)


def test_parts_that_outlive_their_verdict_are_named(any_database: Database) -> None:
    verdict = a_record(any_database)[0]

    tamper(any_database, f"DELETE FROM verdicts WHERE id = '{verdict.hex}'")

    found = _found(any_database)
    assert f"items of verdict vd_{verdict.hex} stand there without their verdict" in found
    assert f"reasons of verdict vd_{verdict.hex} stand there without their verdict" in found


def test_an_inserted_verdict_is_named(any_database: Database) -> None:
    verdict = a_record(any_database)[0]
    new = "f" * 32

    tamper(
        any_database,
        "INSERT INTO verdicts (id, number, version, kind, user_id, created_at, is_blind, bundle_sha256, mode, "
        f"state_before, state_after) SELECT '{new}', number, 99, kind, user_id, created_at, is_blind, bundle_sha256, "
        f"mode, state_before, state_after FROM verdicts WHERE id = '{verdict.hex}'",
    )

    assert _found(any_database) == [f"verdict vd_{new} was inserted: no entry vouches for it"]


def test_a_verdict_that_is_vouched_for_twice_is_named(any_database: Database) -> None:
    verdict = a_record(any_database)[0]
    with any_database.recording() as session:
        append(session, actor="mallory", action="verdict.create", subject=f"vd_{verdict.hex}")

    assert _found(any_database) == [
        f"entry {ENTRIES + 1}: verdict vd_{verdict.hex} is vouched for a second time"
    ]


def _rewrite_all(database: Database) -> None:
    """What somebody who knows how the chain is made can do."""
    tamper(
        database,
        "DELETE FROM verdict_items",
        "DELETE FROM verdict_reasons",
        "DELETE FROM verdicts",
        "DELETE FROM audit",
        f"UPDATE audit_head SET sequence = 0, hash = '{'0' * 64}'",
    )
    with database.recording() as session:
        append(session, actor="operator", action="user.create", subject="mallory")


def test_only_a_head_kept_elsewhere_shows_that_everything_was_rewritten(
    any_database: Database,
) -> None:
    a_record(any_database)
    kept = read_head(any_database).hash

    _rewrite_all(any_database)

    assert _found(any_database) == []
    assert _found(any_database, kept) == [
        "the chain never had the head that was written down: it was rewritten"
    ]


def test_a_head_that_was_kept_stays_valid_as_the_chain_grows(any_database: Database) -> None:
    a_record(any_database)
    kept = read_head(any_database).hash
    with any_database.recording() as session:
        append(session, actor="anna", action="view.save", subject="vw_1")

    assert _found(any_database, kept) == []


def test_values_of_another_kind_are_a_fault_and_no_crash(database: Database) -> None:
    """Only SQLite takes them."""
    a_record(database)

    tamper(database, "UPDATE audit SET at = 'noon' WHERE sequence = 4")
    tamper(database, "UPDATE verdicts SET created_at = x'00'")

    found = _found(database)
    assert any("cannot be read" in fault for fault in found)
    assert "verdicts cannot be read: a value was edited into another kind" in found


def test_of_many_faults_the_first_are_named_and_all_counted(any_database: Database) -> None:
    with any_database.recording() as session:
        for number in range(1_500):
            append(session, actor="anna", action="view.save", subject=f"vw_{number}")

    tamper(any_database, "UPDATE audit SET actor = 'mallory'")

    found = verify(any_database)
    assert found.fault_count == 1_500
    assert len(found.faults) == 1_000


def test_what_is_written_meanwhile_is_no_fault(any_database: Database) -> None:
    """A verdict that arrives between two looks at the database must not seem to have no entry."""
    a_record(any_database)

    written: list[str] = []

    @event.listens_for(any_database.reader, "after_cursor_execute")
    def write_once(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "FROM audit" in statement and not written:
            written.append(statement)
            one_more_verdict(any_database)

    found = verify(any_database)

    assert found.is_whole
    assert found.verdicts == VERDICTS
    assert verify(any_database).verdicts == VERDICTS + 1
