"""What holds for every request, whatever it asks for."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from service.gate import SESSION_FOLDERS, is_under
from service.telemetry import JsonLines
from tests.builders import STORY, a_request
from tests.fakes import BrokenScorer
from tests.service.conftest import AppMaker

CANARY = "kingfisher7261"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def _lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [JsonLines().format(record) for record in caplog.records if record.name == "caveat"]


@pytest.mark.parametrize("path", ["/livez", "/docs", "/openapi.json", "/nothing"])
def test_every_answer_forbids_what_a_browser_need_not_do(client: TestClient, path: str) -> None:
    headers = client.get(path).headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert len(headers.get_list("content-security-policy")) == 1


def test_every_answer_has_an_id_of_its_own(client: TestClient) -> None:
    first, second = client.get("/livez"), client.get("/livez")

    assert first.headers["x-request-id"] != second.headers["x-request-id"]


@pytest.mark.parametrize("store", [True, False])
def test_a_bug_is_answered_with_a_problem_that_says_nothing_of_the_article(
    make_app: AppMaker, caplog: pytest.LogCaptureFixture, *, store: bool
) -> None:
    client = TestClient(make_app(BrokenScorer()))

    with caplog.at_level(logging.INFO):
        response = client.post("/v1/scores", json=a_request(text=f"{CANARY} {STORY}", store=store))

    assert response.status_code == 500
    assert response.json()["type"] == "/problems/internal-error"
    assert CANARY not in response.text
    failure, _ = _lines(caplog)
    assert json.loads(failure)["exception"] == "RuntimeError"
    assert json.loads(failure)["request"] == response.headers["x-request-id"]
    assert CANARY not in failure


def test_there_is_one_log_line_for_each_request_without_its_path(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        client.get(f"/v1/scores/{CANARY}")
        client.get(f"/{CANARY}")
        client.post("/v1/scores", json=a_request(text=CANARY))

    events = [json.loads(line) for line in _lines(caplog)]
    assert [event["status"] for event in events] == [404, 404, 200]
    assert [event["route"] for event in events] == ["/v1/scores/{score_id}", "(none)", "/v1/scores"]
    assert not [line for line in _lines(caplog) if CANARY in line]


@pytest.mark.parametrize("poison", ["a\nb", "a\r\nb", "a\u2028b", "a\x1b[31mb", 'a"}\n{"b'])
def test_a_log_line_stays_one_line_whatever_is_in_it(poison: str) -> None:
    record = logging.LogRecord("uvicorn", logging.INFO, "", 0, poison, None, None)

    line = JsonLines().format(record)

    assert len(line.splitlines()) == 1
    assert line.isascii()
    assert json.loads(line)["event"] == poison


def test_a_logged_exception_keeps_its_message_to_itself() -> None:
    with pytest.raises(ValueError, match=CANARY) as caught:
        int(CANARY)
    info = (caught.type, caught.value, caught.tb)
    record = logging.LogRecord("uvicorn", logging.ERROR, "", 0, "failed", None, info)

    event = json.loads(JsonLines().format(record))

    assert event["exception"] == "ValueError"
    assert CANARY not in json.dumps(event)


def test_an_article_that_is_not_to_be_stored_leaves_no_trace_on_disk(
    make_app: AppMaker, tmp_path: Path
) -> None:
    client = TestClient(make_app())
    for request in (
        a_request(text=f"{CANARY} {STORY}"),
        a_request(text=f"{CANARY} {STORY * 60}"),
        a_request(text=CANARY, langauge=CANARY),
    ):
        client.post("/v1/scores", json=request)

    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

    assert CANARY.encode() not in kept


def test_requests_are_counted_by_route_and_status(client: TestClient) -> None:
    client.post("/v1/scores", json=a_request())
    client.get("/nothing")

    counted = client.get("/metrics").text

    assert 'caveat_requests_total{method="POST",route="/v1/scores",status="200"} 1.0' in counted
    assert 'caveat_requests_total{method="GET",route="(none)",status="404"} 1.0' in counted
    assert 'caveat_answers_total{band="elevated",mode="linear"} 1.0' in counted


def _too_large(client: TestClient, path: str, *, is_chunked: bool, accept: str) -> Response:
    body = b"note=" + b"n" * 1_000_000
    headers = {"accept": accept, "content-type": "application/x-www-form-urlencoded"}
    content = iter([body[:9], body[9:]]) if is_chunked else body
    return client.post(path, content=content, headers=headers)


@pytest.mark.parametrize("is_chunked", [True, False])
@pytest.mark.parametrize("path", ["/", "/review/rv_1/verdict", "/login"])
def test_a_browser_that_sends_too_much_is_told_in_a_page_what_to_do(
    client: TestClient, path: str, *, is_chunked: bool
) -> None:
    answer = _too_large(client, path, is_chunked=is_chunked, accept=BROWSER)

    assert answer.status_code == 413
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert len(answer.headers.get_list("content-security-policy")) == 1
    assert answer.headers["content-length"] == str(len(answer.content))
    assert "Nothing was stored" in answer.text
    assert "4,000 characters" in answer.text
    assert "1,000,000 bytes" in answer.text


@pytest.mark.parametrize(
    ("path", "accept"),
    [("/v1/scores", BROWSER), ("/v1/verdicts", BROWSER), ("/", "*/*"), ("/login", "text/json")],
)
def test_a_program_that_sends_too_much_is_told_in_a_problem(
    client: TestClient, path: str, accept: str
) -> None:
    answer = _too_large(client, path, is_chunked=False, accept=accept)

    assert answer.status_code == 413
    assert answer.json()["type"] == "/problems/too-large"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/review", True),
        ("/review/rv_1", True),
        ("/reviewers", False),
        ("/accounts.json", False),
        ("/v1/reviews", False),
        ("/", False),
        ("//review", False),
    ],
)
def test_only_the_pages_of_moderators_are_left_to_sessions(path: str, *, expected: bool) -> None:
    assert is_under(path, SESSION_FOLDERS) is expected
