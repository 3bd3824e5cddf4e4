"""Exports hold what stands, whole, under pseudonyms; files appear complete or not at all."""

from __future__ import annotations

import csv
import errno
import hashlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import orjson
import pytest
from pydantic import SecretStr
from sqlalchemy import select
from starlette.testclient import TestClient
from typer.testing import CliRunner

from service.cli import app
from service.db.engine import Database
from service.db.tables import AuditRow
from service.reviews.exports.rows import ExportChoice, ExportRow
from service.reviews.exports.staging import StagedFile
from service.reviews.workflow import filing
from service.reviews.workflow.exporting import iterate_rows
from tests.service.conftest import AppMaker
from tests.service.reviews.builders import PLAIN, TWICE, a_review
from tests.service.reviews.callers import Caller, Json, a_caller
from tests.service.reviews.desk import another_story

HOSTILE = "=1+1\u2028\u202e\N{GRINNING FACE}\r\n\ttail "


@pytest.fixture
def api(make_app: AppMaker, database_url: str) -> Iterator[TestClient]:
    """The application on a database of each kind."""
    with TestClient(make_app(database_url=SecretStr(database_url))) as opened:
        yield opened


@pytest.fixture
def sena(api: TestClient, any_database: Database) -> Caller:
    """A senior moderator."""
    return a_caller(api, any_database, "sena", "senior")


def _rows(database: Database, **choice: object) -> list[ExportRow]:
    return list(iterate_rows(ExportChoice(**choice), database=database))  # type: ignore[arg-type]  # by name


def _undo(caller: Caller, decided: Json) -> None:
    path = f"/v1/verdicts/{decided['verdict']['id']}/undo"
    assert caller.post(path, {"version": decided["review"]["version"]}).status_code == 201


def test_what_was_undone_leaves_only_when_everything_does(
    sena: Caller, any_database: Database
) -> None:
    kept = sena.decide(a_review(any_database, text=another_story(1)))
    undone = sena.decide(a_review(any_database, text=another_story(2)))
    _undo(sena, undone)

    standing, events = _rows(any_database), _rows(any_database, everything=True)

    assert [row.verdict for row in standing] == [kept["verdict"]["id"]]
    assert [(row.kind, row.is_standing) for row in events] == [
        ("opinion", True),
        ("opinion", False),
        ("undo", False),
    ]


def test_an_export_until_a_time_stays_the_same_for_ever(
    sena: Caller, any_database: Database
) -> None:
    decided = sena.decide(a_review(any_database))
    [then] = _rows(any_database)
    until = then.created_at + timedelta(microseconds=1)

    _undo(sena, decided)

    assert _rows(any_database) == []
    assert _rows(any_database, until=until) == [then]
    assert _rows(any_database, since=until) == []


def test_reviewers_have_the_same_pseudonym_in_every_export(
    sena: Caller, any_database: Database
) -> None:
    sena.decide(a_review(any_database, text=another_story(1)))
    sena.decide(a_review(any_database, text=another_story(2)))

    hidden = {row.reviewer for row in _rows(any_database)}
    named = {row.reviewer for row in _rows(any_database, with_names=True)}

    assert len(hidden) == 1
    assert "sena" not in "".join(hidden)
    assert named == {"sena"}


def test_lines_give_article_and_note_byte_for_byte(sena: Caller, any_database: Database) -> None:
    text = f"{HOSTILE} officials said {another_story(1)}"
    start = text.index("officials said")
    decided = sena.decide(
        a_review(any_database, title=HOSTILE, text=text),
        note=HOSTILE,
        evidence=[{"evidence": 0, "action": "accepted"}],
    )

    answer = sena.get("/v1/verdicts/export")
    [row] = map(orjson.loads, answer.content.splitlines())

    assert answer.headers["content-type"] == "application/x-ndjson"
    assert (row["title"], row["text"], row["note"]) == (HOSTILE, text, HOSTILE)
    assert row["verdict"] == decided["verdict"]["id"]
    [item] = row["items"]
    assert (item["start"], item["voice"]) == (start, "outlet")
    assert row["text"][item["start"] : item["end"]] == item["exact"]


