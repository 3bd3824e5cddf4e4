"""The queue in a real browser: with and without its script, by keyboard, in light and dark, at any width."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it carries no types

from service.app import create_app
from service.settings import Settings
from tests.pages.review.articles import BandedScorer
from tests.pages.review.conftest import Enter, Newsroom, SiteMaker, decide

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

_NARROW = {"width": 320, "height": 700}
_HELD = re.compile(r"/review/rv_[0-9a-f]{32}")


def _numbers(page: Page) -> list[str]:
    return page.locator(".list tbody td.number:first-child").all_inner_texts()


def _show_everything(page: Page, site: str) -> None:
    page.goto(f"{site}/review")
    for summary in page.locator("main summary").all():
        summary.click()


def _show_help(page: Page, site: str) -> None:
    page.goto(f"{site}/review")
    page.keyboard.press("?")


STATES = {
    "queue": "/review?state=all",
    "no match": "/review?search=nowhere",
    "a faulty filter": "/review?band=purple",
    "conflicts": "/review/conflicts",
    "history": "/review/{review}/history",
    "refusal": "/review/rv_00000000000000000000000000000000/history",
}


@pytest.fixture
def eventful(review_settings: Settings, review_site: SiteMaker) -> tuple[str, str]:
    """A site with seven articles, one of them decided twice, differently; the site and that article."""
    newsroom = Newsroom(create_app(review_settings, scorer=BandedScorer()))
    review = newsroom.send_article(7, cues=3)
    decide(
        newsroom.browser_of("anna"), review, 1, note="On the record.", reasons="source.anonymous"
    )
    decide(newsroom.browser_of("ben"), review, 4)
    newsroom.app.state.desk.database.close()
    return review_site(), review


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(eventful: tuple[str, str], enter: Enter, scheme: str) -> None:
    site, review = eventful
    page = enter(site, "ada", color_scheme=scheme)
    found = {}

    for state, address in STATES.items():
        page.goto(site + address.format(review=review))
        found[state] = Axe().run(page).response["violations"]
    for show in (_show_everything, _show_help):
        show(page, site)
        found[show.__name__] = Axe().run(page).response["violations"]

    assert not {state: violations for state, violations in found.items() if violations}


def test_nothing_is_cut_off_at_four_hundred_percent(
    eventful: tuple[str, str], enter: Enter
) -> None:
    site, review = eventful
    page = enter(site, "ada", viewport=_NARROW)

    widths = {}
    for state, address in STATES.items():
        page.goto(site + address.format(review=review))
        widths[state] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(STATES, 320)


def test_without_a_script_filters_next_and_release_work(
    review_site: SiteMaker, enter: Enter
) -> None:
    site = review_site()
    page = enter(site, "ada", java_script_enabled=False)

    page.get_by_label("Band").select_option("high")
    page.get_by_role("button", name="Apply").click()
    numbers = _numbers(page)
    page.get_by_role("button", name="Next article").click()
    taken = page.url
    page.goto(f"{site}/review?band=high")
    page.get_by_role("button", name="Release").click()

    assert numbers == ["3"]
    assert _HELD.search(taken)
    assert "band=high" in taken
    assert page.get_by_text("The article is free again.").is_visible()
    assert page.locator(".deeds").first.inner_text().startswith("free")


def test_a_filter_swaps_the_list_and_not_the_page(review_site: SiteMaker, enter: Enter) -> None:
    site = review_site()
    page = enter(site, "anna")
    page.evaluate("document.body.dataset.same = 'yes'")
    page.get_by_label("Band").focus()

    page.get_by_label("Band").select_option("high")
    page.wait_for_url("**/review?band=high")
    page.locator("#found", has_text="1 article").wait_for()
    focused = page.evaluate("document.activeElement.id")

    assert _numbers(page) == ["3"]
    assert page.locator("body").get_attribute("data-same") == "yes"
    assert focused == "band"
    page.get_by_role("button", name="Next article").click()
    page.wait_for_url(_HELD)
    assert "band=high" in page.url


def test_going_back_shows_the_selection_before(review_site: SiteMaker, enter: Enter) -> None:
    page = enter(review_site(), "anna")
    page.get_by_label("Band").select_option("high")
    page.locator("#found", has_text="1 article").wait_for()

    page.go_back()
    page.locator("#found", has_text="6 articles").wait_for()

    assert len(_numbers(page)) == 6
    assert page.get_by_label("Band").input_value() == ""


def test_the_queue_is_worked_by_keys(review_site: SiteMaker, enter: Enter) -> None:
    site = review_site()
    page = enter(site, "anna")

    page.keyboard.press("/")
    searching = page.evaluate("document.activeElement.id")
    page.keyboard.type("gj?")
    typed = page.get_by_label("Search title and text").input_value()
    page.goto(f"{site}/review?order=oldest")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    moved = page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Enter")
    page.wait_for_url(_HELD)
    page.goto(f"{site}/review?order=oldest")
    page.keyboard.press("g")
    page.wait_for_url(_HELD)

    assert searching == "search"
    assert typed == "gj?"
    assert moved.startswith("Report 2:")
    assert page.get_by_role("heading", name="Your decision").is_visible()


def test_two_moderators_hold_two_articles_and_an_admin_sees_and_frees_them(
    review_site: SiteMaker, enter: Enter
) -> None:
    site = review_site()
    held = []
    for name in ("anna", "ben"):
        page = enter(site, name)
        page.get_by_role("button", name="Next article").click()
        page.wait_for_url(_HELD)
        held.append(page.url)

    ada = enter(site, "ada")
    rows = ada.locator(".list tr.held")
    owners = sorted(text.split(",")[0] for text in rows.locator(".deeds").all_inner_texts())
    rows.first.get_by_role("button", name="Release").click()
    ada.get_by_text("The article is free again.").wait_for()

    assert len(set(held)) == 2
    assert owners == ["anna", "ben"]
    assert rows.count() == 1
