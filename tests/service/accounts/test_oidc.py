"""Signing in through an identity provider, and every way in which its word is not enough."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from httpx2 import Response
from joserfc.jwk import RSAKey
from pydantic import SecretStr
from sqlalchemy import select
from starlette.testclient import TestClient

from service.accounts.oidc_settings import fault_of
from service.accounts.users import Identity, create_user, disable_user
from service.db.engine import Database
from service.db.tables import AuditRow
from service.settings import Settings
from tests.service.accounts.builders import an_account
from tests.service.accounts.provider import CLIENT, SECRET, Provider, providing
from tests.service.conftest import AppMaker

ORIGIN = "http://testserver"


@pytest.fixture(scope="module")
def shared_provider() -> Iterator[Provider]:
    """One provider for the module: making its key takes a while."""
    with providing() as provider:
        yield provider


@pytest.fixture
def provider(shared_provider: Provider) -> Provider:
    """The provider, without the faults of the test before."""
    shared_provider.claims = {}
    shared_provider.left_out = set()
    shared_provider.description = {}
    shared_provider.signing_key = None
    shared_provider.status = 200
    return shared_provider


@pytest.fixture
def client(make_app: AppMaker, provider: Provider, database: Database) -> TestClient:
    """A browser at a service that trusts the provider and has prepared one account."""
    create_user(
        "anna", "reviewer", database=database, identity=Identity(provider.address, "subject-1")
    )
    settings = {
        "public_url": ORIGIN,
        "oidc_issuer": provider.address,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SecretStr(SECRET),
    }
    return TestClient(make_app(**settings))


def _leave(client: TestClient, wanted: str = "/account") -> Response:
    return client.get("/oidc/start", params={"next": wanted}, follow_redirects=False)


def _come_back(client: TestClient, query: dict[str, str]) -> Response:
    return client.get("/oidc/callback", params=query, follow_redirects=False)


def _sign_in(client: TestClient, provider: Provider, wanted: str = "/account") -> Response:
    return _come_back(client, provider.authorize(_leave(client, wanted).headers["location"]))


def test_whom_the_provider_vouches_for_gets_in(client: TestClient, provider: Provider) -> None:
    answer = _sign_in(client, provider)

    assert answer.status_code == 303
    assert answer.headers["location"] == "/account"
    page = client.get("/account")
    assert "signed in as <strong>anna</strong>" in page.text
    assert "Present password" not in page.text


def test_the_sign_in_page_offers_the_provider(client: TestClient) -> None:
    assert "/oidc/start?next=/insight" in client.get("/login?next=/insight").text


def test_without_a_provider_there_is_no_such_way(make_app: AppMaker, database: Database) -> None:
    an_account(database)
    client = TestClient(make_app())

    assert "/oidc/" not in client.get("/login").text
    assert _leave(client).status_code == 404
    assert _come_back(client, {"code": "x", "state": "y"}).status_code == 404


def test_the_provider_cannot_send_the_browser_elsewhere(
    client: TestClient, provider: Provider
) -> None:
    assert _sign_in(client, provider, "//example.org").headers["location"] == "/review"


@pytest.mark.parametrize("state", ["", "x", "x.Lw==", "0" * 64 + ".L2FjY291bnQ="])
def test_a_state_that_was_not_ours_is_refused(
    client: TestClient, provider: Provider, state: str
) -> None:
    query = provider.authorize(_leave(client).headers["location"])

    answer = _come_back(client, query | {"state": state})

    assert answer.status_code == 403
    assert "caveat_session" not in client.cookies


def test_the_way_back_belongs_to_the_browser_that_left(
    client: TestClient, provider: Provider
) -> None:
    """Otherwise somebody could be signed in to the attacker's account by a link."""
    query = provider.authorize(_leave(client).headers["location"])
    client.cookies.clear()

    assert _come_back(client, query).status_code == 403


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"aud": "somebody-else"},
        {"aud": [CLIENT, "somebody-else"], "azp": "somebody-else"},
        {"iss": "https://example.org"},
        {"exp": int(time.time()) - 3600},
        {"iat": int(time.time()) + 3600},
    ],
    ids=["nonce", "audience", "party", "issuer", "expired", "not yet"],
)
def test_a_token_that_is_not_for_us_now_is_refused(
    client: TestClient, provider: Provider, claims: dict[str, object]
) -> None:
    provider.claims = claims

    answer = _sign_in(client, provider)

    assert answer.status_code == 403
    assert "caveat_session" not in client.cookies


