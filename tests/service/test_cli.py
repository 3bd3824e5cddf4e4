"""The command line, run as its users run it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from httpx2 import Client
from typer.testing import CliRunner

from service.cli import ExitCode, app
from service.readings import UnreadableArticleError, is_well, load_article
from tests.builders import STORY, a_request

RUN = CliRunner()


def _caveat(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "service", *arguments],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def _wait_until_live(address: str) -> None:
    """With several processes the address is announced before any of them listens."""
    for _ in range(600):
        if is_well(f"{address}/livez"):
            return
        time.sleep(0.05)
    pytest.fail("the service announced its address and never answered")


@contextmanager
def _served(*arguments: str, **variables: str) -> Iterator[str]:
    """A service in a process of its own, and its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "service", "serve", "--port", "0", *arguments],
        env={**os.environ, **variables},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    try:
        address = None
        while address is None:
            line = process.stderr.readline()
            assert line, "the service ended before it served"
            address = re.search(r"running on (http://[\d.]+:\d+)", line)
        _wait_until_live(address[1])
        yield address[1]
    finally:
        process.terminate()
        process.stderr.close()
        process.wait(timeout=30)


def test_help_names_every_command_and_the_exit_codes() -> None:
    shown = _caveat("--help").stdout

    for word in ("read", "serve", "signals", "migrate", "keys", "Exit codes"):
        assert word in shown


def test_help_loads_neither_model_nor_server() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from service.cli import app;"
        "CliRunner().invoke(app, ['--help']);"
        "print([m for m in ('models', 'fastapi', 'sqlalchemy', 'numpy') if m in sys.modules])"
    )

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"


def test_an_open_address_without_a_key_is_refused(sqlite_url: str) -> None:
    run = _caveat("serve", "--host", "0.0.0.0", "--database-url", sqlite_url)  # noqa: S104 - it is refused

    assert run.returncode == ExitCode.REFUSED
    assert "caveat keys create" in run.stderr


def test_an_open_address_whose_only_key_is_revoked_is_refused(sqlite_url: str) -> None:
    made = _caveat("keys", "create", "--label", "a", "--database-url", sqlite_url)
    _caveat("keys", "revoke", made.stdout.split("_")[1], "--database-url", sqlite_url)

    run = _caveat("serve", "--host", "0.0.0.0", "--database-url", sqlite_url)  # noqa: S104 - it is refused

    assert run.returncode == ExitCode.REFUSED


def test_keys_are_made_listed_and_revoked(sqlite_url: str) -> None:
    made = RUN.invoke(app, ["keys", "create", "--label", "desk", "--database-url", sqlite_url])
    key = made.stdout.strip()
    listed = RUN.invoke(app, ["keys", "list", "--database-url", sqlite_url])
    revoked = RUN.invoke(app, ["keys", "revoke", key.split("_")[1], "--database-url", sqlite_url])

    assert re.fullmatch(r"caveat_[0-9a-f]{16}_[0-9a-f]{72}", key)
    assert "desk" in listed.stdout
    assert key not in listed.stdout
    assert revoked.exit_code == ExitCode.DONE


def test_revoking_an_unknown_key_fails(sqlite_url: str) -> None:
    run = RUN.invoke(app, ["keys", "revoke", "0" * 16, "--database-url", sqlite_url])

    assert run.exit_code == ExitCode.FAILED


def test_migrate_makes_a_database(tmp_path: Path) -> None:
    run = RUN.invoke(app, ["migrate", "--database-url", f"sqlite:///{tmp_path}/new.db"])

    assert run.exit_code == ExitCode.DONE
    assert (tmp_path / "new.db").exists()


def test_a_database_that_cannot_be_opened_has_its_exit_code(tmp_path: Path) -> None:
    run = RUN.invoke(app, ["migrate", "--database-url", f"sqlite:///{tmp_path}/none/new.db"])

    assert run.exit_code == ExitCode.DATABASE


def test_a_wrong_setting_is_named() -> None:
    run = _caveat("migrate", CAVEAT_PORT="many")

    assert run.returncode == ExitCode.USAGE
    assert "CAVEAT_PORT" in run.stderr


def test_an_unknown_setting_is_named() -> None:
    run = _caveat("migrate", CAVEAT_PROT="1")

    assert run.returncode == ExitCode.USAGE
    assert "CAVEAT_PROT" in run.stderr


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xff\xfe\x00", id="no utf-8"),
        pytest.param(b"a\x00b", id="NUL"),
        pytest.param(b"word " * 40_001, id="too long"),
    ],
)
def test_a_file_that_is_no_article_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(content)

    run = RUN.invoke(app, ["read", str(path)])

    assert run.exit_code == ExitCode.UNREADABLE


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableArticleError, match="No such file"):
        load_article(str(tmp_path / "none.txt"), None, "auto", most_characters=100)


