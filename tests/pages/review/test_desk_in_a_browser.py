"""The page of a decision in a real browser: nothing typed is lost, keys lead back, and all of it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.pages.review.conftest import Enter, SiteMaker
from tests.pages.review.test_shortcuts import CURRENT, open_next

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

_SILENCE = "#message #silence"
_FILTER = "(one) => getComputedStyle(one).filter"


@pytest.fixture
def desk(review_site: SiteMaker, enter: Enter) -> Page:
    """The page of an article, held by anna, that gives a sign of life every few seconds."""
    site = review_site(articles=2, lease_live_s=6)
    page = enter(site, "anna")
    open_next(page, site)
    return page


def test_a_note_that_is_too_long_is_not_sent(desk: Page) -> None:
    desk.locator("#rating-3").check()
    desk.locator("#note").fill("x" * 1_100_000)
    sent: list[str] = []
    desk.on("request", lambda request: sent.append(request.url))

    desk.locator("#decision button.primary").click()
    desk.wait_for_selector("#announcement:has-text('1096000 characters too long')")
    focused = desk.evaluate("document.activeElement.id")
    desk.locator("#note").fill("short")
    desk.locator("#decision button.primary").click()
    desk.wait_for_selector(".saved")

    assert focused == "note"
    assert len([url for url in sent if url.endswith("/verdict")]) == 1


@pytest.mark.parametrize("how", ["down", "broken"])
def test_a_service_that_does_not_answer_is_told_and_the_first_press_is_held(
    desk: Page, how: str
) -> None:
    desk.locator("#rating-3").check()
    address = desk.url
    if how == "down":
        desk.route("**/heartbeat", lambda route: route.abort())
    else:
        desk.route("**/heartbeat", lambda route: route.fulfill(status=502, body="<p>gateway</p>"))

    told = desk.wait_for_selector(_SILENCE)
    desk.locator("#decision button.primary").click()
    desk.wait_for_selector("#announcement:has-text('Press again')")
    held = desk.url
    desk.unroute("**/heartbeat")
    desk.wait_for_selector(_SILENCE, state="detached")
    lease = desk.locator("#lease").inner_text()
    desk.locator("#decision button.primary").click()
    desk.wait_for_selector(".saved")

    assert told is not None
    assert held == address
    assert lease.startswith("Yours for")


def test_a_second_press_goes_through_without_a_sign_of_life(desk: Page) -> None:
    desk.locator("#rating-3").check()
    desk.route("**/heartbeat", lambda route: route.abort())
    desk.wait_for_selector(_SILENCE)

    desk.locator("#decision button.primary").click()
    desk.wait_for_selector("#announcement:has-text('Press again')")
    desk.locator("#decision button.primary").click()

    desk.wait_for_selector(".saved")


def test_a_browser_that_is_offline_holds_what_is_saved(desk: Page) -> None:
    desk.locator("#rating-3").check()
    desk.context.set_offline(True)

    desk.locator("#decision button.primary").click()
    desk.wait_for_selector(_SILENCE)
    rated = desk.locator("#rating-3").is_checked()
    desk.context.set_offline(False)
    desk.wait_for_selector(_SILENCE, state="detached")
    desk.locator("#decision button.primary").click()

    desk.wait_for_selector(".saved")
    assert rated


def test_escape_leads_from_every_field_to_where_keys_work(desk: Page) -> None:
    places = []
    desk.keyboard.press("n")
    desk.keyboard.press("Escape")
    places.append(desk.evaluate("document.activeElement.id"))
    desk.get_by_role("button", name="Type the words").click()
    desk.keyboard.press("Escape")
    places.append(desk.evaluate("document.activeElement.id"))
    for key in ("j", "c", "Escape"):
        desk.keyboard.press(key)
    places.append(desk.evaluate("document.activeElement.id"))
    desk.keyboard.press("n")
    desk.keyboard.press("Escape")
    places.append(desk.evaluate("document.activeElement.id"))
    desk.keyboard.press("4")

    assert places == ["article", "article", "note-1", "note-1"]
    assert desk.locator(CURRENT).count() == 1
    assert desk.locator("#rating-4").is_checked()


def test_blur_covers_every_quotation_and_the_title_of_the_page(desk: Page) -> None:
    shown = desk.title()
    for key in ("j", "c", "Escape", "b"):
        desk.keyboard.press(key)
    blurred = desk.title()
    quotes = desk.locator(
        ".submitted, .note .quote, .note[aria-current] .correction input, .questions .ask"
    )
    filters = quotes.evaluate_all(f"all => all.map({_FILTER})")
    desk.keyboard.press("b")

    assert "Report" in shown
    assert "Report" not in blurred
    assert blurred.startswith("#")
    assert desk.title() == shown
    assert len(filters) >= 4
    assert all(one.startswith("blur") for one in filters)


def test_all_five_answers_stand_above_the_button_in_a_low_window(
    review_site: SiteMaker, enter: Enter
) -> None:
    site = review_site(articles=4)
    page = enter(site, "anna", viewport={"width": 1366, "height": 600})
    open_next(page, site)

    saving = page.locator("#decision .saving").bounding_box()
    answers = [one.bounding_box() for one in page.locator(".rating-choice").all()]

    assert saving
    assert len(answers) == 5
    for answer in answers:
        assert answer
        assert answer["y"] + answer["height"] <= saving["y"]


def test_without_a_script_no_page_keeps_the_article(review_site: SiteMaker, enter: Enter) -> None:
    site = review_site(articles=1)
    page = enter(site, "anna", java_script_enabled=False)
    open_next(page, site)

    assert page.locator("#lease").inner_text().endswith("min")
