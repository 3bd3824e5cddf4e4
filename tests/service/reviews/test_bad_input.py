"""Whatever a decision gets wrong: a clear problem, nothing stored, and the lease still there to try again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from httpx2 import Response
from pydantic import SecretStr
from sqlalchemy import func, select, update
from starlette.testclient import TestClient

from service.db.engine import Database
from service.db.tables import AuditRow, ReviewRow, VerdictItemRow, VerdictReasonRow, VerdictRow
from tests.builders import STORY
from tests.service.accounts.builders import an_account, csrf_of, sign_in
from tests.service.conftest import AppMaker
from tests.service.reviews.builders import a_review
from tests.service.reviews.callers import Caller, Json, a_caller, a_decision

CANARY = "kingfisher7261"
SIGNAL = "source.anonymous"
NOBODY = "0" * 32


@pytest.fixture
def api(make_app: AppMaker, database_url: str) -> Iterator[TestClient]:
    """The application on a database of each kind."""
    with TestClient(make_app(database_url=SecretStr(database_url))) as opened:
        yield opened


@pytest.fixture
def anna(api: TestClient, any_database: Database) -> Caller:
    """A reviewer."""
    return a_caller(api, any_database)


def _stored(database: Database) -> list[int]:
    """How many rows there are of everything that a decision writes, and the version of the reviews."""
    with database.reading() as session:
        tables = (VerdictRow, VerdictItemRow, VerdictReasonRow, AuditRow)
        counts = [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]
        return [*counts, session.scalar(select(func.sum(ReviewRow.version))) or 0]


def _assert_problem(response: Response, status: int, slug: str) -> None:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == f"/problems/{slug}"
    assert len(response.content) <= 2048
    assert CANARY not in response.text


def _place(start: int, end: int, signal: str = SIGNAL, field: str = "text") -> Json:
    return {"signal": signal, "field": field, "start": start, "end": end}


BAD: list[tuple[str, Json, int, str]] = [
    ("no lease", {"lease": f"ls_{NOBODY}"}, 409, "lease-lost"),
    ("a lease that is no id", {"lease": CANARY}, 409, "lease-lost"),
    ("an empty lease", {"lease": ""}, 409, "lease-lost"),
    ("no such review", {"review": f"rv_{NOBODY}"}, 404, "not-found"),
    ("a review that is no id", {"review": CANARY}, 404, "not-found"),
    ("a version from the future", {"version": 7}, 409, "review-changed"),
    ("a negative version", {"version": -1}, 422, "invalid-request"),
    ("rating 0", {"rating": 0}, 422, "invalid-request"),
    ("rating 6", {"rating": 6}, 422, "invalid-request"),
    ("half a rating", {"rating": 3.5}, 422, "invalid-request"),
    ("a rating in words", {"rating": "3"}, 422, "invalid-request"),
    ("no rating", {"rating": None}, 422, "invalid-request"),
    ("an unknown reason", {"reasons": ["kingfisher.seen"]}, 422, "invalid-request"),
    ("a reason that is no id", {"reasons": [CANARY.upper()]}, 422, "invalid-request"),
    ("an unknown signal", {"added": [_place(0, 3, "kingfisher.seen")]}, 422, "invalid-request"),
    ("a span behind the text", {"added": [_place(0, len(STORY) + 1)]}, 422, "invalid-request"),
    ("a span behind the title", {"added": [_place(0, 200, field="title")]}, 422, "invalid-request"),
    ("a span that ends first", {"added": [_place(9, 3)]}, 422, "invalid-request"),
    ("an empty span", {"added": [_place(9, 9)]}, 422, "invalid-request"),
    ("a negative span", {"added": [_place(-3, 3)]}, 422, "invalid-request"),
    ("another field", {"added": [_place(0, 3, field="kingfisher7261")]}, 422, "invalid-request"),
    (
        "evidence that is not there",
        {"evidence": [{"evidence": 99, "action": "accepted"}]},
        422,
        "invalid-request",
    ),
    ("another action", {"evidence": [{"evidence": 0, "action": CANARY}]}, 422, "invalid-request"),
    (
        "a correction to nothing",
        {"evidence": [{"evidence": 0, "action": "corrected"}]},
        422,
        "invalid-request",
    ),
    (
        "a place for what is accepted",
        {"evidence": [{"evidence": 0, "action": "accepted", "place": _place(0, 3)}]},
        422,
        "invalid-request",
    ),
    (
        "one item twice",
        {"evidence": [{"evidence": 0, "action": "accepted"}] * 2},
        422,
        "invalid-request",
    ),
    ("a note of 1 MB", {"note": "n" * 1_000_000}, 413, "too-large"),
    ("a note over its limit", {"note": CANARY * 400}, 422, "invalid-request"),
    ("a NUL in the note", {"note": "a\x00b"}, 422, "invalid-request"),
    ("501 places", {"added": [_place(0, 3)] * 501}, 422, "invalid-request"),
    ("a copy that is none", {"covers": [f"rv_{NOBODY}"]}, 422, "invalid-request"),
    ("a role", {"role": "admin"}, 422, "invalid-request"),
    ("a user", {"user_id": NOBODY}, 422, "invalid-request"),
    ("a state", {"state": "settled"}, 422, "invalid-request"),
    ("a model", {"model_version": CANARY}, 422, "invalid-request"),
    ("a kind", {"kind": "adjudication"}, 422, "invalid-request"),
    ("a time", {"created_at": "2020-01-01T00:00:00Z"}, 422, "invalid-request"),
]


def test_a_bad_decision_stores_nothing_and_costs_nothing(
    anna: Caller, any_database: Database
) -> None:
    """All of them with one lease, which is still good after the last."""
    lease = anna.take(a_review(any_database))
    before = _stored(any_database)

    for name, changes, status, slug in BAD:
        refused = anna.post("/v1/verdicts", a_decision(lease, note=CANARY) | changes)

        assert (name, refused.status_code) == (name, status)
        _assert_problem(refused, status, slug)
    assert _stored(any_database) == before
    assert anna.post("/v1/verdicts", a_decision(lease)).status_code == 201


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        pytest.param(b"", 400, "malformed-json", id="empty"),
        pytest.param(b"{", 400, "malformed-json", id="broken"),
        pytest.param(b"[]", 422, "invalid-request", id="no object"),
        pytest.param(b'{"note":"kingfisher7261\xff"}', 400, "malformed-json", id="invalid utf-8"),
        pytest.param(b'{"note":"\\ud800"}', 422, "invalid-request", id="half a pair"),
        pytest.param(
            b'{"added":' + b"[" * 500 + b"]" * 500 + b"}", 400, "malformed-json", id="deep"
        ),
        pytest.param(b'{"rating":NaN}', 422, "invalid-request", id="NaN"),
        pytest.param(b'{"rating":1e400}', 422, "invalid-request", id="overflow"),
    ],
)
@pytest.mark.parametrize("path", ["/v1/verdicts", f"/v1/verdicts/vd_{NOBODY}/undo", "/v1/leases"])
def test_a_body_that_is_no_request_is_refused(
    client: TestClient, path: str, body: bytes, status: int, slug: str
) -> None:
    headers = {"content-type": "application/json"}

    _assert_problem(client.post(path, content=body, headers=headers), status, slug)


def test_a_body_of_another_kind_is_refused(client: TestClient) -> None:
    refused = client.post("/v1/verdicts", data={"rating": "3"})

    _assert_problem(refused, 415, "unsupported-media-type")


def test_of_a_field_that_stands_twice_the_last_one_counts(
    anna: Caller, any_database: Database
) -> None:
    body = json.dumps(a_decision(anna.take(a_review(any_database)))).replace(
        '"rating": 3', '"rating": 1, "rating": 5'
    )

    headers = anna.headers | {"content-type": "application/json"}
    decided = anna.client.post("/v1/verdicts", content=body, headers=headers)

    assert decided.json()["verdict"]["rating"] == 5


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/v1/reviews", f"key={CANARY}"),
        ("/v1/reviews", f"band={CANARY}"),
        ("/v1/reviews", "limit=101"),
        ("/v1/reviews", "limit=0"),
        ("/v1/reviews", "copies=yes"),
        ("/v1/reviews", "search=%00"),
        ("/v1/reviews", f"cursor={CANARY}"),
        ("/v1/verdicts", f"cursor={CANARY}"),
        ("/v1/verdicts", "since=2026-01-01"),
        ("/v1/verdicts", "since=0"),
        ("/v1/verdicts", "until=2026-01-01T00:00:00"),
        ("/v1/verdicts/export", f"format={CANARY}"),
        ("/v1/verdicts/export", "names=1"),
        ("/v1/verdicts/croissant.json", "format=csv"),
    ],
)
def test_a_bad_parameter_is_refused(client: TestClient, path: str, query: str) -> None:
    _assert_problem(client.get(f"{path}?{query}"), 422, "invalid-request")


def test_a_review_and_a_filter_cannot_both_be_meant(client: TestClient) -> None:
    refused = client.post("/v1/leases", json={"review": f"rv_{NOBODY}", "filter": {}})

    _assert_problem(refused, 422, "invalid-request")
    assert [fault["field"] for fault in refused.json()["errors"]] == ["filter"]


def _foreign(api: TestClient, anna: Caller, database: Database) -> tuple[Caller, Json]:
    """Ben shows the lease that Anna holds."""
    return a_caller(api, database, "ben"), anna.take(a_review(database))


def _expired(_api: TestClient, anna: Caller, database: Database) -> tuple[Caller, Json]:
    """Anna's page was closed for too long."""
    lease = anna.take(a_review(database))
    over = update(ReviewRow).values(lease_expires_at=datetime.now(UTC) - timedelta(seconds=1))
    with database.writing() as session:
        session.execute(over)
    return anna, lease


