"""Liveness asks nothing of anybody; readiness names what is missing."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from tests.builders import a_request
from tests.service.conftest import AppMaker


def test_a_migrated_service_is_ready(client: TestClient) -> None:
    assert client.get("/readyz").json() == {
        "status": "ready",
        "mode": "linear",
        "degraded": [],
        "lexicons": {"status": "none", "live": 0, "shadow": 0, "faults": 0},
    }


def test_without_tables_it_lives_but_is_not_ready(make_app: AppMaker, tmp_path: Path) -> None:
    client = TestClient(make_app(database_url=f"sqlite:///{tmp_path}/new.db"))

    assert client.get("/livez").status_code == 200
    problem = client.get("/readyz")
    assert problem.status_code == 503
    assert problem.json()["errors"][0]["do"] == "Run `caveat migrate`."


def test_without_a_database_it_lives_but_is_not_ready(make_app: AppMaker, tmp_path: Path) -> None:
    client = TestClient(make_app(database_url=f"sqlite:///{tmp_path}/none/none.db"))

    assert client.get("/livez").status_code == 200
    assert client.get("/readyz").status_code == 503
    assert client.get("/readyz").headers["retry-after"]


def test_before_the_keys_were_read_nobody_gets_in(make_app: AppMaker, tmp_path: Path) -> None:
    client = TestClient(make_app(database_url=f"sqlite:///{tmp_path}/none/none.db"))

    response = client.post("/v1/scores", json=a_request())

    assert response.status_code == 503
    assert response.json()["type"] == "/problems/storage-unavailable"


def test_when_the_database_is_lost_scoring_without_storing_goes_on(
    make_app: AppMaker, tmp_path: Path
) -> None:
    client = TestClient(make_app())
    client.get("/v1/signals")
    for path in tmp_path.glob("caveat.db*"):
        path.write_bytes(b"no database" * 1000)

    assert client.post("/v1/scores", json=a_request()).status_code == 200
    lost = client.post("/v1/scores", json=a_request(store=True))
    assert lost.status_code == 503
    assert lost.headers["retry-after"]
