"""A migrated database, an application around a scorer that computes almost nothing, and a real server."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
import uvicorn
from fastapi import FastAPI
from httpx2 import Client
from pydantic import SecretStr
from starlette.testclient import TestClient

from models import Scorer
from service.app import create_app
from service.db import migrate
from service.db.engine import Database, open_database
from service.protocol import DeadlineProtocol
from service.settings import Settings
from tests.fakes import FixedScorer

POSTGRES = "postgresql://postgres@127.0.0.1:5432"

AppMaker = Callable[..., FastAPI]


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite database that the migrations have built, to be copied."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    database = open_database(f"sqlite:///{path}")
    migrate.upgrade(database.writer)
    database.close()
    return path


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """A database of the test's own."""
    path = tmp_path / "caveat.db"
    shutil.copy(migrated_file, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url() -> Iterator[str]:
    """A fresh PostgreSQL database, dropped afterwards."""
    name = f"caveat_{uuid4().hex}"
    try:
        server = psycopg.connect(f"{POSTGRES}/test", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        pytest.skip("no PostgreSQL answers on 127.0.0.1:5432")
    with closing(server):
        server.execute(f'CREATE DATABASE "{name}"')
        yield f"{POSTGRES}/{name}"
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database, once of each kind."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    url = str(request.getfixturevalue("postgres_url"))
    database = open_database(url)
    migrate.upgrade(database.writer)
    database.close()
    return url


@pytest.fixture
def any_database(database_url: str) -> Iterator[Database]:
    """A migrated database, open, once of each kind."""
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    """The SQLite database, open."""
    opened = open_database(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def make_app(sqlite_url: str) -> Iterator[AppMaker]:
    """Make an application on the test's database; keywords change settings."""
    made: list[FastAPI] = []

    def make(scorer: Scorer | None = None, **changes: object) -> FastAPI:
        values = {"database_url": SecretStr(sqlite_url), "key_cache_s": 0.0} | changes
        app = create_app(Settings.model_validate(values), scorer=scorer or FixedScorer())
        made.append(app)
        return app

    yield make
    for app in made:
        app.state.desk.database.close()


@pytest.fixture
def client(make_app: AppMaker) -> Iterator[TestClient]:
    """A client of the application, without a network."""
    with TestClient(make_app()) as opened:
        yield opened


@contextmanager
def serving(app: FastAPI) -> Iterator[int]:
    """The application behind the real server on a free loopback port."""
    config = uvicorn.Config(
        app,
        port=0,
        http=DeadlineProtocol,
        ws="none",
        log_config=None,
        proxy_headers=False,
        timeout_graceful_shutdown=5,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(timeout=20)


@pytest.fixture(scope="module")
def port(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a real server, shared by the tests of a module."""
    path = tmp_path_factory.mktemp("server") / "caveat.db"
    shutil.copy(migrated_file, path)
    settings = Settings(database_url=SecretStr(f"sqlite:///{path}"))
    with serving(create_app(settings, scorer=FixedScorer())) as number:
        yield number


@pytest.fixture
def http(port: int) -> Iterator[Client]:
    """A client of the real server."""
    with Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as opened:
        yield opened
