"""A newsroom starts the service, has a story scored, reads the answer again, and sees the same on the page."""

from __future__ import annotations

import json
import math
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from service.pages.samples import Sample, samples

START_S = 60


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx2.Client]:
    """The service as the README starts it: migrate, serve."""
    database = f"sqlite:///{tmp_path_factory.mktemp('newsroom') / 'caveat.db'}"
    _caveat("migrate", "--database-url", database)
    port = _free_port()
    with (
        _running("serve", "--port", str(port), "--database-url", database) as process,
        httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=START_S) as client,
    ):
        _wait_until_ready(client, process)
        yield client


@pytest.fixture(scope="module")
def story() -> Sample:
    """The story that Caveat was made for."""
    return samples()["disputed"]


def test_a_score_is_given_adds_up_and_can_be_read_again(
    service: httpx2.Client, story: Sample
) -> None:
    body = {"title": story.title, "text": story.text, "external_id": "desk-1"}

    answer = service.post("/v1/scores", json=body).json()

    score = answer["risk"]["score"]
    total = answer["base_log_odds"] + sum(c["log_odds"] for c in answer["contributions"])
    assert total == pytest.approx(math.log(score / (1 - score)), abs=1e-6)
    assert service.get(f"/v1/scores/{answer['id']}").json() == answer


def test_every_place_is_quoted_exactly(service: httpx2.Client, story: Sample) -> None:
    fields = {"title": story.title, "text": story.text}

    answer = service.post("/v1/scores", json=fields | {"store": False}).json()

    assert answer["evidence"]
    for item in answer["evidence"]:
        assert fields[item["field"]][item["start"] : item["end"]] == item["exact"]


def test_the_page_shows_what_the_api_answers(service: httpx2.Client, story: Sample) -> None:
    body = {"title": story.title, "text": story.text.strip(), "store": False}
    answer = service.post("/v1/scores", json=body).json()

    page = service.get("/", params={"sample": story.name}).text

    noted = [item for item in answer["evidence"] if item["signal"] != "language.wording"]
    assert page.count('<li class="note ') == len(noted)
    assert f"<strong>{answer['risk']['score']:.2f}</strong>" in page


def test_the_command_line_gives_the_same_score_in_all_its_forms(
    service: httpx2.Client, story: Sample, tmp_path: Path
) -> None:
    file, report = tmp_path / "story.txt", tmp_path / "story.html"
    file.write_text(story.text, encoding="utf-8")
    body = {"title": story.title, "text": story.text, "store": False}

    printed = json.loads(_caveat("read", str(file), "--title", story.title, "--json"))
    _caveat("read", str(file), "--title", story.title, "--html", str(report))

    answer = service.post("/v1/scores", json=body).json()
    assert printed["risk"] == answer["risk"]
    assert printed["evidence"] == answer["evidence"]
    assert f"<strong>{answer['risk']['score']:.2f}</strong>" in report.read_text(encoding="utf-8")


def _caveat(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "service", *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=START_S,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def _running(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", "service", *arguments])
    try:
        yield process
    finally:
        process.terminate()
        process.wait(START_S)


def _wait_until_ready(client: httpx2.Client, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        assert process.poll() is None, "the service ended by itself"
        try:
            if client.get("/readyz").status_code == httpx2.codes.OK:
                return
        except httpx2.ConnectError:
            time.sleep(0.1)
    pytest.fail("the service did not become ready")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
