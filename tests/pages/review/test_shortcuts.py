"""Keys: every action has one, they can be other ones or none, and nothing is out of reach without them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from service.db.engine import open_database
from service.db.tables import UserRow
from service.pages.review.shortcuts import SHORTCUTS, keys_of
from service.roles import Preferences
from service.settings import Settings
from tests.pages.review.conftest import Enter, SiteMaker

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

CURRENT = ".note[aria-current=true]"


def _like(settings: Settings, liked: Preferences) -> None:
    """Give everybody these preferences."""
    database = open_database(settings.database_url.get_secret_value())
    with database.writing() as session:
        session.execute(update(UserRow).values(preferences=liked.model_dump_json()))
    database.close()


def open_next(page: Page, site: str) -> None:
    """Take the next article from the queue."""
    page.goto(f"{site}/review")
    page.get_by_role("button", name="Next article").first.click()
    page.wait_for_selector("#decision")
    # By then the script, which is a module, has run.
    page.wait_for_load_state("load")


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def _rated(page: Page) -> str | None:
    rated = page.locator("input[name=rating]:checked")
    return rated.input_value() if rated.count() else None


def test_every_action_has_a_key_of_its_own() -> None:
    keys = [one.key for one in SHORTCUTS]

    assert len(set(keys)) == len(keys) == 20
    assert set(keys_of({})) == {one.action for one in SHORTCUTS}


def test_a_key_given_to_another_action_leaves_the_one_that_had_it() -> None:
    keys = keys_of({"rate-1": "s", "unknown": "y"})

    assert keys["rate-1"] == "s"
    assert keys["save"] == ""
    assert "unknown" not in keys


@pytest.mark.browser
def test_an_article_is_decided_and_undone_by_keys_alone(
    review_site: SiteMaker, enter: Enter
) -> None:
    site = review_site(articles=3)
    page = enter(site, "anna")
    page.keyboard.press("g")
    page.wait_for_selector("#decision")
    page.wait_for_load_state("load")
    first = page.url.split("?")[0]

    _press(page, "4", "j", "a", "j", "x", "k")
    marked = page.locator(CURRENT).get_attribute("id")
    judged = page.locator(".choice :checked").evaluate_all("all => all.map((one) => one.value)")
    _press(page, "n")
    page.keyboard.type("s4x stays text")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".saved")
    page.wait_for_load_state("load")
    saved = page.locator(".saved").inner_text()
    page.keyboard.press("u")
    page.wait_for_selector(".notice:has-text('Undone')")

    assert marked == "note-1"
    assert judged[:2] == ["accepted", "rejected"]
    assert "rated 4, large chance" in saved
    assert page.url.split("?")[0] == first


@pytest.mark.browser
def test_every_other_key_does_what_the_list_says(review_site: SiteMaker, enter: Enter) -> None:
    site = review_site(articles=3)
    page = enter(site, "anna")
    open_next(page, site)

    _press(page, "b")
    blurred = page.locator("#article").evaluate("(one) => getComputedStyle(one).filter")
    _press(page, "b", "j", "c")
    focused = page.evaluate("document.activeElement.name")
    page.evaluate("document.activeElement.blur()")
    _press(page, "m")
    page.wait_for_selector("#announcement:has-text('Select words in the article first.')")
    held = page.url
    page.once("dialog", lambda dialog: dialog.accept())
    _press(page, "w")
    page.wait_for_url(lambda url: url != held)

    assert "blur" in blurred
    assert re.fullmatch(r"correct-\d+-signal", focused)
    page.keyboard.press("q")
    page.wait_for_url("**/review")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"


@pytest.mark.browser
def test_keys_can_be_others(
    review_settings: Settings, review_site: SiteMaker, enter: Enter
) -> None:
    _like(review_settings, Preferences(keys={"rate-2": "z", "help": "h"}))
    site = review_site(articles=1)
    page = enter(site, "anna")
    open_next(page, site)

    page.keyboard.press("2")
    before = _rated(page)
    page.keyboard.press("z")

    assert before is None
    assert _rated(page) == "2"
    assert page.locator("#rating-2").get_attribute("aria-keyshortcuts") == "z"
    page.keyboard.press("h")
    assert "z" in page.get_by_role("dialog").inner_text()


@pytest.mark.browser
def test_keys_can_be_switched_off_and_everything_stays_reachable(
    review_settings: Settings, review_site: SiteMaker, enter: Enter
) -> None:
    _like(review_settings, Preferences(shortcuts=False))
    site = review_site(articles=1)
    page = enter(site, "anna")
    open_next(page, site)

    _press(page, "4", "j", "?", "b")

    assert _rated(page) is None
    assert not page.locator("dialog[open], .note[aria-current], #blur:checked").count()
    assert not page.locator("[aria-keyshortcuts], kbd.key:visible").count()
    page.locator("#rating-4").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".saved")


@pytest.mark.browser
def test_the_help_sheet_lists_every_action_and_gives_the_focus_back(
    review_site: SiteMaker, enter: Enter
) -> None:
    site = review_site(articles=1)
    page = enter(site, "anna")
    open_next(page, site)
    page.locator("#rating-3").focus()

    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard shortcuts")
    words = sheet.inner_text()
    page.keyboard.press("4")
    page.keyboard.press("Escape")

    for one in SHORTCUTS:
        assert one.label in words
    assert _rated(page) is None
    assert page.evaluate("document.activeElement.id") == "rating-3"
    page.get_by_role("button", name="Keyboard shortcuts").click()
    assert sheet.is_visible()


@pytest.mark.browser
def test_without_a_script_the_keys_are_a_plain_list_and_the_decision_works(
    review_site: SiteMaker, enter: Enter
) -> None:
    site = review_site(articles=1)
    page = enter(site, "anna", java_script_enabled=False)
    open_next(page, site)

    page.locator(".shortcuts-list summary").click()
    listed = page.locator(".shortcuts-list").inner_text()
    page.locator("#rating-2").check()
    page.locator(".addition select").first.select_option("source.anonymous")
    page.locator("input[name=add-words]").first.fill("Report 1")
    page.get_by_role("button", name="Save", exact=True).click()

    assert "Next item of evidence" in listed
    assert "rated 2, small chance" in page.locator(".saved").inner_text()


@pytest.mark.browser
def test_leaving_with_something_unsaved_asks_first(review_site: SiteMaker, enter: Enter) -> None:
    site = review_site(articles=1)
    page = enter(site, "anna")
    open_next(page, site)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.locator("#note").click()
    page.keyboard.type("unsaved")

    page.get_by_role("link", name="Agreement").click()

    assert asked == ["beforeunload"]
    assert page.locator("#note").input_value() == "unsaved"
