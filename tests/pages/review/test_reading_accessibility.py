"""axe-core finds nothing on any state of the page of a decision, in light and in dark, and nothing overflows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it carries no types

from tests.pages.review.conftest import Enter, SiteMaker
from tests.pages.review.test_shortcuts import open_next

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def _check(page: Page) -> None:
    results = Axe().run(page)
    assert not results.response["violations"], results.generate_report()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_an_article_is_decided(
    review_site: SiteMaker, enter: Enter, scheme: str
) -> None:
    site = review_site(articles=4)
    page = enter(site, "anna", color_scheme=scheme)
    open_next(page, site)
    _check(page)

    for key in ("j", "c"):
        page.keyboard.press(key)
    _check(page)
    page.locator("#decision button.primary").click()
    page.wait_for_selector("#problem")
    _check(page)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    _check(page)
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    _check(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_and_after_a_blind_decision_and_on_a_conflict(
    review_site: SiteMaker, enter: Enter, scheme: str
) -> None:
    site = review_site(articles=1, blind_share=1.0, second_share=1.0)
    for name, key in (("anna", "5"), ("ben", "1")):
        page = enter(site, name, color_scheme=scheme)
        open_next(page, site)
        _check(page)
        page.keyboard.press(key)
        page.keyboard.press("s")
        page.wait_for_selector(".compared")
        _check(page)
        page.get_by_role("button", name="Keep it", exact=True).click()
        page.wait_for_url("**/review?**")
    page = enter(site, "sara", color_scheme=scheme)

    open_next(page, site)

    assert page.locator(".opinions .rating").count() == 2
    _check(page)


@pytest.mark.parametrize("width", [320, 480, 1024, 1280])
def test_nothing_is_wider_than_the_window(review_site: SiteMaker, enter: Enter, width: int) -> None:
    site = review_site(articles=1)
    page = enter(site, "anna", viewport={"width": width, "height": 640})

    open_next(page, site)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#decision button.primary").is_visible()
