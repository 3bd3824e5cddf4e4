"""A decision is taken back, and one that two people see differently is settled by a third."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from sqlalchemy import select

from service.audit.verifying import verify
from service.db.tables import ReviewRow, VerdictRow
from tests.journeys.conftest import Site, Start
from tests.journeys.keys import go_by, press
from tests.pages.review.articles import a_story
from tests.pages.review.conftest import Enter

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SECRET = "Only I have said this so far."  # noqa: S105 - a note, that others must not see too early


def _kinds(site: Site) -> list[str]:
    with site.database.reading() as session:
        return list(session.scalars(select(VerdictRow.kind).order_by(VerdictRow.id)))


def _review(site: Site) -> ReviewRow:
    with site.database.reading() as session:
        row = session.scalars(select(ReviewRow)).one()
        session.expunge(row)
        return row


def _waiting(page: Page, site: Site) -> list[str]:
    page.goto(f"{site.address}/review")
    return page.locator(".list .opens").all_inner_texts()


def test_a_decision_that_was_undone_by_a_key_or_by_its_button_waits_again(
    start_small_site: Start, enter: Enter
) -> None:
    site = start_small_site(articles=[a_story(1)])
    page = enter(site.address, "anna")
    before = _waiting(page, site)

    go_by(page, "g")
    go_by(page, "2", "s")
    decided = _waiting(page, site)
    page.go_back()
    go_by(page, "u")
    undone = _waiting(page, site)
    go_by(page, "g")
    go_by(page, "4", "s")
    with page.expect_navigation():
        page.locator(".saved").get_by_role("button", name="Undo").click()
    told = page.locator(".notice", has_text="Undone").inner_text()
    undone_again = _waiting(page, site)

    assert decided == []
    assert before == undone == undone_again
    assert len(before) == 1
    assert "no longer counts" in told
    assert _kinds(site) == ["opinion", "undo", "opinion", "undo"]
    assert (_review(site).state, _review(site).version) == ("open", 4)
    go_by(page, "g")
    assert page.locator("#decision").is_visible()
    assert verify(site.database).is_whole


def _decide(page: Page, key: str, note: str) -> None:
    go_by(page, "g")
    press(page, key, "n")
    page.keyboard.type(note)
    go_by(page, "Control+Enter")


def _seen(page: Page, site: Site) -> str:
    """Everything that a moderator can read about the article, on its page and in its history."""
    page.goto(site.page_of(site.reviews[0]))
    article = page.inner_text("body")
    page.goto(f"{site.page_of(site.reviews[0])}/history")
    return article + page.inner_text("main")


def test_a_second_opinion_that_differs_is_independent_and_a_senior_settles_it(
    start_site: Start, enter: Enter
) -> None:
    site = start_site(articles=[a_story(1)], second_share=1.0)
    anna, ben = enter(site.address, "anna"), enter(site.address, "ben")

    _decide(anna, "1", SECRET)
    alone = _seen(ben, site)
    anna.goto(f"{site.address}/review")
    go_by(anna, "g")
    refused = anna.inner_text("h1")
    ben.goto(f"{site.address}/review")
    _decide(ben, "5", "The clip was never checked.")
    state = _review(site).state
    sara = enter(site.address, "sara")
    sara.goto(f"{site.address}/review/conflicts")
    with sara.expect_navigation():
        sara.get_by_role("button", name="Settle it").click()
    opposed = sara.locator(".opinions").inner_text()
    press(sara, "4", "n")
    sara.keyboard.type("The first read it too fast.")
    go_by(sara, "Control+Enter")

    assert SECRET not in alone
    assert "anna" not in alone
    assert refused == "Nothing here is waiting for you"
    assert state == "conflict"
    assert SECRET in opposed
    assert "The clip was never checked." in opposed
    assert (_review(site).state, _review(site).outcome) == ("settled", 4.0)
    assert _kinds(site) == ["opinion", "opinion", "adjudication"]
    _check_history(sara, site)
    assert SECRET in _seen(ben, site)
    assert verify(site.database).is_whole


def _check_history(page: Page, site: Site) -> None:
    page.goto(f"{site.page_of(site.reviews[0])}/history")
    events = page.locator(".events > li")
    who = [text.split()[0] for text in events.locator("h2").all_inner_texts()]
    ratings = [text[0] for text in events.locator(".rating").all_inner_texts()]
    assert who == ["sara", "ben", "anna"]
    assert ratings == ["4", "5", "1"]
    assert page.get_by_text("The first read it too fast.").is_visible()
    page.goto(f"{site.address}/review/conflicts")
    assert page.get_by_role("heading", name="No conflicts").is_visible()
