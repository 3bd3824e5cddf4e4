"""The real service on the loopback interface, and a real browser in front of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import uvicorn
from pydantic import SecretStr

from models import Scorer
from service.app import create_app
from service.db import migrate
from service.db.engine import open_database
from service.settings import Settings
from tests.pages.scorers import EchoScorer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

_PATIENCE_S = 30


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A database of our own."""
    url = f"sqlite:///{tmp_path_factory.mktemp('pages') / 'caveat.db'}"
    database = open_database(url)
    migrate.upgrade(database.writer)
    database.close()
    return Settings(database_url=SecretStr(url), log_level="error")


@pytest.fixture(scope="session")
def site(settings: Settings) -> Iterator[str]:
    """The service with the shipped bundle."""
    with serving(settings) as address:
        yield address


@pytest.fixture(scope="session")
def echo_site(settings: Settings) -> Iterator[str]:
    """The service with a scorer whose answers repeat the submitted words everywhere."""
    with serving(settings, EchoScorer()) as address:
        yield address


@contextmanager
def serving(settings: Settings, scorer: Scorer | None = None) -> Iterator[str]:
    """Run the service on a free port of the loopback interface."""
    config = uvicorn.Config(create_app(settings, scorer=scorer), port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + _PATIENCE_S
    while not server.started:
        assert time.monotonic() < deadline, "the service did not start"
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(_PATIENCE_S)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser profile without animation."""
    fresh = browser.new_context(reduced_motion="reduce")
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """An empty tab."""
    return context.new_page()
