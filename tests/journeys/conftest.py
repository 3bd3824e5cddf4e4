"""What the journeys of moderators start from: people, the real server, the browser, and a look into the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from pydantic import SecretStr
from starlette.testclient import TestClient

from models import Scorer
from service.accounts.users import create_user
from service.app import create_app
from service.db.engine import Database, open_database
from service.settings import Settings
from tests.pages.conftest import serving
from tests.pages.review.articles import BandedScorer
from tests.pages.review.conftest import PASSWORD, PEOPLE, enter, peopled_file, send_article
from tests.service.conftest import database_url, migrated_file, postgres_url, sqlite_url

__all__ = [
    "database_url",
    "enter",
    "migrated_file",
    "peopled_file",
    "postgres_url",
    "sqlite_url",
]

# Starts the server with so many articles; keywords change settings. The address, and the ids of the reviews.
Start = Callable[..., "Site"]


class Site:
    """A running service: where it is, what waits in it, and its database for a look afterwards."""

    def __init__(self, address: str, reviews: list[str], database: Database) -> None:
        self.address = address
        self.reviews = reviews
        self.database = database

    def page_of(self, review: str) -> str:
        """The address of a decision."""
        return f"{self.address}/review/{review}"


@pytest.fixture
def start_site(database_url: str) -> Iterator[Start]:
    """Start the real server on SQLite and, in a second run of the test, on PostgreSQL."""
    with ExitStack() as stack:
        yield lambda **wanted: _start(stack, database_url, **wanted)


@pytest.fixture
def start_small_site(sqlite_url: str) -> Iterator[Start]:
    """Start the real server on SQLite only, where the engine makes no difference."""
    with ExitStack() as stack:
        yield lambda **wanted: _start(stack, sqlite_url, **wanted)


def _start(
    stack: ExitStack,
    url: str,
    *,
    articles: list[dict[str, object]],
    scorer: Scorer | None = None,
    **changes: object,
) -> Site:
    settings = Settings.model_validate(
        {
            "database_url": SecretStr(url),
            "log_level": "error",
            "key_cache_s": 0.0,
            "blind_share": 0.0,
            "second_share": 0.0,
            **changes,
        }
    )
    database = open_database(url)
    stack.callback(database.close)
    with TestClient(create_app(settings, scorer=scorer or BandedScorer())) as tool:
        reviews = [send_article(tool, 0, 0, **article) for article in articles]
    for name, role in PEOPLE.items():
        create_user(name, role, database=database, password=PASSWORD)
    address = stack.enter_context(serving(settings, scorer or BandedScorer()))
    return Site(address, reviews, database)
