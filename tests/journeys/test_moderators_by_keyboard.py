"""A new moderator decides twenty articles from sign-in to verdict without ever touching a pointer."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Browser
from sqlalchemy import select, update

from models import load_scorer
from service.audit.verifying import verify
from service.db.tables import ReviewRow, UserRow, VerdictItemRow, VerdictReasonRow, VerdictRow
from service.identifiers import parse_id
from service.pages.samples import samples
from tests.journeys.conftest import Site, Start
from tests.journeys.keys import focused, go_by, press, walk_to
from tests.pages.review.articles import a_story
from tests.pages.review.conftest import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ARTICLES = 20
BLIND = 7
_REVIEW = re.compile(r"rv_[0-9a-f]{32}")


def an_article(number: int) -> dict[str, object]:
    """One of the invented stories, shortened in its own way, and prose that no other article has."""
    sample = list(samples().values())[number % 3]
    paragraphs = sample.text.strip().split("\n\n")
    kept = [text for place, text in enumerate(paragraphs) if (place + number) % 4]
    prose = str(a_story(number, 0)["text"])
    return {"title": f"Edition {number}: {sample.title}", "text": "\n\n".join([*kept, prose])}


def test_twenty_articles_are_decided_by_keys_alone(
    browser: Browser, start_small_site: Start
) -> None:
    numbers = range(1, ARTICLES + 1)
    site = start_small_site(scorer=load_scorer(), articles=[an_article(one) for one in numbers])
    blind = site.reviews[BLIND - 1]
    _make_blind(site, blind)
    page = browser.new_context(reduced_motion="reduce").new_page()

    _sign_in(page, site)
    go_by(page, "g")
    done = [_decide(page, turn) for turn in range(ARTICLES)]

    assert page.get_by_text("Nothing else in this selection waits for you.").is_visible()
    assert sorted(done) == sorted(site.reviews)
    _check_verdicts(site, done, blind)
    _check_places(site)
    assert verify(site.database).is_whole
    page.context.close()


def _make_blind(site: Site, review: str) -> None:
    with site.database.writing() as session:
        chosen = ReviewRow.score_id == parse_id("review", review)
        session.execute(update(ReviewRow).where(chosen).values(is_blind=True))


def _sign_in(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/login")
    walk_to(page, "name")
    page.keyboard.type("anna")
    press(page, "Tab")
    page.keyboard.type(PASSWORD)
    go_by(page, "Enter")


def _decide(page: Page, turn: int) -> str:
    """Decide the article that is open, each in another way, and go on to the next; its id."""
    found = _REVIEW.search(page.url)
    assert found, page.url
    press(page, str(turn % 5 + 1))
    if page.locator(".blind-first").count():
        go_by(page, "Control+Enter")
        assert page.locator("#compared-heading").is_visible()
        go_by(page, "g")
        return found[0]
    press(page, "j", "a", "j", "x")
    if turn % 4 == 0:
        _correct_the_next(page)
        walk_to(page, "note", "Shift+Tab")
    else:
        press(page, "n")
    page.keyboard.type(f"Note of turn {turn}, with 5 and s and x in it.")
    if turn % 2:
        walk_to(page, "reasons", "Shift+Tab")
        press(page, "Space")
    if turn % 5 == 3:
        _add_what_was_missed(page)
    go_by(page, "Control+Enter")
    return found[0]


def _correct_the_next(page: Page) -> None:
    """Say that another signal stands there: the one below in the list, or above at its end."""
    press(page, "j", "c")
    before = page.evaluate("document.activeElement.value")
    press(page, "ArrowDown")
    if page.evaluate("document.activeElement.value") == before:
        press(page, "ArrowUp")


def _add_what_was_missed(page: Page) -> None:
    """Quote words of the title; no pointer selects them."""
    quoted = page.locator("#article .headline").inner_text().split(":")[0]
    walk_to(page, "add-typed")
    press(page, "Enter")
    assert focused(page) == "add-signal"
    press(page, "ArrowDown", "Tab")
    page.keyboard.type(quoted)


def _check_verdicts(site: Site, done: list[str], blind: str) -> None:
    """Who, in which order, with which rating and note; the blind one says that it was."""
    with site.database.reading() as session:
        rows = session.execute(
            select(VerdictRow, ReviewRow.score_id, UserRow.name)
            .join(ReviewRow, ReviewRow.number == VerdictRow.number)
            .join(UserRow, UserRow.id == VerdictRow.user_id)
            .order_by(VerdictRow.id)
        ).all()
        reasons = len(session.scalars(select(VerdictReasonRow)).all())
    assert [row.score_id for row in rows] == [parse_id("review", one) for one in done]
    assert {row.name for row in rows} == {"anna"}
    assert [row.VerdictRow.rating for row in rows] == [turn % 5 + 1 for turn in range(ARTICLES)]
    turn = done.index(blind)
    assert [row.VerdictRow.is_blind for row in rows] == [one == turn for one in range(ARTICLES)]
    notes = [row.VerdictRow.note for row in rows if not row.VerdictRow.is_blind]
    expected = [one for one in range(ARTICLES) if one != turn]
    assert notes == [f"Note of turn {one}, with 5 and s and x in it." for one in expected]
    assert reasons == sum(one % 2 for one in expected)


def _check_places(site: Site) -> None:
    """Every article but the blind one has an accepted and a rejected place; corrections name another signal."""
    with site.database.reading() as session:
        items = session.scalars(select(VerdictItemRow)).all()
    counts = Counter(item.action for item in items)
    assert counts["accepted"] == counts["rejected"] == ARTICLES - 1
    assert counts["corrected"] in {4, 5}
    assert counts["added"] in {3, 4}
    assert all(i.signal != i.found_signal for i in items if i.action == "corrected")
    added = [item for item in items if item.action == "added"]
    assert all(item.field == "title" and item.exact.startswith("Edition ") for item in added)
