"""An editor reads a text on the page: by mouse, by keyboard, and without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

TEXT = (
    "Officials in Port Sellen said on Tuesday that the bridge had been attacked. "
    "People familiar with the matter said the damage was worse than the city admits. "
    "The neighbouring government denied any involvement and called the report baseless. "
    "An unverified video circulating on social media appears to show a flash near the bridge."
)


def test_a_pasted_text_is_read_with_control_and_enter(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_label("Article", exact=True).fill(TEXT)

    page.keyboard.press("Control+Enter")

    expect(page.locator("#risk-heading")).to_be_visible()
    assert page.locator("mark").count() >= 1


def test_a_dropped_html_file_is_read(page: Page, site: str, tmp_path: Path) -> None:
    story = tmp_path / "story.html"
    story.write_text(f"<html><title>Bridge</title><body><h1>Bridge</h1><p>{TEXT}</p></body></html>")
    page.goto(site)
    page.evaluate(_DROP, [story.name, story.read_text()])

    page.get_by_role("button", name="Read").click()

    expect(page.locator(".submitted")).to_contain_text("a flash near the bridge")


def test_the_text_that_was_read_can_be_changed_and_read_again(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_label("Title").fill("A title")
    page.get_by_label("Article", exact=True).fill(f"\n{TEXT}\n")
    page.get_by_role("button", name="Read").click()
    page.get_by_text("Change the text").click()

    expect(page.get_by_label("Title")).to_have_value("A title")
    expect(page.get_by_label("Article", exact=True)).to_have_value(f"\n{TEXT}\n")


def test_the_whole_reading_can_be_walked_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}/?sample=disputed")
    reference = page.locator("a.ref").first
    reference.focus()

    page.keyboard.press("Enter")

    number = reference.inner_text()
    assert page.url.endswith(f"#note-{number}")
    page.keyboard.press("Tab")
    expect(page.locator(f"#note-{number} h3 a")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#ref-{number}")


def test_every_note_is_reached_by_the_tab_key(page: Page, site: str) -> None:
    page.goto(f"{site}/?sample=reckless")
    expected = page.locator("a.ref").count()
    seen: set[str] = set()

    for _ in range(3 * expected + 40):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.id"))

    assert len({id_ for id_ in seen if id_.startswith("ref-")}) == expected


def test_pointing_at_a_mark_lights_its_note(page: Page, site: str) -> None:
    page.goto(f"{site}/?sample=reckless")
    mark = page.locator("mark").first

    mark.hover()

    number = str(mark.get_attribute("data-notes")).split(" ")[0]
    assert "lit" in str(page.locator(f"#note-{number}").get_attribute("class"))


def test_all_works_without_javascript(browser: Browser, site: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site)
    page.get_by_label("Title").fill("Bridge attacked")
    page.get_by_label("Article", exact=True).fill(TEXT)
    page.get_by_role("button", name="Read").click()

    expect(page.locator("#risk-heading")).to_be_visible()
    assert page.locator("mark").count() >= 1
    page.locator("#show-raises").uncheck()
    expect(page.locator("a.ref.raises").first).to_be_hidden()
    page.context.close()


@pytest.mark.parametrize("sample", ["disputed", "careful", "reckless"])
def test_each_sample_is_one_click_away_and_shows_its_evidence(
    page: Page, site: str, sample: str
) -> None:
    page.goto(site)

    page.locator(f'a[href="/?sample={sample}"]').click()

    expect(page.locator("#risk-heading")).to_be_visible()
    assert page.locator("mark").count() >= 3
    assert page.locator(".note").count() >= 3


def test_the_page_fits_a_small_screen_and_four_hundred_per_cent(
    browser: Browser, site: str
) -> None:
    """A window of 1280 pixels at 400 % is 320 CSS pixels wide."""
    page = browser.new_context(viewport={"width": 320, "height": 256}).new_page()

    for path in ("/", "/?sample=disputed"):
        page.goto(f"{site}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.context.close()


# A drop cannot be made with the mouse from outside the window, so the event is made by hand.
_DROP = """([name, content]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([content], name, { type: "text/html" }));
  const form = document.querySelector("form");
  form.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""