def _given_back(_api: TestClient, anna: Caller, database: Database) -> tuple[Caller, Json]:
    """Anna decides after she gave the review back."""
    lease = anna.take(a_review(database))
    anna.delete(f"/v1/leases/{lease['id']}", review=lease["review"]["id"])
    return anna, lease


@pytest.mark.parametrize("arrange", [_foreign, _expired, _given_back])
def test_a_lease_that_is_not_held_decides_nothing(
    api: TestClient,
    anna: Caller,
    any_database: Database,
    arrange: Callable[[TestClient, Caller, Database], tuple[Caller, Json]],
) -> None:
    caller, lease = arrange(api, anna, any_database)
    before = _stored(any_database)

    refused = caller.post("/v1/verdicts", a_decision(lease, note=CANARY))

    _assert_problem(refused, 409, "lease-lost")
    assert refused.json()["current"]["version"] == lease["review"]["version"]
    assert _stored(any_database) == before


def test_the_same_decision_sent_twice_is_stored_once(anna: Caller, any_database: Database) -> None:
    body = a_decision(anna.take(a_review(any_database)), 4)

    first, second = (anna.post("/v1/verdicts", body) for _ in range(2))

    assert first.status_code == 201
    _assert_problem(second, 409, "review-changed")
    # Enough to see that it was one's own, and that nothing is left to do.
    assert second.json()["current"]["verdict"] == first.json()["verdict"]["id"]
    assert _stored(any_database)[0] == 1