def test_more_reviews_than_are_read_at_a_time_all_leave(
    sena: Caller, any_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.reviews.workflow.exporting._REVIEWS_AT_A_TIME", 2)
    made = [sena.decide(a_review(any_database, text=another_story(n))) for n in range(5)]

    assert [row.verdict for row in _rows(any_database)] == [one["verdict"]["id"] for one in made]


def test_reviewers_take_nothing_away(api: TestClient, any_database: Database) -> None:
    anna = a_caller(api, any_database)

    for path in ("/v1/verdicts/export", "/v1/verdicts/croissant.json"):
        assert anna.get(path).json()["type"] == "/problems/role"


def test_a_senior_takes_no_opinion_away_that_theirs_should_not_lean_on(
    api: TestClient, sena: Caller, any_database: Database
) -> None:
    anna, adam = (
        a_caller(api, any_database, name, role)
        for name, role in (("anna", "reviewer"), ("adam", "admin"))
    )
    waiting, own, settled = (
        a_review(any_database, text=another_story(number), policy=policy)
        for number, policy in enumerate((TWICE, TWICE, PLAIN))
    )
    for review in (waiting, settled):
        anna.decide(review)
    sena.decide(own)

    exported = {
        caller.moderator.name: [
            orjson.loads(line)["review"]
            for line in caller.get("/v1/verdicts/export", format="ndjson").content.splitlines()
        ]
        for caller in (sena, adam)
    }

    assert exported == {"sena": [own, settled], "adam": [waiting, own, settled]}
    assert len(_rows(any_database)) == 3


def test_the_address_in_the_description_gives_the_lines_that_were_described(
    sena: Caller, any_database: Database
) -> None:
    decided = sena.decide(a_review(any_database))
    [file] = sena.get("/v1/verdicts/croissant.json").json()["distribution"]
    _undo(sena, decided)

    data = sena.get(file["contentUrl"]).content

    assert hashlib.sha256(data).hexdigest() == file["sha256"]
    assert file["contentSize"] == f"{len(data)} B"


def test_who_took_verdicts_away_is_written_down(sena: Caller, any_database: Database) -> None:
    sena.get("/v1/verdicts/export", format="csv", names="true")

    with any_database.reading() as session:
        row = session.scalars(select(AuditRow).where(AuditRow.action == "export")).one()
        assert (row.actor, row.subject) == ("sena", "verdicts")
        assert orjson.loads(row.detail)["names"] is True


def _export(url: str, out: Path, *options: str) -> tuple[int, str]:
    arguments = ["reviews", "export", "--out", str(out), "--database-url", url, *options]
    done = CliRunner().invoke(app, arguments)
    return done.exit_code, done.stderr


def test_the_command_writes_lines_and_their_description(
    sena: Caller, any_database: Database, database_url: str, tmp_path: Path
) -> None:
    sena.decide(a_review(any_database))
    out = tmp_path / "new" / "folder"

    code, said = _export(database_url, out)

    assert code == 0, said
    assert "Verdicts: 1, on reviews: 1, items of evidence: 0." in said
    data = (out / "verdicts.ndjson").read_bytes()
    described = orjson.loads((out / "croissant.json").read_bytes())
    assert described["distribution"][0]["sha256"] == hashlib.sha256(data).hexdigest()
    assert sorted(path.name for path in out.iterdir()) == ["croissant.json", "verdicts.ndjson"]


def test_the_command_writes_two_tables(
    sena: Caller, any_database: Database, database_url: str, tmp_path: Path
) -> None:
    sena.decide(
        a_review(any_database), note="=1+1", evidence=[{"evidence": 0, "action": "rejected"}]
    )

    code, said = _export(database_url, tmp_path / "out", "--format", "csv", "--names", "--all")

    assert code == 0, said
    with (tmp_path / "out" / "verdicts.csv").open(encoding="utf-8", newline="") as file:
        [verdict] = csv.DictReader(file)
    with (tmp_path / "out" / "verdict-items.csv").open(encoding="utf-8", newline="") as file:
        [item] = csv.DictReader(file)
    assert (verdict["reviewer"], verdict["note"]) == ("sena", "'=1+1")
    assert (item["verdict"], item["action"]) == (verdict["verdict"], "rejected")


@pytest.mark.parametrize(
    "failure", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()]
)
def test_what_breaks_off_leaves_what_was_there_before(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException
) -> None:
    (tmp_path / "verdicts.ndjson").write_text("of yesterday")

    def break_off(_file: StagedFile) -> None:
        raise failure

    monkeypatch.setattr(StagedFile, "finish", break_off)
    with pytest.raises(type(failure)):
        filing.export_folder(
            tmp_path, "ndjson", ExportChoice(), database=database, actor="operator"
        )

    assert [path.name for path in tmp_path.glob("*.ndjson")] == ["verdicts.ndjson"]
    assert (tmp_path / "verdicts.ndjson").read_text() == "of yesterday"
    assert not list(tmp_path.glob(".*"))


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(
    sqlite_url: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")

    code, said = _export(sqlite_url, tmp_path / "file")

    assert code == 1
    assert "nothing was written" in said


def test_an_operator_takes_a_review_away_from_its_holder(
    sena: Caller, any_database: Database, database_url: str
) -> None:
    review = a_review(any_database)
    sena.take(review)

    done = CliRunner().invoke(app, ["reviews", "release", review, "--database-url", database_url])

    assert done.exit_code == 0, done.stderr
    assert sena.get(f"/v1/reviews/{review}").json()["lease"] is None
    with any_database.reading() as session:
        forced = session.scalars(select(AuditRow).where(AuditRow.action == "lease.force")).one()
        assert (forced.actor, forced.subject) == ("operator", review)


def test_a_review_that_is_not_there_cannot_be_released(sqlite_url: str) -> None:
    done = CliRunner().invoke(app, ["reviews", "release", "rv_1", "--database-url", sqlite_url])

    assert done.exit_code == 1
    assert "no such review" in done.stderr
