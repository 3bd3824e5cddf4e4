"""`caveat audit`, run as its users run it."""

from __future__ import annotations

import json

from typer.testing import CliRunner, Result

from service.audit.chain import append
from service.audit.listing import read_head
from service.cli import ExitCode, app
from service.db.engine import open_database
from tests.service.audit.records import ENTRIES, VERDICTS, a_record, tamper

RUN = CliRunner()


def _audit(url: str, *arguments: str) -> Result:
    return RUN.invoke(app, ["audit", *arguments, "--database-url", url])


def _recorded(url: str) -> str:
    """Fill the database and return the head of its chain."""
    database = open_database(url)
    a_record(database)
    head = read_head(database).hash
    database.close()
    return head


def _tamper(url: str, statement: str) -> None:
    database = open_database(url)
    tamper(database, statement)
    database.close()


def test_a_whole_record_is_told_with_what_cannot_be_shown(database_url: str) -> None:
    head = _recorded(database_url)

    run = _audit(database_url, "verify")

    assert run.exit_code == ExitCode.DONE
    assert run.stdout == ""
    assert f"{ENTRIES} entries and {VERDICTS} verdicts fit together. Head: {head}" in run.stderr
    assert "keep the head elsewhere and pass it with --expect-head" in run.stderr


def test_each_fault_is_a_line_and_the_command_fails(database_url: str) -> None:
    _recorded(database_url)
    _tamper(database_url, "DELETE FROM audit WHERE sequence = 2")

    run = _audit(database_url, "verify")

    assert run.exit_code == ExitCode.FAILED
    assert run.stdout == "entry 2: entry 2 was removed\n"
    assert "1 faults" not in run.stderr
    assert "1 fault. The record was changed." in run.stderr


def test_a_head_that_was_written_down_is_asked_for(database_url: str) -> None:
    _recorded(database_url)
    kept = _audit(database_url, "head").stdout.strip()

    met = _audit(database_url, "verify", "--expect-head", kept.upper())
    missed = _audit(database_url, "verify", "--expect-head", "a" * 64)

    assert met.exit_code == ExitCode.DONE
    assert "The head that was written down stands in the chain." in met.stderr
    assert missed.exit_code == ExitCode.FAILED
    assert "never had the head" in missed.stdout


def test_a_chain_without_head_is_told_in_a_sentence(sqlite_url: str) -> None:
    _tamper(sqlite_url, "DELETE FROM audit_head")

    run = _audit(sqlite_url, "head")

    assert run.exit_code == ExitCode.FAILED
    assert run.stderr == "The head of the chain was removed; see `caveat audit verify`.\n"


def test_entries_are_listed_for_people(sqlite_url: str) -> None:
    _recorded(sqlite_url)

    run = _audit(sqlite_url, "list", "--limit", "1")

    assert "session.end" in run.stdout
    assert "session.begin" not in run.stdout


def test_entries_are_listed_for_programs_even_when_one_was_edited(sqlite_url: str) -> None:
    _recorded(sqlite_url)
    _tamper(sqlite_url, "UPDATE audit SET detail = 'no JSON' WHERE sequence = 1")

    run = _audit(sqlite_url, "list", "--subject", "anna", "--json")

    listed = json.loads(run.stdout)
    assert [entry["action"] for entry in listed] == ["session.end", "session.begin", "user.create"]
    assert listed[1]["detail"] == {"a": [2], "b": 1}
    assert listed[2]["detail"] == {}
    assert listed[0]["at"].endswith("+00:00")


def test_an_account_cannot_paint_the_list(sqlite_url: str) -> None:
    _recorded(sqlite_url)
    _tamper(sqlite_url, "UPDATE audit SET actor = '[red]x[/nope]' WHERE sequence = 1")

    run = _audit(sqlite_url, "list")

    assert run.exit_code == ExitCode.DONE
    assert "session.end" in run.stdout


def test_an_id_stands_whole_on_a_narrow_terminal(sqlite_url: str) -> None:
    review = f"rv_{'0123456789abcdef' * 2}"
    database = open_database(sqlite_url)
    with database.recording() as session:
        detail = {"digest": "d" * 64}
        append(session, actor="operator", action="session.refused", subject=review, detail=detail)
    database.close()

    run = RUN.invoke(app, ["audit", "list", "--database-url", sqlite_url], env={"COLUMNS": "80"})

    assert review in run.stdout
    assert "session.refused" in run.stdout
    assert run.stdout.count("d") >= 64
    assert max(map(len, run.stdout.splitlines())) <= 80
