"""Verdicts feed training: decided over the API, exported by the command, read as marked articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient
from typer.testing import CliRunner

from models.scorer import load_scorer
from service.app import create_app
from service.cli import app as caveat
from service.db import migrate
from service.db.engine import open_database
from service.settings import Settings
from tests.builders import STORY, a_request
from tests.fakes import FixedScorer
from training.__main__ import BUNDLE, app
from training.corpora import CorpusError
from training.folds import is_held
from training.head_rows import HeadRows
from training.readings import Mark
from training.verdicts import count_verdicts, iter_verdicts

OPEN_ID = next(f"cms-{n}" for n in range(100) if not is_held(f"cms-{n}"))
HELD_ID = next(f"cms-{n}" for n in range(100) if is_held(f"cms-{n}"))
TITLE = "Harbour closed"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """An empty, migrated database."""
    address = f"sqlite:///{tmp_path}/caveat.db"
    database = open_database(address)
    migrate.upgrade(database.writer)
    database.close()
    return address


@pytest.fixture
def api(url: str) -> Iterator[TestClient]:
    """The service in its trial, where whoever comes reviews."""
    settings = Settings(database_url=SecretStr(url), blind_share=0, second_share=0)
    application = create_app(settings, scorer=FixedScorer())
    with TestClient(application) as opened:
        yield opened


def _decide(api: TestClient, external_id: str, **decision: object) -> None:
    api.post("/v1/scores", json=a_request(store=True, external_id=external_id)).raise_for_status()
    lease = api.post("/v1/leases", json={}).json()
    body = {
        "review": lease["review"]["id"],
        "version": lease["review"]["version"],
        "lease": lease["id"],
        "rating": 4,
    }
    api.post("/v1/verdicts", json=body | decision).raise_for_status()


def _export(url: str, out: Path) -> Path:
    arguments = ["reviews", "export", "--out", str(out), "--database-url", url]
    assert CliRunner().invoke(caveat, arguments).exit_code == 0
    return out / "verdicts.ndjson"


def test_what_was_decided_over_the_api_is_read_by_training(
    api: TestClient, url: str, tmp_path: Path
) -> None:
    added = {"signal": "source.anonymous", "field": "title", "start": 0, "end": 7}
    evidence = [{"evidence": 0, "action": "accepted"}, {"evidence": 1, "action": "rejected"}]
    _decide(api, OPEN_ID, rating=4, evidence=evidence, added=[added])

    [reading] = iter_verdicts(_export(url, tmp_path / "out"))

    first, second = STORY.index("officials said"), STORY.rindex("officials said")
    shift = len(TITLE) + 2
    assert (reading.id, reading.mislead, reading.band) == (OPEN_ID, 4.0, "elevated")
    assert reading.article.text == STORY
    assert reading.marks == (
        Mark("source.anonymous", shift + first, shift + first + 14, "outlet"),
        Mark("source.anonymous", 0, 7),
    )
    assert reading.rejected == (Mark("source.anonymous", shift + second, shift + second + 14),)


def test_heads_can_be_fitted_on_verdicts(api: TestClient, url: str, tmp_path: Path) -> None:
    _decide(api, OPEN_ID, evidence=[{"evidence": 0, "action": "accepted"}])
    [reading] = iter_verdicts(_export(url, tmp_path / "out"))
    table = HeadRows()

    table.add(0, reading, load_scorer(BUNDLE, "rules"))

    # The words that were accepted are a small part of their sentence, and lie in it.
    assert sum("source.anonymous" in row.carries for row in table.rows) == 1


def test_articles_of_the_held_fold_are_left_out(api: TestClient, url: str, tmp_path: Path) -> None:
    _decide(api, HELD_ID)
    file = _export(url, tmp_path / "out")

    assert list(iter_verdicts(file)) == []
    assert [reading.id for reading in iter_verdicts(file, held=True)] == [HELD_ID]


def test_the_command_counts_ratings_and_what_was_said_of_each_signal(
    api: TestClient, url: str, tmp_path: Path
) -> None:
    evidence = [{"evidence": 0, "action": "accepted"}, {"evidence": 1, "action": "rejected"}]
    _decide(api, OPEN_ID, rating=5, evidence=evidence)
    file = _export(url, tmp_path / "out")

    done = CliRunner().invoke(app, ["verdicts", str(file)])

    assert done.exit_code == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert ["elevated", "0", "0", "0", "0", "1", "5.00"] in lines
    assert ["source.anonymous", "2", "50%", "50%", "0%"] in lines


def _line(**changes: object) -> dict[str, object]:
    line: dict[str, object] = {
        "review": "rv_1",
        "kind": "opinion",
        "is_standing": True,
        "reviewer": "reviewer-1",
        "rating": 2,
        "items": [],
        "is_blind": False,
        "band": None,
        "external_id": OPEN_ID,
        "article_sha256": "0" * 64,
        "title": "One",
        "text": "Two",
    }
    return line | changes


def _write(path: Path, *lines: dict[str, object]) -> Path:
    path.write_bytes(b"".join(orjson.dumps(line) + b"\n" for line in lines))
    return path


def test_where_a_conflict_was_settled_only_the_last_word_counts(tmp_path: Path) -> None:
    file = _write(
        tmp_path / "verdicts.ndjson",
        _line(rating=1),
        _line(rating=5),
        _line(rating=3, kind="adjudication"),
        _line(rating=2, review="rv_2"),
    )

    assert [reading.mislead for reading in iter_verdicts(file)] == [3.0, 2.0]


def test_what_does_not_stand_any_more_is_passed_over(tmp_path: Path) -> None:
    undo = _line(kind="undo", rating=None, is_standing=False)
    file = _write(tmp_path / "verdicts.ndjson", _line(is_standing=False), undo)

    assert count_verdicts(iter_verdicts(file)).verdicts == 0


_ITEM = {
    "action": "added",
    "found_signal": None,
    "signal": "source.vague",
    "voice": None,
    "field": "text",
    "start": 0,
    "end": 3,
    "exact": "Two",
}


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (b"{", "Invalid JSON"),
        (b"\xff", "Invalid JSON"),
        (orjson.dumps(_line(rating=6)), "rating"),
        (orjson.dumps({"review": "rv_1"}), "kind"),
        (orjson.dumps(_line(items=[_ITEM | {"exact": "Too"}])), "does not quote the article"),
        (orjson.dumps(_line(items=[_ITEM | {"start": -1}])), "items.0.start"),
    ],
)
def test_a_faulty_line_is_named_with_file_and_number(tmp_path: Path, bad: bytes, says: str) -> None:
    file = _write(tmp_path / "verdicts.ndjson", _line(items=[_ITEM]))
    file.write_bytes(file.read_bytes() + bad + b"\n")

    with pytest.raises(CorpusError) as caught:
        list(iter_verdicts(file))

    assert str(caught.value).startswith(f"{file}:2: ")
    assert says in str(caught.value)


def test_a_missing_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["verdicts", str(tmp_path / "none.ndjson")])

    assert done.exit_code == 2
    assert "No such file" in done.stderr
