"""The service as its operators run it: several processes, a folder that changes under them, a start that is refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from httpx2 import Client

from service.cli import ExitCode
from tests.lexicons import STORY, a_lexicon, write_lexicon
from tests.service.test_cli import _caveat, _served

REQUEST = {"title": STORY.title, "text": STORY.text, "language": "en", "store": False}
FOUND = "rule:user.palace-whisper"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for lexicons."""
    path = tmp_path / "lexicons"
    path.mkdir()
    return path


def _cues(address: str) -> bool:
    """Asked over a connection of its own, so that any of the processes may answer."""
    with Client(base_url=address, timeout=60) as client:
        response = client.post("/v1/scores", json=REQUEST)
    assert response.status_code == 200
    return FOUND in {item["by"] for item in response.json()["evidence"]}


def _wait_until_all(address: str, *, found: bool) -> None:
    """Twenty answers in a row: with two processes none of them is asked by one in a million chances."""
    deadline = time.monotonic() + 60
    agreed = 0
    while agreed < 20:
        assert time.monotonic() < deadline
        agreed = agreed + 1 if _cues(address) is found else 0


@pytest.mark.parametrize("workers", ["1", "2"])
def test_every_process_takes_up_a_change_and_keeps_the_last_good_set(
    sqlite_url: str, folder: Path, workers: str
) -> None:
    variables = {"CAVEAT_LEXICONS_PATH": str(folder), "CAVEAT_LEXICONS_POLL_S": "0.1"}
    with _served("--database-url", sqlite_url, "--workers", workers, **variables) as address:
        _wait_until_all(address, found=False)
        file = write_lexicon(folder, a_lexicon())
        _wait_until_all(address, found=True)

        file.write_text("[[cue", encoding="utf-8")
        time.sleep(1)

        assert all(_cues(address) for _ in range(10))
        with Client(base_url=address) as client:
            assert client.get("/readyz").json()["degraded"] == ["lexicons_stale"]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_start_with_a_faulty_folder_ends_with_every_fault(
    sqlite_url: str, folder: Path, workers: str
) -> None:
    write_lexicon(folder, "[[cue", "a.toml")
    write_lexicon(folder, a_lexicon().replace("signal =", "sginal ="), "b.toml")

    run = _caveat(
        "serve",
        "--port=0",
        f"--workers={workers}",
        f"--database-url={sqlite_url}",
        CAVEAT_LEXICONS_PATH=str(folder),
    )

    assert run.returncode == ExitCode.LEXICON
    assert "a.toml:1: not valid TOML" in run.stderr
    assert "b.toml:6: cue 'user.palace-whisper': unknown key 'sginal'" in run.stderr
    assert "Traceback" not in run.stderr
