"""The two pages as they are served: the same numbers in pictures and tables, to whom they are shown, and axe-core."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from selectolax.lexbor import LexborHTMLParser, LexborNode
from sqlalchemy import update
from starlette.testclient import TestClient

from models import load_scorer
from service.accounts.cookies import SESSION
from service.app import create_app
from service.db import migrate
from service.db.engine import open_database
from service.db.tables import ScoreRow
from service.settings import Settings
from tests.builders import STORY
from tests.pages.conftest import serving
from tests.service.accounts.builders import a_session
from tests.service.insight.builders import a_verdict
from tests.service.reviews.builders import a_moderator, a_review

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_INLINE = re.compile(r"<[^>]*\s(?:style|on\w+)=")


def migrated(folder: Path) -> str:
    """The address of an empty database with everything in place."""
    address = f"sqlite:///{folder / 'caveat.db'}"
    database = open_database(address)
    migrate.upgrade(database.writer)
    a_moderator(database, "sara", "senior")
    database.close()
    return address


def settings_of(url: str) -> Settings:
    """As served, but silent."""
    return Settings(database_url=SecretStr(url), log_level="error")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Forty articles of the shipped bundle, opinions of two reviewers on each."""
    address = migrated(tmp_path_factory.mktemp("insight"))
    opened = open_database(address)
    people = [a_moderator(opened, name) for name in ("anna", "ben")]
    for number in range(40):
        review = a_review(
            opened,
            text=f"{STORY} Edition {number}.",
            band="high" if number > 24 else "low",
            risk=number / 40,
            created_at=datetime.now(UTC) - timedelta(days=number % 5),
        )
        for shift, moderator in enumerate(people):
            rating = 1 + (number + shift) // 10 if number < 39 else 4
            items = [("rejected" if number % 3 else "accepted", "source.vague", "source.vague")]
            a_verdict(
                opened, review, moderator, rating, is_blind=not shift, items=items * (number % 2)
            )
    sha = load_scorer().info.sha256
    with opened.writing() as session:
        session.execute(update(ScoreRow).values(bundle_sha256=sha))
    opened.close()
    return address


@pytest.fixture(scope="module")
def app(url: str) -> Iterator[FastAPI]:
    """The application on that database."""
    made = create_app(settings_of(url))
    yield made
    made.state.desk.database.close()


def page_of(app: FastAPI, path: str, name: str = "sara") -> LexborHTMLParser:
    """A page as somebody sees it, checked to hold nothing inline."""
    client = TestClient(app)
    client.cookies.set(SESSION, a_session(app.state.desk.database, name))
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert not _INLINE.search(answer.text)
    return LexborHTMLParser(answer.text)


