"""Without accounts and keys, on this machine only, the pages work as a trial and say so."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from starlette.testclient import TestClient

from service.accounts import trial, users
from service.db.engine import Database
from service.db.tables import AuditRow, UserRow
from service.keys.workflow import create_key, revoke_key
from service.settings import Settings
from tests.service.accounts.builders import an_account, csrf_on
from tests.service.conftest import AppMaker


def test_a_visitor_acts_as_admin_and_is_told_so(client: TestClient) -> None:
    page = client.get("/account")

    assert page.status_code == 200
    assert "Trial without accounts" in page.text
    assert "with the role admin" in page.text


def test_the_trial_is_guarded_against_forged_forms_too(client: TestClient) -> None:
    page = client.get("/account")

    forged = client.post("/account/preferences", data={"csrf": "0" * 64})
    own = client.post("/account/preferences", data={"csrf": csrf_on(page)}, follow_redirects=False)

    assert forged.status_code == 403
    assert own.status_code == 303


def test_a_tool_may_try_the_api_and_another_site_may_not(client: TestClient) -> None:
    assert client.get("/v1/verdicts").status_code == 200
    assert client.post("/v1/leases", json={}).status_code != 401
    foreign = client.post("/v1/leases", json={}, headers={"origin": "https://example.org"})
    assert foreign.status_code == 403


def test_the_first_account_ends_the_trial_at_once_and_for_good(
    client: TestClient, database: Database
) -> None:
    client.get("/account")
    an_account(database)

    assert client.get("/account", follow_redirects=False).status_code == 303
    assert client.get("/v1/reviews").status_code == 401
    users.disable_user("anna", database=database)
    assert client.get("/account", follow_redirects=False).status_code == 303


def test_the_first_key_ends_the_trial_for_good(client: TestClient, database: Database) -> None:
    key = create_key("newsroom", ["score"], database=database)
    revoke_key(key.id, database=database)

    page = client.get("/review")

    assert page.status_code == 403
    assert "caveat users create" in page.text
    assert client.get("/login").status_code == 403
    assert client.get("/v1/reviews").status_code == 401


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1"])  # noqa: S104 - that it is open is the point
def test_other_machines_get_no_trial(make_app: AppMaker, host: str) -> None:
    client = TestClient(make_app(host=host))

    page = client.get("/review")

    assert page.status_code == 403
    assert "caveat users create" in page.text
    assert client.get("/v1/reviews").status_code == 401


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost:8000", 200),
        ("[::1]:8000", 200),
        ("rebound.example.org", 403),
        ("rebound.example.org:8000", 403),
        ("192.0.2.1", 403),
        ("[2001:db8::1]:8000", 403),
    ],
)
def test_a_site_that_points_its_name_at_this_machine_gets_no_trial(
    client: TestClient, host: str, expected: int
) -> None:
    assert client.get("/account", headers={"host": host}).status_code == expected
    assert (client.get("/v1/verdicts", headers={"host": host}).status_code == 200) is (
        expected == 200
    )


def test_with_an_account_alone_other_machines_do_not_score(
    make_app: AppMaker, database: Database
) -> None:
    an_account(database)
    client = TestClient(make_app(host="192.0.2.1"))

    assert client.get("/login").status_code == 200
    assert client.get("/v1/signals").status_code == 401


def test_two_processes_make_one_moderator_for_the_trial(any_database: Database) -> None:
    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda _: trial.trial_moderator(any_database).id, range(12)))

    with any_database.reading() as session:
        assert [row.id for row in session.scalars(select(UserRow))] == made[:1]
        assert len(session.scalars(select(AuditRow)).all()) == 1
    assert len(set(made)) == 1


def test_the_door_is_the_same_on_both_databases(any_database: Database, database_url: str) -> None:
    here = Settings(database_url=SecretStr(database_url))

    before = trial.find_door(here, any_database)
    create_key("newsroom", ["score"], database=any_database)
    between = trial.find_door(here, any_database)
    an_account(any_database)

    assert [before, between, trial.find_door(here, any_database)] == ["trial", "closed", "accounts"]