@pytest.mark.parametrize(
    ("name", "kind", "is_html"),
    [
        ("a.html", "auto", True),
        ("a.txt", "auto", False),
        ("a.html", "text", False),
        ("a", "html", True),
    ],
)
def test_what_a_file_is_goes_by_its_name_unless_said(
    tmp_path: Path, name: str, kind: str, *, is_html: bool
) -> None:
    (tmp_path / name).write_text("\ufeffHarbour", encoding="utf-8")

    article = load_article(str(tmp_path / name), "Title", kind, most_characters=100)

    assert article.html == ("Harbour" if is_html else None)
    assert article.text == (None if is_html else "Harbour")
    assert article.title == "Title"


def test_html_on_standard_input_is_told_by_its_beginning() -> None:
    page = (
        b"<!doctype html><title>Harbour</title><p>"
        + b"The mayor closed the harbour on Monday. " * 9
    )

    run = RUN.invoke(app, ["read", "-", "--json"], input=page)

    assert json.loads(run.stdout)["document"]["title"] == "Harbour"


def test_a_report_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor closed the harbour.", encoding="utf-8")

    run = RUN.invoke(app, ["read", str(tmp_path / "a.txt"), "--html", str(tmp_path / "no" / "x")])

    assert run.exit_code == ExitCode.FAILED
    assert "nothing was written" in run.stderr


def test_reading_follows_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("The mayor closed the harbour.", encoding="utf-8")
    monkeypatch.setenv("CAVEAT_MODE", "rules")

    run = RUN.invoke(app, ["read", str(tmp_path / "a.txt"), "--json"])

    assert json.loads(run.stdout)["model"]["mode"] == "rules"


def test_an_unknown_variable_is_named_and_nothing_else_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAVEAT_MOED", "rules")
    monkeypatch.setenv("CAVEAT_DATABASE_URL", "postgresql://u:secret@h/d")

    run = RUN.invoke(app, ["read", str(tmp_path / "a.txt")])

    assert run.exit_code == ExitCode.USAGE
    assert "secret" not in run.stderr


def test_a_health_check_fails_where_nothing_answers() -> None:
    run = RUN.invoke(app, ["health", "--url", "http://127.0.0.1:9/livez"])

    assert run.exit_code == ExitCode.FAILED


def test_a_health_check_asks_only_over_http() -> None:
    assert RUN.invoke(app, ["health", "--url", "file:///etc/passwd"]).exit_code == ExitCode.FAILED


def test_an_article_is_read_as_json(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(STORY, encoding="utf-8")

    run = RUN.invoke(app, ["read", str(path), "--json", "--title", "Harbour closed"])

    assert run.exit_code == ExitCode.DONE
    answer = json.loads(run.stdout)
    assert answer["stored"] is False
    assert all(
        STORY[e["start"] : e["end"]] == e["exact"]
        for e in answer["evidence"]
        if e["field"] == "text"
    )


def test_an_article_is_read_from_standard_input_into_the_terminal() -> None:
    run = RUN.invoke(app, ["read", "-"], input=STORY)

    assert run.exit_code == ExitCode.DONE
    assert "harbour" in run.stdout


def test_a_reading_is_written_as_a_page_of_its_own(tmp_path: Path) -> None:
    run = RUN.invoke(app, ["read", "-", "--html", str(tmp_path / "out.html")], input=STORY)

    assert run.exit_code == ExitCode.DONE
    assert "<html" in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_signals_are_listed() -> None:
    run = RUN.invoke(app, ["signals", "--json"])

    assert run.exit_code == ExitCode.DONE
    assert "source.anonymous" in {signal["id"] for signal in json.loads(run.stdout)}
    assert RUN.invoke(app, ["signals"]).exit_code == ExitCode.DONE


def test_a_missing_bundle_has_its_exit_code(tmp_path: Path) -> None:
    run = _caveat("signals", CAVEAT_BUNDLE_PATH=str(tmp_path))

    assert run.returncode == ExitCode.BUNDLE


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_missing_bundle_ends_the_start(sqlite_url: str, tmp_path: Path, workers: str) -> None:
    run = _caveat(
        "serve",
        "--port=0",
        f"--workers={workers}",
        f"--database-url={sqlite_url}",
        CAVEAT_BUNDLE_PATH=str(tmp_path),
    )

    assert run.returncode == ExitCode.BUNDLE
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_the_service_starts_answers_and_ends(sqlite_url: str, workers: str) -> None:
    with (
        _served("--database-url", sqlite_url, "--workers", workers) as address,
        Client(base_url=address, timeout=60) as client,
    ):
        assert client.get("/readyz").status_code == 200
        created = client.post("/v1/scores", json=a_request(store=True))
        assert client.get(created.headers["location"]).content == created.content
        assert RUN.invoke(app, ["health", "--url", f"{address}/livez"]).exit_code == ExitCode.DONE