def first(part: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first of these, which has to be there."""
    found = part.css_first(selector)
    assert found is not None, selector
    return found


def rows_of(page: LexborHTMLParser, label: str) -> list[list[str]]:
    """The cells of the table under a label."""
    group = first(page, f'[aria-label="{label}"], [aria-labelledby="{label}"][role=group]')
    return [[cell.text(strip=True) for cell in row.css("th, td")] for row in group.css("tbody tr")]


def heights(stack: LexborNode) -> dict[str, float]:
    """The heights of the parts of one bar, by band."""
    rects = stack.css("rect")
    return {
        str(r.attributes["class"]).removeprefix("block "): float(str(r.attributes["height"]))
        for r in rects
    }


def test_bars_are_as_high_as_the_numbers_in_the_table(app: FastAPI) -> None:
    page = page_of(app, "/insight?window=7")

    stacks = page.css("svg.chart > g")
    rows = rows_of(page, "Scores over time, numbers")[::-1]
    assert len(stacks) == len(rows) == 7
    for stack, (day, total, low, _, high, *_) in zip(stacks, rows, strict=True):
        drawn = heights(stack)
        assert first(stack, "title").text().startswith(f"{day}: {low} low")
        assert drawn.get("low", 0.0) == pytest.approx(180 * int(low) / 10, abs=0.01)
        assert drawn.get("high", 0.0) == pytest.approx(180 * int(high) / 10, abs=0.01)
        assert sum(drawn.values()) == pytest.approx(180 * int(total) / 10, abs=0.02)


def test_dots_stand_where_the_table_says(app: FastAPI) -> None:
    page = page_of(app, "/insight")

    rows = rows_of(page, "Numbers of ratings before the score was shown")
    dots = first(page, "figure.calibration svg").css("circle")
    # Four articles in each tenth of the scale: two by two there are enough to show.
    assert len(rows) == len(dots) == 5
    for (_, _, risk, outcome, _), dot in zip(rows, dots, strict=True):
        across, down = str(dot.attributes["cx"]).rstrip("%"), str(dot.attributes["cy"])
        assert float(across) / 100 == pytest.approx(float(risk), abs=0.006)
        assert 1 - float(down) / 260 == pytest.approx(float(outcome), abs=0.006)


def test_every_picture_has_words_or_is_decoration_beside_numbers(app: FastAPI) -> None:
    for path in ("/insight", "/review/agreement"):
        for picture in page_of(app, path).css("svg"):
            if picture.attributes.get("role") == "img":
                assert first(picture, "title").text()
                assert first(picture, "desc").text()
            else:
                assert picture.attributes["aria-hidden"] == "true"


def test_drift_of_few_scores_is_too_few_to_say_and_names_the_reference(app: FastAPI) -> None:
    text = first(page_of(app, "/insight"), "[aria-labelledby=drift]").text()

    assert "too few to say" in text
    assert "2,000 articles of baly2020" in text
    assert "the 40 that bundle caveat-en" in text


@pytest.mark.parametrize("window", ["", "-1", "99999999999", "all<script>"])
def test_an_unknown_window_is_the_usual_one(app: FastAPI, window: str) -> None:
    page = page_of(app, f"/insight?window={window}")

    assert first(page, ".windows [aria-current]").text() == "30 days"


def test_seniors_see_all_reviewers_and_reviewers_their_own_pair(app: FastAPI) -> None:
    senior = page_of(app, "/review/agreement")
    reviewer = page_of(app, "/review/agreement", "anna")

    assert first(senior, "#by-signal").text() == "All reviewers"
    assert first(reviewer, "#by-signal").text() == "anna and ben"
    assert "Rating, 1 to 5" in rows_of(senior, "by-signal")[0]
    assert rows_of(reviewer, "by-pair")[0][1] == "40"


def test_alpha_is_drawn_where_the_table_says(app: FastAPI) -> None:
    page = page_of(app, "/review/agreement")

    rows = page.css("[aria-labelledby=by-signal][role=group] tbody tr")
    drawn = [row for row in rows if row.css("circle")]
    assert drawn
    for row in drawn:
        value = float(row.css("td")[1].text().replace("\N{MINUS SIGN}", "-"))
        across = float(str(first(row, "circle").attributes["cx"]).rstrip("%"))
        assert across / 50 - 1 == pytest.approx(value, abs=0.006)


def test_what_would_give_a_single_article_away_is_not_shown(tmp_path: Path) -> None:
    address = migrated(tmp_path)
    database = open_database(address)
    review = a_review(database, url="https://single.example/1", band="high", risk=0.8731)
    anna = a_moderator(database, "anna")
    a_verdict(database, review, anna, 5, items=[("accepted", "source.vague", "source.vague")])
    with database.writing() as session:
        session.execute(update(ScoreRow).values(bundle_sha256=load_scorer().info.sha256))
    database.close()
    app = create_app(settings_of(address))

    page = page_of(app, "/insight")

    app.state.desk.database.close()
    text = page.body.text() if page.body else ""
    assert "1 scored article, too few to say more" in text
    assert rows_of(page, "by-source")[0][:3] == ["single.example", "1", "too few to say"]
    assert rows_of(page, "Scores over time, numbers")[0][1:] == ["1", "too few to say"]
    assert rows_of(page, "rejected") == [
        ["Nobody in particular", "too few to say", *"\u2013\u2013", ""]
    ]
    assert "1 article: too few to say." in first(page, "[aria-labelledby=against-people]").text()
    assert "too few to say" in first(page, "[aria-labelledby=drift]").text()
    assert {str(r.attributes["class"]) for r in page.css("svg.chart > g rect")} == {"block few"}
    assert "0.87" not in text
    assert "100.0 %" not in text


def test_nobody_without_an_account_sees_them(app: FastAPI) -> None:
    client = TestClient(app, follow_redirects=False)

    for path in ("/insight", "/review/agreement"):
        assert client.get(path).status_code == 303


@pytest.fixture(scope="module")
def full_site(url: str) -> Iterator[tuple[str, str]]:
    """A server with figures, and its database."""
    with serving(settings_of(url)) as site:
        yield site, url


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A server with nothing stored, and its database."""
    url = migrated(tmp_path_factory.mktemp("empty"))
    with serving(settings_of(url)) as site:
        yield site, url


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/insight", "/review/agreement"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("which", ["full_site", "empty_site"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_telephone(
    browser: Browser, request: pytest.FixtureRequest, which: str, scheme: str, path: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    site, url = request.getfixturevalue(which)
    database = open_database(url)
    cookie = {"name": SESSION, "value": a_session(database, "sara"), "url": site}
    database.close()
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    context.add_cookies([cookie])  # type: ignore[list-item]  # a plain dict is what it takes
    page = context.new_page()
    page.goto(site + path)
    for summary in page.locator("main summary").all():
        summary.click()

    results = axe.run(page)

    page.set_viewport_size({"width": 320, "height": 800})
    width = page.evaluate("document.documentElement.scrollWidth")
    context.close()
    assert not results.response["violations"], results.generate_report()
    assert width <= 320
