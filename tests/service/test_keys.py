"""Who has a key gets in, who has none does not, and nobody can read one out of anything."""

from __future__ import annotations

import base64
import logging
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from service.db.engine import Database
from service.errors import KeyRequiredError, KeyScopeError, NotFoundError
from service.gate import REVIEW_FOLDERS, is_under
from service.keys.workflow import create_key, list_keys, revoke_key
from service.security import KeyRecord, check_key, load_keys, make_key
from service.telemetry import JsonLines
from tests.builders import a_request
from tests.service.conftest import AppMaker

ID = "sc_" + "0" * 32


def _bearer(key: str) -> dict[str, str]:
    return {"authorization": f"Bearer {key}"}


def _operations(client: TestClient) -> list[tuple[str, str]]:
    """Every operation for scoring, from the description: a new route is tested without being named here.

    Those for moderators are `tests/service/accounts/test_access.py`'s.
    """
    paths: dict[str, dict[str, Any]] = client.get("/openapi.json").json()["paths"]
    return [
        (method, path.replace("{score_id}", ID))
        for path, operations in paths.items()
        for method in operations
        if path.startswith("/v1") and not is_under(path, REVIEW_FOLDERS)
    ]


def test_without_any_key_nobody_is_asked_for_one(client: TestClient) -> None:
    assert client.get("/v1/signals").status_code == 200


def test_with_a_key_every_operation_asks_for_one(client: TestClient, database: Database) -> None:
    create_key("newsroom", ["score"], database=database)

    operations = _operations(client)

    assert len(operations) >= 3
    for method, path in operations:
        response = client.request(method, path, json=a_request())
        assert response.status_code == 401, path
        assert response.json()["type"] == "/problems/key-required"
        assert response.headers["www-authenticate"].startswith("Bearer")


def test_a_valid_key_opens_every_operation(client: TestClient, database: Database) -> None:
    key = create_key("newsroom", ["score"], database=database)

    for method, path in _operations(client):
        response = client.request(method, path, json=a_request(), headers=_bearer(key.text))
        assert response.status_code in {200, 404}


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics", "/openapi.json", "/docs"])
def test_health_and_reference_stay_open(client: TestClient, database: Database, path: str) -> None:
    create_key("newsroom", ["score"], database=database)

    assert client.get(path).status_code == 200


def test_a_route_that_nobody_thought_of_is_guarded(client: TestClient, database: Database) -> None:
    create_key("newsroom", ["score"], database=database)

    assert client.get("/anything").status_code == 401


def test_a_page_lets_the_browser_ask_for_the_key(client: TestClient, database: Database) -> None:
    key = create_key("newsroom", ["score"], database=database)

    refused = client.get("/")
    pair = base64.b64encode(f"anybody:{key.text}".encode()).decode()
    opened = client.get("/", headers={"authorization": f"Basic {pair}"})

    assert refused.headers["www-authenticate"].startswith("Basic")
    assert opened.status_code == 200


def test_a_revoked_key_is_refused(client: TestClient, database: Database) -> None:
    key = create_key("newsroom", ["score"], database=database)
    revoke_key(key.id, database=database)

    assert client.get("/v1/signals", headers=_bearer(key.text)).status_code == 401


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer caveat_x",
        "Basic !!!",
        "Basic QUJD",
        "Digest a=b",
        "\xff\xfe",
    ],
)
def test_what_is_no_key_is_refused(
    client: TestClient, database: Database, authorization: str
) -> None:
    create_key("newsroom", ["score"], database=database)

    headers = [(b"authorization", authorization.encode("latin-1"))]
    assert client.get("/v1/signals", headers=headers).status_code == 401


def test_a_key_with_one_changed_digit_is_refused(client: TestClient, database: Database) -> None:
    key = create_key("newsroom", ["score"], database=database).text
    changed = key[:-1] + ("0" if key[-1] != "0" else "1")

    assert client.get("/v1/signals", headers=_bearer(changed)).status_code == 401


def test_without_a_key_a_large_body_is_not_even_read(
    client: TestClient, database: Database
) -> None:
    create_key("newsroom", ["score"], database=database)

    response = client.post("/v1/scores", content=b"a" * 2_000_000)

    assert response.status_code == 401


def test_a_key_of_another_scope_is_forbidden_to_score() -> None:
    key = make_key()
    record = KeyRecord(key.id, key.secret_sha256, frozenset({"other"}), is_revoked=False)

    with pytest.raises(KeyScopeError):
        check_key(key.text, {key.id: record}, "score")


def test_an_unknown_key_is_refused_like_a_wrong_one() -> None:
    with pytest.raises(KeyRequiredError):
        check_key(make_key().text, {}, "score")


def test_a_key_cannot_be_read_out_of_the_database(database: Database, tmp_path: Path) -> None:
    key = create_key("newsroom", ["score"], database=database)
    secret = key.text.rpartition("_")[2]

    kept = b"".join(path.read_bytes() for path in tmp_path.glob("caveat.db*"))

    assert key.id.encode() in kept
    assert secret.encode() not in kept
    assert secret[:64].encode() not in kept


def test_a_key_is_never_logged(
    make_app: AppMaker, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    key = create_key("newsroom", ["score"], database=database)
    client = TestClient(make_app())

    with caplog.at_level(logging.DEBUG):
        client.get("/v1/signals", headers=_bearer(key.text))
        client.get(f"/v1/signals?key={key.text}", headers=_bearer(key.text + "0"))

    lines = [JsonLines().format(record) for record in caplog.records if record.name == "caveat"]
    assert lines
    assert not [line for line in lines if key.text in line]
    assert key.text not in client.get("/metrics").text


def test_a_list_of_keys_holds_no_secret(database: Database) -> None:
    key = create_key("newsroom", ["score"], database=database)

    [summary] = list_keys(database=database)

    assert summary.id == key.id
    assert key.text not in repr(summary)
    assert key.text not in repr(key)


def test_revoking_an_unknown_key_is_refused(database: Database) -> None:
    with pytest.raises(NotFoundError):
        revoke_key("0" * 16, database=database)


def test_a_revoked_key_stays_on_record(database: Database) -> None:
    """That a key ever existed is why requests without one stay refused."""
    key = create_key("newsroom", ["score"], database=database)
    revoke_key(key.id, database=database)

    assert load_keys(database)[key.id].is_revoked
