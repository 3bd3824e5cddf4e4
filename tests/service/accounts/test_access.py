"""Every route of the application, and who may use it. A route without a row here fails."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import pytest
from fastapi.routing import APIRoute
from httpx2 import Response
from pydantic import SecretStr
from starlette.routing import BaseRoute
from starlette.testclient import TestClient

from service.accounts.tokens import derive
from service.accounts.users import disable_user
from service.app import create_app
from service.db.engine import Database
from service.keys.workflow import create_key, revoke_key
from service.security import make_key
from service.settings import Settings
from tests.fakes import FixedScorer
from tests.service.accounts.builders import a_session, an_account
from tests.service.conftest import AppMaker

# open: everybody; score: keys for scoring; shared: keys of any scope; page: whoever is signed in;
# senior: those of them who may adjudicate; review: whoever is signed in, and keys for reviewing.
Kind = Literal["open", "score", "shared", "page", "senior", "review"]

ROUTES: dict[Kind, set[str]] = {
    "open": {
        "GET /livez",
        "GET /readyz",
        "GET /metrics",
        "GET /docs",
        "GET /docs/style.css",
        "GET /problems/{slug}",
        "GET /login",
        "GET /oidc/start",
    },
    "score": {
        "GET /",
        "POST /",
        "POST /v1/scores",
        "GET /v1/scores/{score_id}",
    },
    # Scorers and reviewers alike have to know the signals.
    "shared": {"GET /v1/signals"},
    "page": {
        "GET /account",
        "POST /account/password",
        "POST /account/preferences",
        "POST /account/sessions",
        "POST /logout",
        "GET /insight",
        "GET /review",
        "GET /review/agreement",
        "GET /review/{review_id}",
        "GET /review/{review_id}/copies",
        "GET /review/{review_id}/history",
        "POST /review/next",
        "POST /review/views",
        "POST /review/views/{view_id}/delete",
        "POST /review/{review_id}/heartbeat",
        "POST /review/{review_id}/release",
        "POST /review/{review_id}/take",
        "POST /review/{review_id}/undo",
        "POST /review/{review_id}/verdict",
    },
    "senior": {"GET /review/conflicts"},
    "review": {
        "GET /v1/reviews",
        "GET /v1/reviews/{review_id}",
        "DELETE /v1/reviews/{review_id}/lease",
        "POST /v1/leases",
        "PUT /v1/leases/{lease_id}",
        "DELETE /v1/leases/{lease_id}",
        "POST /v1/verdicts",
        "GET /v1/verdicts",
        "GET /v1/verdicts/export",
        "GET /v1/verdicts/croissant.json",
        "GET /v1/verdicts/{verdict_id}",
        "POST /v1/verdicts/{verdict_id}/undo",
    },
}
# What only works with a token of its own: `test_forgery` and `test_oidc` bring it.
ELSEWHERE = {"POST /login", "GET /oidc/callback"}
# What the role may still refuse to somebody who may use the route.
BY_ROLE = {
    "DELETE /v1/reviews/{review_id}/lease",
    "GET /v1/verdicts/croissant.json",
    "GET /v1/verdicts/export",
}
# What leads to the sign-in page because it ends the session.
LEAVING = {"POST /logout", "POST /account/sessions"}

Visitor = Literal[
    "nobody", "reviewer", "senior", "admin", "score key", "review key", "revoked key",
    "key of nobody", "key of a disabled account",
]  # fmt: skip
VISITORS: tuple[Visitor, ...] = get_args(Visitor)
SESSIONS: dict[str, str] = {"reviewer": "rita", "senior": "sven", "admin": "ada"}
# Visitors who get in, by kind; the others are refused with the status of `REFUSED`.
ADMITTED: dict[Kind, set[Visitor]] = {
    "open": set(VISITORS),
    "score": {"score key"},
    "shared": {"score key", "review key"},
    "page": {"reviewer", "senior", "admin"},
    "senior": {"senior", "admin"},
    "review": {"reviewer", "senior", "admin", "review key"},
}
REFUSED: dict[tuple[Kind, Visitor], int] = {
    ("score", "review key"): 403,
    ("review", "score key"): 403,
    ("senior", "reviewer"): 403,
}


@dataclass(frozen=True)
class Service:
    """A service with accounts and keys, and how each visitor comes to it."""

    client: TestClient
    database: Database
    keys: dict[str, str]

    def ask(self, route: str, visitor: Visitor) -> Response:
        """Send a request as this visitor, with the token that the pages of a session carry."""
        method, path = route.split(" ")
        for name in ("score_id", "review_id", "lease_id", "verdict_id", "view_id"):
            path = path.replace(f"{{{name}}}", f"{name[0]}x_{'0' * 32}")
        self.client.cookies.clear()
        headers: dict[str, str] = {}
        if visitor in SESSIONS:
            token = a_session(self.database, SESSIONS[visitor])
            self.client.cookies.set("caveat_session", token)
            headers["x-csrf-token"] = derive(token, "csrf")
        elif visitor in self.keys:
            headers["authorization"] = f"Bearer {self.keys[visitor]}"
        has_body = path.startswith("/v1") and method in {"POST", "PUT"}
        return self.client.request(
            method,
            path.format(slug="role"),
            headers=headers,
            follow_redirects=False,
            json={} if has_body else None,
        )


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> Iterator[Service]:
    """One service for the whole module: a few hundred requests are sent to it."""
    path = tmp_path_factory.mktemp("access") / "caveat.db"
    shutil.copy(migrated_file, path)
    settings = Settings(database_url=SecretStr(f"sqlite:///{path}"), key_cache_s=0.0)
    app = create_app(settings, scorer=FixedScorer())
    database = app.state.desk.database
    an_account(database, "rita")
    an_account(database, "sven", "senior")
    an_account(database, "ada", "admin")
    an_account(database, "dora")
    keys = {
        "score key": create_key("a", ["score"], database=database),
        "review key": create_key("b", ["review"], user="ada", database=database),
        "revoked key": create_key("c", ["score"], database=database),
        "key of nobody": make_key(),
        "key of a disabled account": create_key("e", ["review"], user="dora", database=database),
    }
    revoke_key(keys["revoked key"].id, database=database)
    disable_user("dora", database=database)
    yield Service(TestClient(app), database, {visitor: key.text for visitor, key in keys.items()})
    database.close()


def _routes(routes: Iterable[BaseRoute]) -> Iterator[str]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield from (f"{method} {route.path}" for method in route.methods or ())
        elif (included := getattr(route, "original_router", None)) is not None:
            yield from _routes(included.routes)


def test_every_route_has_a_row(make_app: AppMaker) -> None:
    found = set(_routes(make_app().routes))

    assert found == set().union(ELSEWHERE, *ROUTES.values())


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize(
    ("kind", "route"), [(kind, route) for kind in ROUTES for route in sorted(ROUTES[kind])]
)
def test_each_route_lets_in_whom_its_row_names(
    service: Service, kind: Kind, route: str, visitor: Visitor
) -> None:
    answer = service.ask(route, visitor)

    if visitor in ADMITTED[kind]:
        allowed = {403} if route in BY_ROLE and visitor == "reviewer" else set()
        assert answer.status_code not in {401, 403} - allowed
        assert answer.headers.get("location", "").startswith("/login") is (route in LEAVING)
    elif kind in {"page", "senior"} and route.startswith("GET ") and visitor not in SESSIONS:
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login?next=/")
    else:
        assert answer.status_code == REFUSED.get((kind, visitor), 401)


@pytest.mark.parametrize(
    "route",
    sorted(
        route
        for kind in ("page", "senior", "review")
        for route in ROUTES[kind]
        if not route.startswith("GET ")
    ),
)
def test_what_another_site_sends_changes_nothing(service: Service, route: str) -> None:
    service.client.headers["sec-fetch-site"] = "cross-site"

    answer = service.ask(route, "admin")

    del service.client.headers["sec-fetch-site"]
    # A route may look for the review first; there is none.
    assert answer.status_code in {403, 404}
