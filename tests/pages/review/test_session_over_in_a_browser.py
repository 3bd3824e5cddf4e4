"""The end of a session as a browser goes through it: without a script, with the sign of life, with too much typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Response, expect

from tests.pages.review.conftest import PASSWORD, Enter, SiteMaker

pytestmark = pytest.mark.browser


def _take(page: Page) -> None:
    page.get_by_role("button", name="Next article").first.click()
    page.locator("#decision").wait_for()


def test_without_a_script_the_decision_comes_back_after_the_sign_in(
    review_site: SiteMaker, enter: Enter
) -> None:
    page = enter(review_site(), "anna", java_script_enabled=False)
    _take(page)
    page.locator("#rating-4").check()
    page.locator("#note").fill("Who says so?\n\nNobody.")
    page.context.clear_cookies()

    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Name").fill("anna")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(page.locator("#problem")).to_contain_text("Not saved")
    expect(page.locator("#note")).to_have_value("Who says so?\n\nNobody.")
    expect(page.locator("#rating-4")).to_be_checked()


def test_the_sign_of_life_leaves_the_page_when_the_session_is_over(
    review_site: SiteMaker, enter: Enter
) -> None:
    page = enter(review_site(lease_live_s=3.0), "anna")
    _take(page)
    page.locator("#note").fill("Who says so?")

    page.context.clear_cookies()

    expect(page.locator("#lease")).to_contain_text("You are signed out")
    expect(page.locator("#note")).to_have_value("Who says so?")
    assert page.locator("#lease a").get_attribute("target") == "_blank"


def test_a_form_that_is_too_large_is_refused_in_a_page_from_which_one_gets_back(
    review_site: SiteMaker, enter: Enter
) -> None:
    page = enter(review_site(max_body_bytes=100_000), "anna", java_script_enabled=False)
    _take(page)
    page.locator("#note").fill("n" * 200_000)

    with page.expect_navigation() as navigation:
        page.get_by_role("button", name="Save", exact=True).click()
    answer: Response = navigation.value

    assert answer.status == 413
    assert "more than one request may hold" in page.locator("h1").inner_text()
