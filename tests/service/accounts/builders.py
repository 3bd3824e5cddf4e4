"""Accounts to sign in with, and a browser that does."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from httpx2 import Response
from starlette.testclient import TestClient

from service.accounts.sessions import Browser, begin_session
from service.accounts.store import find_user
from service.accounts.users import create_user
from service.db.engine import Database
from service.roles import Role

PASSWORD = "correct horse battery staple"  # noqa: S105 - of a test
_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


def an_account(database: Database, name: str = "anna", role: Role = "reviewer") -> str:
    """An account that signs in with `PASSWORD`; its name."""
    create_user(name, role, database=database, password=PASSWORD)
    return name


def csrf_on(response: Response) -> str:
    """The token that the forms of a page carry."""
    found = _TOKEN.search(response.text)
    assert found is not None, response.text[:500]
    return found[1]


def sign_in(
    client: TestClient, name: str = "anna", password: str = PASSWORD, **fields: str
) -> Response:
    """Fill in the sign-in form as a browser does; the answer, not followed."""
    form = client.get("/login", follow_redirects=False)
    data = {"csrf": csrf_on(form), "name": name, "password": password} | fields
    return client.post("/login", data=data, follow_redirects=False)


def csrf_of(client: TestClient) -> str:
    """The token of the session that a client has."""
    return csrf_on(client.get("/account"))


def a_session(database: Database, name: str) -> str:
    """The cookie of a browser in which an account is signed in, without the cost of a password."""
    with database.recording() as session:
        user = find_user(session, name)
        assert user is not None
        browser = Browser("192.0.2.1", None, lifetime_s=3600)
        return begin_session(session, user, browser=browser, now=datetime.now(UTC))
