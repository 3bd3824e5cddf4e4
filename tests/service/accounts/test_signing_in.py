"""Who signs in gets in, once, in this browser; on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from starlette.testclient import TestClient

from service.accounts import sessions, users
from service.accounts.sessions import Browser
from service.accounts.who import find_signed_in
from service.db.engine import Database
from service.db.tables import AuditRow, SessionRow, UserRow
from service.errors import SignInRequiredError
from tests.service.accounts.builders import PASSWORD, an_account, csrf_of, csrf_on, sign_in
from tests.service.conftest import AppMaker

BROWSER = Browser("192.0.2.7", None, lifetime_s=3600)


@pytest.fixture
def client(make_app: AppMaker, database_url: str) -> TestClient:
    """A browser at a service on a database of each kind."""
    return TestClient(make_app(database_url=SecretStr(database_url)))


def _actions(database: Database) -> list[tuple[str, str, str]]:
    with database.reading() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.sequence))
        return [(row.actor, row.action, row.subject) for row in rows]


def test_name_and_password_open_the_pages(client: TestClient, any_database: Database) -> None:
    an_account(any_database)

    answer = sign_in(client, next="/account")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/account"
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize("name", ["ANNA", " anna ", "\uff41nna"])
def test_a_name_is_the_same_in_any_case_and_width(
    client: TestClient, any_database: Database, name: str
) -> None:
    an_account(any_database)

    assert sign_in(client, name).status_code == 303


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("anna", "wrong horse battery staple"),
        ("nobody", PASSWORD),
        ("anna", ""),
        ("trial", ""),
        ("anna\x00", PASSWORD),
        ("\U0001f600" * 4000, PASSWORD),
    ],
    ids=ascii,
)
def test_a_refusal_does_not_tell_what_was_wrong(
    client: TestClient, any_database: Database, name: str, password: str
) -> None:
    an_account(any_database)

    answer = sign_in(client, name, password)

    assert answer.status_code == 401
    assert "Name or password is wrong." in answer.text
    assert "caveat_session" not in answer.headers["set-cookie"]


def test_a_refused_sign_in_is_written_down_without_the_name_that_was_typed(
    client: TestClient, any_database: Database
) -> None:
    an_account(any_database)
    sign_in(client, "kingfisher7261", "kingfisher7261kingfisher")

    assert _actions(any_database)[-1] == ("nobody", "session.refused", "sign-in")
    with any_database.reading() as session:
        kept = [f"{row.detail}{row.subject}" for row in session.scalars(select(AuditRow))]
    assert not [text for text in kept if "kingfisher" in text]


def test_signing_in_gives_another_cookie_whatever_was_there_before(
    client: TestClient, any_database: Database
) -> None:
    an_account(any_database)
    client.cookies.set("caveat_session", "a" * 43, domain="testserver.local", path="/")

    sign_in(client)

    assert client.cookies["caveat_session"] != "a" * 43
    assert find_signed_in("a" * 43, any_database) is None


def test_a_session_is_over_when_somebody_signs_in_again_in_its_browser(
    any_database: Database,
) -> None:
    an_account(any_database)
    old = sessions.sign_in("anna", PASSWORD, browser=BROWSER, database=any_database)

    again = Browser("192.0.2.7", old, lifetime_s=3600)
    new = sessions.sign_in("anna", PASSWORD, browser=again, database=any_database)

    assert find_signed_in(old, any_database) is None
    assert find_signed_in(new, any_database) is not None


def test_a_session_that_is_replayed_after_signing_out_opens_nothing(
    client: TestClient, any_database: Database
) -> None:
    an_account(any_database)
    sign_in(client)
    kept = client.cookies["caveat_session"]
    client.post("/logout", data={"csrf": csrf_of(client)})
    client.cookies.set("caveat_session", kept)

    page = client.get("/account", follow_redirects=False)

    assert page.status_code == 303
    assert page.headers["location"] == "/login?next=/account"
    assert client.get("/v1/verdicts").status_code == 401
    assert ("anna", "session.end", "anna") in _actions(any_database)


def test_a_session_ends_by_itself(any_database: Database) -> None:
    an_account(any_database)
    past = datetime.now(UTC) - timedelta(hours=2)

    token = sessions.sign_in("anna", PASSWORD, browser=BROWSER, database=any_database, now=past)

    assert find_signed_in(token, any_database) is None


def test_sessions_that_are_over_are_forgotten_when_new_ones_begin(any_database: Database) -> None:
    an_account(any_database)
    past = datetime.now(UTC) - timedelta(hours=2)
    sessions.sign_in("anna", PASSWORD, browser=BROWSER, database=any_database, now=past)

    sessions.sign_in("anna", PASSWORD, browser=BROWSER, database=any_database)

    with any_database.reading() as session:
        assert len(session.scalars(select(SessionRow)).all()) == 1


def test_the_database_holds_no_cookie_and_no_password(any_database: Database) -> None:
    an_account(any_database)

    token = sessions.sign_in("anna", PASSWORD, browser=BROWSER, database=any_database)

    with any_database.reading() as session:
        user = session.scalars(select(UserRow)).one()
        kept = session.scalars(select(SessionRow)).one()
    assert user.password_hash is not None
    assert user.password_hash.startswith("$argon2id$")
    assert PASSWORD not in user.password_hash
    assert token.encode() not in kept.token_sha256


def test_a_disabled_account_neither_signs_in_nor_stays_signed_in(
    client: TestClient, any_database: Database
) -> None:
    an_account(any_database)
    sign_in(client)

    users.disable_user("anna", database=any_database)

    assert client.get("/account", follow_redirects=False).status_code == 303
    assert sign_in(client).status_code == 401
    with pytest.raises(SignInRequiredError):
        sessions.sign_in("anna", PASSWORD, browser=BROWSER, database=any_database)


def test_another_role_holds_from_the_next_request_on(
    client: TestClient, any_database: Database
) -> None:
    an_account(any_database)
    sign_in(client)

    users.set_role("anna", "senior", database=any_database)

    assert "with the role senior" in client.get("/account").text


def test_another_process_knows_the_session_too(
    client: TestClient, make_app: AppMaker, any_database: Database, database_url: str
) -> None:
    an_account(any_database)
    sign_in(client)
    other = TestClient(make_app(database_url=SecretStr(database_url)))
    other.cookies.set("caveat_session", client.cookies["caveat_session"])

    answer = other.post("/logout", data={"csrf": csrf_of(client)}, follow_redirects=False)

    assert answer.status_code == 303
    assert client.get("/account", follow_redirects=False).status_code == 303


def test_who_is_signed_in_is_not_asked_again(client: TestClient, any_database: Database) -> None:
    an_account(any_database)
    sign_in(client)

    answer = client.get("/login?next=/insight", follow_redirects=False)

    assert answer.headers["location"] == "/insight"


@pytest.mark.parametrize(
    "wanted",
    ["https://example.org/", "//example.org", "/\\example.org", "\\\\example.org", "review",
     "/%0d%0aSet-Cookie:", "/\t/example.org", "javascript:alert(1)", "/logout", ""],
)  # fmt: skip
def test_signing_in_leads_nowhere_else(
    client: TestClient, any_database: Database, wanted: str
) -> None:
    an_account(any_database)

    location = sign_in(client, next=wanted).headers["location"]

    assert location in {"/review", "/%0d%0aSet-Cookie:"}


def test_the_form_keeps_the_name_and_never_the_password(
    client: TestClient, any_database: Database
) -> None:
    an_account(any_database)

    answer = sign_in(client, 'a"><script>', "kingfisher7261 kingfisher")

    assert "a&#34;&gt;&lt;script&gt;" in answer.text
    assert "kingfisher" not in answer.text
    assert csrf_on(answer)
