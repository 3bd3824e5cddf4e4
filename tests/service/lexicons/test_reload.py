"""A running service takes up changed lexicons by itself, whole or not at all, and keeps the last good set."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from httpx2 import Client
from starlette.testclient import TestClient

from models import BundleScorer, UserLexiconError, load_scorer
from service.lexicons.folder import read_folder
from service.lexicons.shelf import LexiconShelf
from service.lexicons.watch import LexiconWatch
from tests.lexicons import PALACE, STORY, a_lexicon, write_lexicon
from tests.service.conftest import AppMaker, serving

REQUEST = {"title": STORY.title, "text": STORY.text, "language": "en", "store": False}
POLL_S = 0.05
SECOND = """
[[cue]]
id = "user.second"
signal = "source.vague"
pattern = '''\\bforty\\s+people\\s+came\\b'''
positive = ["It was cold, and forty people came."]
negative = ["Forty people left."]
"""


@pytest.fixture(scope="module")
def bundle() -> BundleScorer:
    """The shipped bundle, rules only: quick to load."""
    return load_scorer(mode="rules")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder for lexicons."""
    path = tmp_path / "lexicons"
    path.mkdir()
    return path


@pytest.fixture
def service(make_app: AppMaker, bundle: BundleScorer, folder: Path) -> Iterator[Client]:
    """A client of a real server that watches the folder."""
    app = make_app(bundle, lexicons_path=str(folder), lexicons_poll_s=POLL_S)
    with serving(app) as port, Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        yield client


def score(client: Client | TestClient, **changes: object) -> dict[str, Any]:
    response = client.post("/v1/scores", json=REQUEST | changes)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def own(answer: dict[str, Any]) -> list[str]:
    return [item["by"] for item in answer["evidence"] if item["by"].startswith("rule:user.")]


def lexicons(client: Client | TestClient) -> dict[str, Any]:
    state: dict[str, Any] = client.get("/readyz").json()["lexicons"]
    return state


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline, "the service did not notice"
        time.sleep(POLL_S)


def test_a_file_that_is_dropped_in_is_taken_up_and_one_that_goes_is_given_up(
    service: Client, folder: Path
) -> None:
    before = score(service)
    assert own(before) == []

    file = write_lexicon(folder, a_lexicon())
    wait_until(lambda: lexicons(service)["live"] == 1)
    during = score(service)
    file.unlink()
    wait_until(lambda: lexicons(service)["live"] == 0)
    after = score(service)

    assert own(during) == ["rule:user.palace-whisper"]
    assert during["model"]["ruleset"] != before["model"]["ruleset"]
    assert after["model"]["ruleset"] == before["model"]["ruleset"]
    assert after["risk"] == before["risk"] != during["risk"]


def test_a_broken_file_keeps_the_last_good_set_and_says_so_everywhere(
    service: Client, folder: Path
) -> None:
    file = write_lexicon(folder, a_lexicon())
    wait_until(lambda: lexicons(service)["live"] == 1)
    good = score(service)

    file.write_text(a_lexicon().replace("\\bpalace", "(palace"), encoding="utf-8")
    wait_until(lambda: lexicons(service)["status"] == "stale")

    ready = service.get("/readyz")
    assert ready.status_code == 200
    assert ready.json()["degraded"] == ["lexicons_stale"]
    assert ready.json()["lexicons"] == {"status": "stale", "live": 1, "shadow": 0, "faults": 1}
    assert "caveat_lexicons_stale 1.0" in service.get("/metrics").text
    still = score(service)
    assert still | {"id": ""} == good | {"id": ""}

    file.write_text(a_lexicon(), encoding="utf-8")
    wait_until(lambda: lexicons(service)["status"] == "current")
    assert "caveat_lexicons_stale 0.0" in service.get("/metrics").text