@pytest.mark.parametrize("name", ["nonce", "aud", "exp", "iss", "sub"])
def test_a_token_that_leaves_something_out_is_refused(
    client: TestClient, provider: Provider, name: str
) -> None:
    provider.left_out = {name}

    assert _sign_in(client, provider).status_code == 403


def test_a_token_that_somebody_else_signed_is_refused(
    client: TestClient, provider: Provider
) -> None:
    provider.signing_key = RSAKey.generate_key(2048, {"kid": "one"})

    assert _sign_in(client, provider).status_code == 403


def test_a_code_works_once(client: TestClient, provider: Provider) -> None:
    query = provider.authorize(_leave(client).headers["location"])
    kept = client.cookies["caveat_login"]
    _come_back(client, query)
    client.cookies.clear()
    client.cookies.set("caveat_login", kept)

    assert _come_back(client, query).status_code == 403


def test_who_says_no_at_the_provider_is_told_so(client: TestClient, provider: Provider) -> None:
    query = provider.authorize(_leave(client).headers["location"])

    answer = _come_back(client, {"error": "access_denied", "state": query["state"]})

    assert answer.status_code == 403
    assert "access_denied" not in answer.text


def test_nobody_gets_an_account_by_being_known_to_the_provider(
    client: TestClient, provider: Provider, database: Database
) -> None:
    provider.claims = {"sub": "subject-2"}

    answer = _sign_in(client, provider)

    assert answer.status_code == 403
    assert "caveat users create" in answer.text
    with database.reading() as session:
        last = session.scalars(select(AuditRow).order_by(AuditRow.sequence.desc())).first()
    assert last is not None
    assert (last.action, last.detail) == ("session.refused", '{"reason":"subject"}')


def test_a_disabled_account_stays_closed(
    client: TestClient, provider: Provider, database: Database
) -> None:
    disable_user("anna", database=database)

    assert _sign_in(client, provider).status_code == 403


@pytest.mark.parametrize(
    "description",
    [
        {"issuer": "https://example.org"},
        {"token_endpoint": "http://example.org/token"},
        {"jwks_uri": None},
    ],
)
def test_a_provider_that_describes_itself_wrongly_is_not_asked(
    client: TestClient, provider: Provider, description: dict[str, object]
) -> None:
    provider.description = description

    assert _leave(client).status_code == 503


def test_a_provider_that_fails_costs_a_page_that_says_so(
    client: TestClient, provider: Provider
) -> None:
    query = provider.authorize(_leave(client).headers["location"])
    provider.status = 500

    leaving, coming = _leave(client), _come_back(client, query)

    for answer in (leaving, coming):
        assert answer.status_code == 503
        assert "caveat_session" not in client.cookies
    assert "The identity provider does not answer" in leaving.text
    assert leaving.headers["retry-after"] == "30"


def test_a_provider_that_is_gone_costs_a_page_that_says_so(
    make_app: AppMaker, database: Database
) -> None:
    an_account(database)
    with providing() as provider:
        address = provider.address
    client = TestClient(make_app(public_url=ORIGIN, oidc_issuer=address, oidc_client_id=CLIENT))

    answer = _leave(client)

    assert answer.status_code == 503
    assert client.get("/login").status_code == 200


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, None),
        ({"oidc_issuer": "https://id.example"}, "CAVEAT_PUBLIC_URL"),
        ({"oidc_client_id": "caveat"}, "CAVEAT_OIDC_ISSUER"),
        (
            {"oidc_issuer": "http://id.example", "oidc_client_id": "a", "public_url": ORIGIN},
            "https://",
        ),
        (
            {"oidc_issuer": "https://id.example", "oidc_client_id": "a", "public_url": ORIGIN},
            None,
        ),
    ],
)
def test_settings_that_cannot_work_are_told_at_the_start(
    changes: dict[str, str], word: str | None
) -> None:
    fault = fault_of(Settings.model_validate(changes))

    assert fault is None if word is None else word in (fault or "")