def test_an_undo_is_refused_to_strangers_and_on_old_versions(
    api: TestClient, anna: Caller, any_database: Database
) -> None:
    decided = anna.decide(a_review(any_database))
    path = f"/v1/verdicts/{decided['verdict']['id']}/undo"
    before = _stored(any_database)

    _assert_problem(a_caller(api, any_database, "ben").post(path, {"version": 1}), 403, "role")
    _assert_problem(anna.post(path, {"version": 0}), 409, "review-changed")
    _assert_problem(anna.post(path, {"version": 1, "verdict": CANARY}), 422, "invalid-request")
    missing = anna.post(f"/v1/verdicts/vd_{NOBODY}/undo", {"version": 1})

    _assert_problem(missing, 404, "not-found")
    # One row more: the key of the stranger was written down.
    assert _stored(any_database)[:3] == before[:3]


@pytest.fixture
def browser(api: TestClient, any_database: Database) -> TestClient:
    """A browser in which Anna is signed in."""
    sign_in(api, an_account(any_database))
    return api


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="no token"),
        pytest.param({"x-csrf-token": CANARY}, id="a wrong token"),
        pytest.param({"origin": "https://evil.example"}, id="another origin"),
        pytest.param({"sec-fetch-site": "cross-site"}, id="another site"),
    ],
)
def test_a_forged_decision_is_refused(
    browser: TestClient, any_database: Database, headers: dict[str, str]
) -> None:
    review = a_review(any_database)
    token = {"x-csrf-token": csrf_of(browser)}
    lease = browser.post("/v1/leases", json={"review": review}, headers=token).json()
    before = _stored(any_database)
    if "origin" in headers or "sec-fetch-site" in headers:
        headers = headers | token

    refused = browser.post("/v1/verdicts", json=a_decision(lease), headers=headers)

    _assert_problem(refused, 403, "forged-request")
    assert _stored(any_database) == before
    assert browser.post("/v1/verdicts", json=a_decision(lease), headers=token).status_code == 201


def test_a_session_that_was_ended_opens_nothing_when_it_is_replayed(
    browser: TestClient, any_database: Database
) -> None:
    review = a_review(any_database)
    csrf = csrf_of(browser)
    lease = browser.post(
        "/v1/leases", json={"review": review}, headers={"x-csrf-token": csrf}
    ).json()
    stolen = dict(browser.cookies)
    browser.post("/logout", data={"csrf": csrf}, follow_redirects=False)
    before = _stored(any_database)

    browser.cookies.update(stolen)
    refused = browser.post("/v1/verdicts", json=a_decision(lease), headers={"x-csrf-token": csrf})

    _assert_problem(refused, 401, "sign-in-required")
    assert _stored(any_database) == before
