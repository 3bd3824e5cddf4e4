"""Whatever is sent, the answer is a documented one: never a 5xx, never an echo, never over 2 kB.

Over a real server, because half of what goes wrong goes wrong below the framework.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator

import pytest
from httpx2 import Client, Response

from tests.builders import STORY, a_request
from tests.service.conftest import AppMaker, serving

CANARY = "kingfisher7261"
JSON = {"content-type": "application/json"}


def _post(http: Client, body: bytes, headers: dict[str, str] | None = None) -> Response:
    return http.post("/v1/scores", content=body, headers=JSON | (headers or {}))


def _assert_problem(response: Response, status: int, slug: str) -> None:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == f"/problems/{slug}"
    assert len(response.content) <= 2048
    assert CANARY not in response.text


def _nested(depth: int) -> bytes:
    return b'{"text":"a","x":' + b"[" * depth + b"]" * depth + b"}"


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        pytest.param(b"", 400, "malformed-json", id="empty body"),
        pytest.param(b"{", 400, "malformed-json", id="broken json"),
        pytest.param(b"[]", 422, "invalid-request", id="no object"),
        pytest.param(b'"' + CANARY.encode() + b'"', 422, "invalid-request", id="a string"),
        pytest.param(b"{}", 422, "invalid-request", id="neither text nor html"),
        pytest.param(b'{"text":"a","html":"b"}', 422, "invalid-request", id="both"),
        pytest.param(b'{"text":"kingfisher7261\xff"}', 400, "malformed-json", id="invalid utf-8"),
        pytest.param(b"\xef\xbb\xbf{}", 400, "malformed-json", id="utf-8 byte order mark"),
        pytest.param('{"text":"a"}'.encode("utf-16"), 400, "malformed-json", id="utf-16"),
        pytest.param(b"\x00\x01\x02\xfe\xff", 400, "malformed-json", id="binary"),
        pytest.param(b'{"text":"\x01"}', 400, "malformed-json", id="raw control character"),
        pytest.param(b'{"text":"a\\u0000b"}', 422, "invalid-request", id="NUL"),
        pytest.param(b'{"text":"\\ud800"}', 422, "invalid-request", id="half a pair at the end"),
        pytest.param(b'{"text":"\\ud800x"}', 422, "invalid-request", id="half a pair"),
        pytest.param(b'{"text":"\\udc00\\ud800 a"}', 422, "invalid-request", id="swapped pair"),
        pytest.param(b'{"\\ud800":"a"}', 422, "invalid-request", id="half a pair in a name"),
        pytest.param(b'{"text":NaN}', 422, "invalid-request", id="NaN"),
        pytest.param(b'{"text":"a","x":NaN}', 422, "invalid-request", id="NaN elsewhere"),
        pytest.param(b'{"text":-Infinity}', 422, "invalid-request", id="Infinity"),
        pytest.param(b'{"text":1e400}', 422, "invalid-request", id="overflow"),
        pytest.param(b'{"text":' + b"9" * 5000 + b"}", 400, "malformed-json", id="5,000 digits"),
        pytest.param(b'{"text":"a","store":1}', 422, "invalid-request", id="number for boolean"),
        pytest.param(b'{"text":"a","store":null}', 422, "invalid-request", id="null for boolean"),
        pytest.param(b'{"text":12}', 422, "invalid-request", id="number for text"),
        pytest.param(b'{"text":["a"]}', 422, "invalid-request", id="list for text"),
        pytest.param(b'{"text":"a","include":"x"}', 422, "invalid-request", id="string for list"),
        pytest.param(b'{"text":"a","include":["x"]}', 422, "invalid-request", id="unknown extra"),
        pytest.param(b'{"text":"a","require":"x"}', 422, "invalid-request", id="unknown mode"),
        pytest.param(b'{"text":"a","language":"e n"}', 422, "invalid-request", id="no language"),
        pytest.param(b'{"text":"a","url":"file:///etc"}', 422, "invalid-request", id="file url"),
        pytest.param(b'{"text":"a","published_at":1}', 422, "invalid-request", id="number as date"),
        pytest.param(
            b'{"text":"a","published_at":"2026-01-01T00:00:00"}',
            422,
            "invalid-request",
            id="date without zone",
        ),
        pytest.param(_nested(64), 422, "invalid-request", id="depth 64"),
        pytest.param(_nested(500), 400, "malformed-json", id="depth 500"),
        pytest.param(_nested(20_000), 400, "malformed-json", id="depth 20,000"),
        pytest.param(_nested(100_000), 400, "malformed-json", id="depth 100,000"),
        pytest.param(
            json.dumps({f"{CANARY}{n}": n for n in range(2000)}).encode(),
            422,
            "invalid-request",
            id="many unknown fields",
        ),
        pytest.param(
            json.dumps({"text": "a", "external_id": CANARY * 20}).encode(),
            422,
            "invalid-request",
            id="long external id",
        ),
        pytest.param(
            json.dumps({"text": "word " * 40_001}).encode(),
            413,
            "too-large",
            id="200,005 characters",
        ),
        pytest.param(b'{"html":"<!bomb>"}', 422, "unreadable-html", id="html bomb"),
    ],
)
def test_a_bad_body_has_its_documented_answer(
    http: Client, body: bytes, status: int, slug: str
) -> None:
    _assert_problem(_post(http, body), status, slug)


def test_an_unknown_field_is_refused_with_the_name_that_was_probably_meant(http: Client) -> None:
    """A typo such as `langauge` must not silently fall back to a default."""
    response = _post(http, json.dumps(a_request(langauge="en")).encode())

    [fault] = response.json()["errors"]
    assert fault["do"] == "Did you mean `language`?"


def test_a_refused_field_is_named_without_its_value(http: Client) -> None:
    response = _post(http, json.dumps(a_request(language=CANARY)).encode())

    _assert_problem(response, 422, "invalid-request")
    assert [fault["field"] for fault in response.json()["errors"]] == ["language"]


@pytest.mark.parametrize("text", ["", " ", "word", "\ufeff", "\ufffe", "\u200b" * 500])
def test_a_text_with_nothing_to_read_is_answered_with_an_abstention(
    http: Client, text: str
) -> None:
    response = _post(http, json.dumps(a_request(text=text)).encode())

    assert response.status_code == 200
    assert response.json()["risk"]["abstained"] == "too_short"


def test_of_a_field_that_stands_twice_the_last_one_counts(http: Client) -> None:
    body = b'{"text":"first","text":"second","store":false,"include":["document.text"]}'

    assert _post(http, body).json()["document"]["text"] == "second"


def test_a_body_that_declares_too_many_bytes_is_refused_unread(http: Client) -> None:
    _assert_problem(_post(http, b'{"text":"' + b"a" * 10_000_000 + b'"}'), 413, "too-large")


def test_a_chunked_body_is_counted_as_it_comes(http: Client) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(40):
            yield b"a" * 65_536

    response = http.post("/v1/scores", content=chunks(), headers=JSON)

    _assert_problem(response, 413, "too-large")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, identity"])
def test_a_compressed_body_is_refused(http: Client, coding: str) -> None:
    response = _post(http, b"{}", {"content-encoding": coding})

    _assert_problem(response, 415, "unsupported-media-type")


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/xml",
        "application/json; charset=utf-16",
        "kingfisher7261",
    ],
)
def test_a_body_of_another_kind_is_refused(http: Client, kind: str) -> None:
    response = _post(http, b"{}", {"content-type": kind})

    _assert_problem(response, 415, "unsupported-media-type")


def test_a_body_without_a_kind_is_refused(http: Client) -> None:
    _assert_problem(http.post("/v1/scores", content=b"{}"), 415, "unsupported-media-type")


def test_utf_8_may_be_named_as_the_encoding(http: Client) -> None:
    body = json.dumps(a_request()).encode()

    assert _post(http, body, {"content-type": "Application/JSON; charset=UTF-8"}).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["offsets=kingfisher7261", "offsets=utf-16", "key=kingfisher7261", "offsets=%00", "%ff=1"],
)
def test_a_bad_parameter_is_refused(http: Client, query: str) -> None:
    response = http.post(f"/v1/scores?{query}", json=a_request())

    _assert_problem(response, 422, "invalid-request")


@pytest.mark.parametrize(
    "path",
    [
        f"/{CANARY}",
        "/v1",
        "/v1/scores/",
        f"/v1/scores/{CANARY}",
        "/v1/scores/sc_%00",
        "/v1/scores/sc_" + "\N{ARABIC-INDIC DIGIT ONE}" * 32,
        "/v1/scores/sc_" + "0" * 32,
        "/v1/scores/" + "a" * 5000,
        "/problems/none",
        "/v1//scores",
        "/%2e%2e/%2e%2e/etc/passwd",
    ],
)
def test_an_unknown_address_is_not_found(http: Client, path: str) -> None:
    _assert_problem(http.get(path), 404, "not-found")


def test_a_wrong_method_is_answered_with_the_right_ones(http: Client) -> None:
    response = http.delete("/v1/scores")

    _assert_problem(response, 405, "method-not-allowed")
    assert response.headers["allow"] == "POST"


def test_unusual_accept_headers_are_answered_in_json(http: Client) -> None:
    response = http.post("/v1/scores", json=a_request(), headers={"accept": "image/*;q=x"})

    assert response.headers["content-type"] == "application/json"


def _raw(port: int, *parts: bytes) -> bytes:
    """What the server says to bytes on a bare connection, until it closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        for part in parts:
            connection.sendall(part)
        received = b""
        while chunk := connection.recv(65_536):
            received += chunk
        return received


