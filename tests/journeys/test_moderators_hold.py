"""An open page keeps its article, a closed one gives it back, and losing it costs nothing that was typed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from sqlalchemy import select

from service.db.tables import ReviewRow, VerdictRow
from tests.journeys.conftest import Site, Start
from tests.journeys.keys import go_by
from tests.pages.review.articles import a_story
from tests.pages.review.conftest import Enter

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

_TYPED = "Half a note, not saved"


def _expiry(site: Site) -> datetime:
    with site.database.reading() as session:
        expiry = session.scalars(select(ReviewRow.lease_expires_at)).one()
    assert expiry is not None
    return expiry


def _wait_until(page: Page, moment: datetime) -> None:
    """Until the clock of the browser, which is the server's, has passed a moment."""
    page.wait_for_function("moment => Date.now() > moment", arg=moment.timestamp() * 1000)


def _take_next(page: Page, site: Site) -> str:
    """Press Next in the queue; the heading of what comes."""
    page.goto(f"{site.address}/review")
    go_by(page, "g")
    return page.inner_text("h1")


def test_an_open_page_keeps_its_article_past_the_expiry_and_a_closed_one_lets_it_go(
    start_small_site: Start, enter: Enter
) -> None:
    site = start_small_site(articles=[a_story(1)], lease_s=5.0, lease_live_s=5.0)
    anna, ben = enter(site.address, "anna"), enter(site.address, "ben")

    with anna.expect_response("**/heartbeat") as beat:
        taken = _take_next(anna, site)
        first = _expiry(site)
    _wait_until(anna, first)
    refused = _take_next(ben, site)
    anna.context.close()
    _wait_until(ben, _expiry(site))
    freed = _take_next(ben, site)

    assert beat.value.status == 200
    assert taken == freed == "Article #1"
    assert refused == "Nothing here is waiting for you"


def test_an_article_that_an_admin_released_is_told_on_its_page_which_keeps_what_was_typed(
    start_small_site: Start, enter: Enter
) -> None:
    site = start_small_site(articles=[a_story(1)], lease_live_s=5.0)
    anna, ada = enter(site.address, "anna"), enter(site.address, "ada")
    _take_next(anna, site)
    anna.locator("#rating-4").check()
    anna.locator("#note").fill(_TYPED)

    with anna.expect_response(lambda answer: answer.status == 409):
        ada.goto(f"{site.address}/review")
        ada.get_by_role("button", name="Release").click()
    told = anna.locator(".lease.lost")
    told.get_by_text("Save takes it again").wait_for()
    words = told.inner_text()
    kept = anna.locator("#note").input_value()
    go_by(anna, "Control+Enter")
    again = anna.locator("#note").input_value()
    go_by(anna, "Control+Enter")

    assert "You no longer hold this article." in words
    assert kept == again == _TYPED
    assert anna.locator(".saved").is_visible()
    with site.database.reading() as session:
        assert session.scalars(select(VerdictRow.note)).all() == [_TYPED]
