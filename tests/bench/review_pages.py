"""The pages of moderators over HTTP, from a real server process on a seeded database: what a browser waits for."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from http import HTTPStatus
from typing import Final
from uuid import uuid4

from httpx2 import Client, Response, TransportError

from service.accounts.users import create_user
from service.db.engine import Database

PAGES: Final = {
    "page, queue": "/review",
    "page, queue by risk": "/review?order=risk",
    "page, queue, band high": "/review?band=high",
    "page, search": "/review?search=bada",
    "page, insight of 30 days": "/insight?window=30",
    "page, agreement": "/review/agreement",
}
_PATIENCE_S: Final = 30
_PASSWORD: Final = uuid4().hex
_FIELD: Final = r'name="{}" value="([^"]*)"'


class Visitor:
    """A browser without an engine: signs in, follows forms, and takes the time of each answer."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.times: dict[str, list[float]] = {}

    def sign_in(self, name: str) -> None:
        """Through the form, as everybody does."""
        fields = self._fields(self._client.get("/login"), "csrf")
        self._post("/login", fields | {"name": name, "password": _PASSWORD})

    def look(self, rounds: int) -> None:
        """Every page once to warm up, then in rounds."""
        for what, address in PAGES.items():
            self._client.get(address)
            for _ in range(rounds):
                self._timed(what, partial(self._client.get, address))

    def work(self, rounds: int) -> None:
        """Next, read, save."""
        for _ in range(rounds):
            fields = self._fields(self._client.get("/review"), "csrf")
            given = self._timed("page, next", partial(self._post, "/review/next", fields))
            address = given.headers["location"]
            page = self._timed("page, reading", partial(self._client.get, address))
            decision = self._fields(page, "csrf", "version", "lease") | {"rating": "3"}
            saving = f"{address.partition('?')[0]}/verdict"
            self._timed("page, verdict", partial(self._post, saving, decision))

    def _post(self, address: str, fields: dict[str, str]) -> Response:
        response = self._client.post(address, data=fields)
        if response.status_code != HTTPStatus.SEE_OTHER:
            raise RuntimeError(f"{address} answered {response.status_code}")
        return response

    def _timed(self, what: str, act: Callable[[], Response]) -> Response:
        began = time.perf_counter()
        response = act()
        self.times.setdefault(what, []).append(1e3 * (time.perf_counter() - began))
        return response

    def _fields(self, page: Response, *names: str) -> dict[str, str]:
        found = {name: re.search(_FIELD.format(name), page.text) for name in names}
        return {name: match[1] for name, match in found.items() if match is not None}


def time_pages(database: Database, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each page, as a client on the same machine sees them."""
    name = f"bench{uuid4().hex[:8]}"
    create_user(name, "admin", password=_PASSWORD, database=database)
    with _served(database) as client:
        visitor = Visitor(client)
        visitor.sign_in(name)
        visitor.look(rounds)
        visitor.work(rounds)
    return visitor.times


@contextlib.contextmanager
def _served(database: Database) -> Iterator[Client]:
    url = database.writer.url.render_as_string(hide_password=False)
    environment = os.environ | {"CAVEAT_DATABASE_URL": url, "CAVEAT_LOG_LEVEL": "error"}
    port = _free_port()
    command = [sys.executable, "-m", "service", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment)
    try:
        with Client(base_url=f"http://127.0.0.1:{port}", timeout=_PATIENCE_S) as client:
            _wait_for(client)
            yield client
    finally:
        process.terminate()
        process.wait()


def _wait_for(client: Client) -> None:
    until = time.monotonic() + _PATIENCE_S
    while time.monotonic() < until:
        with contextlib.suppress(TransportError):
            if client.get("/livez").is_success:
                return
        time.sleep(0.1)
    raise RuntimeError("the service did not start")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
