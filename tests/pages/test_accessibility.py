"""axe-core finds nothing on any state of the page, in light and in dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it carries no types
from playwright.sync_api import Browser, Page

from service.reading import render_html
from tests.reading.builders import an_account, an_answer, an_article

pytestmark = pytest.mark.browser


def _open(path: str) -> Callable[[Page, str], None]:
    def act(page: Page, site: str) -> None:
        page.goto(f"{site}{path}")

    return act


def _submit(text: str) -> Callable[[Page, str], None]:
    def act(page: Page, site: str) -> None:
        page.goto(site)
        page.get_by_label("Article", exact=True).fill(text)
        page.get_by_role("button", name="Read").click()
        page.wait_for_load_state()

    return act


def _open_everything(page: Page, site: str) -> None:
    page.goto(f"{site}/?sample=disputed")
    for summary in page.locator("summary").all():
        summary.click()
    if page.get_by_label("Wording by sentence").count():
        page.get_by_label("Wording by sentence").check()
    page.locator("mark").first.click()


STATES: dict[str, Callable[[Page, str], None]] = {
    "the empty form": _open("/"),
    "the disputed sample": _open("/?sample=disputed"),
    "the careful sample": _open("/?sample=careful"),
    "the reckless sample": _open("/?sample=reckless"),
    "everything unfolded": _open_everything,
    "a note that was followed": _open("/?sample=disputed#note-1"),
    "a refusal": _submit(" "),
    "a text without a score": _submit("Too short to score, officials said."),
    "hidden characters": _submit("The \u202eword\u202c is hid\u200bden, officials said."),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(browser: Browser, site: str, state: str, scheme: str) -> None:
    dark = browser.new_context(color_scheme="dark", reduced_motion="reduce")
    light = browser.new_context(color_scheme="light", reduced_motion="reduce")
    page = (dark if scheme == "dark" else light).new_page()
    STATES[state](page, site)

    results = Axe().run(page)

    for context in (dark, light):
        context.close()
    assert not results.response["violations"], results.generate_report()


def test_axe_finds_nothing_in_a_report_with_a_whole_account(page: Page) -> None:
    """Disputes, headline, wordings and nested attributions rarely stand in one article; here they all do."""
    page.set_content(render_html(an_article(), an_account(an_answer())))
    page.locator("summary").first.click()

    results = Axe().run(page)

    assert not results.response["violations"], results.generate_report()
