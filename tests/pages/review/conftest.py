"""A newsroom with four people and real articles: signed in by the form, sent by `POST /v1/scores`."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from starlette.testclient import TestClient

from service.accounts.users import create_user
from service.app import create_app
from service.db import migrate
from service.db.engine import open_database
from service.roles import Role
from service.settings import Settings
from tests.pages.conftest import serving
from tests.pages.review.articles import BandedScorer, a_story

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PASSWORD = "correct horse battery staple"  # noqa: S105 - opens nothing but the tests
PEOPLE: dict[str, Role] = {"anna": "reviewer", "ben": "reviewer", "sara": "senior", "ada": "admin"}
_CSRF = re.compile(r'name="csrf" value="([^"]+)"')

NewsroomMaker = Callable[..., "Newsroom"]
SiteMaker = Callable[..., str]
Enter = Callable[..., "Page"]


class Newsroom:
    """The application without a network: people at their browsers, a tool that sends articles."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def browser_of(self, name: str) -> TestClient:
        """A browser in which somebody has signed in; it follows no redirect by itself."""
        browser = TestClient(self.app, follow_redirects=False)
        form = {"csrf": csrf_of(browser.get("/login").text), "name": name, "password": PASSWORD}
        answer = browser.post("/login", data=form)
        assert answer.status_code == 303, answer.text
        return browser

    def send_article(self, number: int = 1, cues: int = 1, **changes: object) -> str:
        """Score and store an article; the id of its review."""
        return send_article(TestClient(self.app), number, cues, **changes)


def csrf_of(html: str) -> str:
    """The token in the first form of a page."""
    found = _CSRF.search(html)
    assert found, "the page has no form"
    return found[1]


def send_article(tool: TestClient, number: int, cues: int, **changes: object) -> str:
    """Score and store an article; the id of its review."""
    answer = tool.post("/v1/scores", json=a_story(number, cues) | changes)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["id"]).replace("sc_", "rv_")


def press(browser: TestClient, page: str, action: str, **fields: str) -> tuple[int, str]:
    """Send a form that stands on a page; the status, and where it leads or what it says."""
    form = {"csrf": csrf_of(browser.get(page).text)} | fields
    answer = browser.post(action, data=form)
    return answer.status_code, answer.headers.get("location") or answer.text


def decide(browser: TestClient, review: str, rating: int, **fields: str) -> tuple[int, str]:
    """Take an article and send the form of its decision; the status, and where it leads or what it says."""
    page = f"/review/{review}"
    press(browser, page, f"{page}/take")
    html = browser.get(page).text
    seen = {name: _hidden(html, name) for name in ("version", "lease")}
    return press(
        browser, page, f"{page}/verdict", then="stay", rating=str(rating), **seen, **fields
    )


def _hidden(html: str, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]*)"', html)
    assert found, f"the page has no field {name}"
    return found[1]


@pytest.fixture(scope="session")
def peopled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the four people and no article, to be copied."""
    path = tmp_path_factory.mktemp("people") / "caveat.db"
    database = open_database(f"sqlite:///{path}")
    migrate.upgrade(database.writer)
    for name, role in PEOPLE.items():
        create_user(name, role, database=database, password=PASSWORD)
    database.close()
    return path


@pytest.fixture
def review_settings(peopled_file: Path, tmp_path: Path) -> Settings:
    """A database of the test's own; nothing is decided blind or twice unless a test says so."""
    path = tmp_path / "caveat.db"
    shutil.copy(peopled_file, path)
    return Settings(
        database_url=SecretStr(f"sqlite:///{path}"),
        log_level="error",
        key_cache_s=0.0,
        blind_share=0.0,
        second_share=0.0,
    )


@pytest.fixture
def make_newsroom(review_settings: Settings) -> Iterator[NewsroomMaker]:
    """Make the application; keywords change settings."""
    with ExitStack() as stack:

        def make(**changes: object) -> Newsroom:
            settings = review_settings.model_copy(update=changes)
            app = create_app(settings, scorer=BandedScorer())
            stack.enter_context(TestClient(app))
            return Newsroom(app)

        yield make


@pytest.fixture
def newsroom(make_newsroom: NewsroomMaker) -> Newsroom:
    """The application with the usual settings."""
    return make_newsroom()


@pytest.fixture
def review_site(review_settings: Settings) -> Iterator[SiteMaker]:
    """Start the real server with so many articles, every band among them; keywords change settings."""
    with ExitStack() as stack:

        def start(articles: int = 6, **changes: object) -> str:
            settings = review_settings.model_copy(update=changes)
            fill(settings, articles)
            return stack.enter_context(serving(settings, BandedScorer()))

        yield start


def fill(settings: Settings, articles: int) -> list[str]:
    """Send articles to the application; the ids of their reviews."""
    with TestClient(create_app(settings, scorer=BandedScorer())) as tool:
        return [send_article(tool, number, number % 4) for number in range(1, articles + 1)]


@pytest.fixture
def enter(browser: Browser) -> Iterator[Enter]:
    """Sign somebody in at a fresh browser, by its form; keywords go to the browser (dark, no script, small)."""
    with ExitStack() as stack:

        def sign_in(site: str, name: str, **options: object) -> Page:
            wanted = {"reduced_motion": "reduce"} | options
            context = browser.new_context(**wanted)  # type: ignore[arg-type]  # whatever playwright takes
            stack.callback(context.close)
            page = context.new_page()
            page.goto(f"{site}/login?next=/review")
            page.get_by_label("Name").fill(name)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url("**/review")
            return page

        yield sign_in