def test_what_is_wrong_stands_in_the_log_with_its_place(
    bundle: BundleScorer, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shelf = LexiconShelf(bundle, folder, None, lambda _: None)
    write_lexicon(folder, a_lexicon().replace("novel has", "book has"))

    with caplog.at_level(logging.ERROR, "caveat"):
        shelf.offer(read_folder(folder))

    (record,) = caplog.records
    told = record.__dict__["fields"]["faults"][0]
    assert f"{folder / 'desk.toml'}:10: cue 'user.palace-whisper'" in told
    assert "book has" not in told


def test_cues_in_shadow_are_counted_and_shown_where_they_are_asked_for(
    service: Client, folder: Path
) -> None:
    plain = score(service)
    write_lexicon(folder, a_lexicon("shadow"))
    wait_until(lambda: lexicons(service)["shadow"] == 1)

    silent = score(service)
    asked = score(service, include=["shadow"])

    assert silent | {"id": ""} == plain | {"id": ""}
    (hit,) = asked["shadow"]["hits"]
    assert REQUEST["text"][hit["start"] : hit["end"]] == hit["exact"] == "palace whisperer"  # type: ignore[index]
    assert asked["shadow"]["ruleset"]
    metrics = service.get("/metrics").text
    labels = '{cue="user.palace-whisper",mode="shadow"} 2.0'
    assert f"caveat_user_cue_hits_total{labels}" in metrics
    assert f"caveat_user_cue_articles_total{labels}" in metrics
    assert 'caveat_user_cues{mode="shadow"} 1.0' in metrics


def test_offsets_of_shadow_hits_are_converted_too(
    make_app: AppMaker, bundle: BundleScorer, folder: Path
) -> None:
    write_lexicon(folder, a_lexicon("shadow"))
    body = REQUEST | {"text": f"\N{GRINNING FACE} {STORY.text}", "include": ["shadow"]}
    with TestClient(make_app(bundle, lexicons_path=str(folder))) as client:
        points = client.post("/v1/scores", json=body).json()
        units = client.post("/v1/scores?offsets=utf16", json=body).json()

    assert units["shadow"]["hits"][0]["start"] == points["shadow"]["hits"][0]["start"] + 1


def test_live_cues_are_counted(make_app: AppMaker, bundle: BundleScorer, folder: Path) -> None:
    write_lexicon(folder, a_lexicon())
    with TestClient(make_app(bundle, lexicons_path=str(folder))) as client:
        score(client)
        metrics = client.get("/metrics").text

    assert 'caveat_user_cue_hits_total{cue="user.palace-whisper",mode="live"} 1.0' in metrics


def test_without_lexicons_the_shadow_that_is_asked_for_is_empty(client: TestClient) -> None:
    assert score(client, include=["shadow"])["shadow"] == {"ruleset": "", "hits": []}


def test_no_request_is_lost_and_none_sees_half_a_set(service: Client, folder: Path) -> None:
    """One file holds one cue, the other two; an answer has the cues of the ruleset that it names, all or none."""
    sets = [a_lexicon(body=PALACE), a_lexicon(body=PALACE + SECOND)]
    done = Event()
    seen: dict[str, set[tuple[str, ...]]] = {}

    def ask() -> int:
        count = 0
        while not done.is_set():
            answer = score(service)
            cues = {c["by"] for c in answer["evidence"] if c["by"].startswith("rule:user.")}
            seen.setdefault(answer["model"]["ruleset"], set()).add(tuple(sorted(cues)))
            count += 1
        return count

    with ThreadPoolExecutor(4) as pool:
        askers = [pool.submit(ask) for _ in range(4)]
        for number in range(6):
            write_lexicon(folder, sets[number % 2])
            wait_until(lambda wanted=number % 2 + 1: lexicons(service)["live"] == wanted)  # type: ignore[misc]
        done.set()
        asked = sum(asker.result() for asker in askers)

    # Before the first set there is none; who asks late may not see that.
    one, two = ("rule:user.palace-whisper",), ("rule:user.palace-whisper", "rule:user.second")
    assert asked > len(seen) >= 2
    assert {frozenset(answers) for answers in seen.values()} - {frozenset({()})} == {
        frozenset({one}),
        frozenset({two}),
    }


def test_a_set_that_is_still_being_written_is_not_taken_up(
    bundle: BundleScorer, folder: Path
) -> None:
    shelf = LexiconShelf(bundle, folder, None, lambda _: None)
    watch = LexiconWatch(shelf, 3600)
    watch.look()
    watch.look()

    write_lexicon(folder, a_lexicon())
    watch.look()
    write_lexicon(folder, a_lexicon(body=PALACE + SECOND))
    watch.look()
    assert shelf.state.live == 0
    watch.look()
    assert shelf.state.live == 2


def test_a_file_that_is_touched_but_not_changed_is_not_compiled_again(
    bundle: BundleScorer, folder: Path
) -> None:
    file = write_lexicon(folder, a_lexicon())
    shelf = LexiconShelf(bundle, folder, None, lambda _: None)
    watch = LexiconWatch(shelf, 3600)
    scorer = shelf.scorer

    file.touch()
    watch.look()
    watch.look()

    assert shelf.scorer is scorer


def test_a_folder_that_goes_away_keeps_the_last_good_set_until_it_is_back(
    bundle: BundleScorer, folder: Path
) -> None:
    write_lexicon(folder, a_lexicon())
    shelf = LexiconShelf(bundle, folder, None, lambda _: None)
    watch = LexiconWatch(shelf, 3600)

    folder.rename(folder.with_name("away"))
    watch.look()
    lost = shelf.state
    folder.with_name("away").rename(folder)
    watch.look()
    watch.look()

    assert (lost.status, lost.live) == ("stale", 1)
    assert shelf.state.status == "current"


def test_a_start_with_a_faulty_folder_is_refused(
    make_app: AppMaker, bundle: BundleScorer, folder: Path
) -> None:
    write_lexicon(folder, "[[cue")

    with pytest.raises(UserLexiconError, match=r"desk\.toml:1: not valid TOML"):
        make_app(bundle, lexicons_path=str(folder))


def test_a_start_with_a_faulty_folder_goes_on_with_the_set_that_was_kept(
    make_app: AppMaker, bundle: BundleScorer, folder: Path, tmp_path: Path
) -> None:
    settings = {"lexicons_path": str(folder), "lexicons_kept_path": str(tmp_path / "kept.json")}
    file = write_lexicon(folder, a_lexicon())
    with TestClient(make_app(bundle, **settings)) as client:
        good = score(client)
    file.write_text("[[cue", encoding="utf-8")

    with TestClient(make_app(bundle, **settings)) as client:
        still = score(client)
        state = lexicons(client)

    assert still | {"id": ""} == good | {"id": ""}
    assert state == {"status": "stale", "live": 1, "shadow": 0, "faults": 1}


def test_a_kept_set_that_is_damaged_is_no_set(
    make_app: AppMaker, bundle: BundleScorer, folder: Path, tmp_path: Path
) -> None:
    kept = write_lexicon(tmp_path, '{"lexicons": [', "kept.json")
    write_lexicon(folder, "[[cue")

    with pytest.raises(UserLexiconError):
        make_app(bundle, lexicons_path=str(folder), lexicons_kept_path=str(kept))