@pytest.mark.parametrize(
    "request_bytes",
    [
        pytest.param(b"kingfisher7261\r\n\r\n", id="no http"),
        pytest.param(b"POST /v1/scores HTTP/1.1\r\nkingfisher7261\r\n\r\n", id="no header"),
        pytest.param(
            b"POST /v1/scores HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
            id="two lengths",
        ),
        pytest.param(
            b"POST /v1/scores HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n",
            id="length and chunks",
        ),
        pytest.param(b"POST /v1/scores HTTP/1.1\r\nContent-Length: x\r\n\r\n", id="no number"),
    ],
)
def test_broken_http_is_answered_and_closed(port: int, request_bytes: bytes) -> None:
    received = _raw(port, request_bytes)

    assert received.startswith(b"HTTP/1.1 400 Bad Request")
    assert b"/problems/bad-request" in received
    assert CANARY.encode() not in received


def test_too_many_headers_are_refused(port: int) -> None:
    headers = b"".join(b"X-%d: %s\r\n" % (n, b"a" * 1000) for n in range(40))

    received = _raw(port, b"GET /livez HTTP/1.1\r\n" + headers + b"\r\n")

    assert received.startswith(b"HTTP/1.1 431 ")
    assert b"/problems/headers-too-large" in received


def test_a_header_that_never_ends_is_refused(port: int) -> None:
    received = _raw(port, b"GET /livez HTTP/1.1\r\nX: ", b"a" * 20_000)

    assert received.startswith(b"HTTP/1.1 431 ")


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"", id="silence"),
        pytest.param(b"POST /v1/scores HTTP/1.1\r\nHost", id="partial headers"),
        pytest.param(
            b"POST /v1/scores HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            b"Content-Length: 100\r\n\r\n{",
            id="stalled body",
        ),
    ],
)
def test_a_caller_that_stalls_is_answered_and_closed(make_app: AppMaker, sent: bytes) -> None:
    with serving(make_app(receipt_timeout_s=0.3)) as port:
        received = _raw(port, sent)

    assert received.startswith(b"HTTP/1.1 408 Request Timeout")
    assert b"/problems/request-timeout" in received


def test_honest_callers_are_answered_while_others_stall(port: int, http: Client) -> None:
    stalled = [socket.create_connection(("127.0.0.1", port)) for _ in range(50)]

    response = http.post("/v1/scores", json=a_request(text=STORY))

    for connection in stalled:
        connection.close()
    assert response.status_code == 200
