"""What another site makes a browser send changes nothing, and nobody is signed in unawares."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from service.accounts import own
from service.accounts.people import moderator_of
from service.accounts.store import find_user
from service.db.engine import Database
from service.roles import Moderator
from tests.service.accounts.builders import PASSWORD, an_account, csrf_of, csrf_on, sign_in
from tests.service.conftest import AppMaker

HABITS = {"break_after_min": "25"}


def _anna(database: Database) -> Moderator:
    with database.reading() as session:
        row = find_user(session, "anna")
        assert row is not None
        return moderator_of(row)


@pytest.fixture
def signed_in(client: TestClient, database: Database) -> TestClient:
    """A browser in which Anna has signed in."""
    an_account(database)
    assert sign_in(client).status_code == 303
    return client


@pytest.mark.parametrize("token", ["", "0" * 64, "\u00e9", "x" * 10_000])
def test_a_form_without_the_token_of_the_session_changes_nothing(
    signed_in: TestClient, database: Database, token: str
) -> None:
    answer = signed_in.post("/account/preferences", data=HABITS | {"csrf": token})

    assert answer.status_code == 403
    assert "Nothing was stored" in answer.text
    assert _anna(database).preferences.break_after_min == 0


def test_the_token_of_another_session_does_not_help(
    signed_in: TestClient, make_app: AppMaker, database: Database
) -> None:
    other = TestClient(make_app())
    an_account(database, "bert")
    sign_in(other, "bert")

    answer = signed_in.post("/account/preferences", data=HABITS | {"csrf": csrf_of(other)})

    assert answer.status_code == 403


def test_the_header_of_htmx_counts_like_the_field(
    signed_in: TestClient, database: Database
) -> None:
    headers = {"x-csrf-token": csrf_of(signed_in)}

    signed_in.post("/account/preferences", data=HABITS, headers=headers)

    assert _anna(database).preferences.break_after_min == 25


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://example.org"},
        {"origin": "null"},
        {"origin": "http://testserver.example.org"},
        {"origin": "http://testserver", "sec-fetch-site": "cross-site"},
    ],
)
def test_even_with_the_token_another_site_is_refused(
    signed_in: TestClient, database: Database, headers: dict[str, str]
) -> None:
    data = HABITS | {"csrf": csrf_of(signed_in)}

    answer = signed_in.post("/account/preferences", data=data, headers=headers)

    assert answer.status_code == 403
    assert _anna(database).preferences.break_after_min == 0


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://testserver"},
        {"origin": "https://testserver", "sec-fetch-site": "same-origin"},
        {"origin": "null", "sec-fetch-site": "same-origin"},
    ],
)
def test_our_own_page_is_not_refused(
    signed_in: TestClient, database: Database, headers: dict[str, str]
) -> None:
    data = HABITS | {"csrf": csrf_of(signed_in)}

    signed_in.post("/account/preferences", data=data, headers=headers)

    assert _anna(database).preferences.break_after_min == 25


def test_behind_a_proxy_the_public_address_is_our_own(
    make_app: AppMaker, database: Database
) -> None:
    an_account(database)
    client = TestClient(make_app(public_url="http://caveat.example"))
    client.headers["origin"] = "http://caveat.example"

    assert sign_in(client).status_code == 303


def test_a_page_that_is_refused_keeps_what_was_typed_but_no_secret(
    signed_in: TestClient,
) -> None:
    data = {
        "csrf": "0" * 64,
        "note": "The quote is <b>cut</b>.",
        "rating": "4",
        "password": PASSWORD,
    }

    answer = signed_in.post("/review/rv_x/undo", data=data)

    assert answer.status_code == 403
    assert "The quote is &lt;b&gt;cut&lt;/b&gt;." in answer.text
    assert PASSWORD not in answer.text


def test_a_form_that_is_sent_after_the_session_ended_keeps_what_was_typed(
    signed_in: TestClient, database: Database
) -> None:
    own.sign_out_everywhere(_anna(database), database=database)

    answer = signed_in.post("/review/rv_x/verdict", data={"note": "Who says so?", "lease": "ls_1"})

    assert answer.status_code == 401
    assert "Who says so?" in answer.text
    assert "ls_1" not in answer.text
    assert "/login?next=/review/rv_x" in answer.text


def test_a_part_that_htmx_asks_for_leads_the_whole_page_to_sign_in(
    client: TestClient, database: Database
) -> None:
    an_account(database)
    headers = {"hx-request": "true", "hx-current-url": "http://testserver/review?band=high"}

    answer = client.get("/review?search=x", headers=headers, follow_redirects=False)

    assert answer.status_code == 401
    assert answer.headers["hx-redirect"] == "/login?next=/review%3Fband%3Dhigh"


def test_nobody_is_signed_in_by_a_form_of_another_site(
    client: TestClient, make_app: AppMaker, database: Database
) -> None:
    """Otherwise somebody could be made to decide in the attacker's account."""
    an_account(database)
    attacker = TestClient(make_app())
    token = csrf_on(attacker.get("/login"))
    data = {"csrf": token, "name": "anna", "password": PASSWORD}

    without_cookie = client.post("/login", data=data, follow_redirects=False)
    client.get("/login")
    with_another = client.post("/login", data=data, follow_redirects=False)

    assert without_cookie.status_code == 403
    assert with_another.status_code == 403
    assert "caveat_session" not in client.cookies


@pytest.mark.parametrize(
    ("path", "extra"),
    [
        ("/login", {"role": "admin"}),
        ("/logout", {"user_id": "1"}),
        ("/account/password", {"name": "bert"}),
        ("/account/sessions", {"all": "1"}),
        ("/account/preferences", {"role": "admin"}),
        ("/account/preferences", {"key-nothing": "z"}),
    ],
)
def test_a_field_that_no_form_has_changes_nothing(
    signed_in: TestClient, database: Database, path: str, extra: dict[str, str]
) -> None:
    before = _anna(database)

    answer = signed_in.post(path, data={"csrf": csrf_of(signed_in)} | extra)

    assert answer.status_code == 422
    assert _anna(database) == before
    assert signed_in.get("/account").status_code == 200


@pytest.mark.parametrize("path", ["/login", "/account"])
def test_no_other_site_can_put_our_pages_into_a_frame(signed_in: TestClient, path: str) -> None:
    headers = signed_in.get(path).headers

    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe-inline" not in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


def test_no_script_reads_the_cookie_and_no_other_site_sends_it(
    client: TestClient, database: Database
) -> None:
    an_account(database)

    header = next(
        value
        for value in sign_in(client).headers.get_list("set-cookie")
        if value.startswith("caveat_session=")
    )

    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=43200"} <= set(header.split("; "))


def test_over_tls_the_cookie_is_bound_to_this_host(make_app: AppMaker, database: Database) -> None:
    an_account(database)
    client = TestClient(
        make_app(public_url="https://caveat.example"), base_url="https://caveat.example"
    )

    headers = sign_in(client).headers.get_list("set-cookie")

    session = next(one for one in headers if one.startswith("__Host-caveat_session="))
    assert "Secure" in session.split("; ")
    assert client.get("/account").status_code == 200
