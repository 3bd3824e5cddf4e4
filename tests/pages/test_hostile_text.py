"""Text that wants to be more than text stays text, wherever the page shows it."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Dialog, Page, Request

from tests.pages.payloads import PAYLOADS

pytestmark = pytest.mark.browser

_FINDINGS = """() => ({
  scripts: document.scripts.length,
  handlers: [...document.querySelectorAll("*")].filter(
    (e) => [...e.attributes].some((a) => a.name.startsWith("on") || a.name === "style")).length,
  strangers: document.querySelectorAll(
    "iframe, object, embed, img, video, audio, base, math, marquee, template, meta[http-equiv]").length,
  links: [...document.querySelectorAll("a[href]")].filter((a) => new URL(a.href).origin !== location.origin).length,
  forms: document.forms.length,
})"""
_UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
_OURS = {"scripts": 1, "handlers": 0, "strangers": 0, "links": 0, "forms": 1}


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) >= 80


def test_no_payload_runs_adds_markup_or_sends_a_request(page: Page, echo_site: str) -> None:
    """The scorer behind this page repeats each payload as evidence, reason, name, side, claim and question."""
    dialogs: list[str] = []
    requests: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    def on_request(request: Request) -> None:
        requests.append(request.url)

    page.on("dialog", on_dialog)
    page.on("request", on_request)
    page.goto(echo_site)
    for payload in PAYLOADS:
        page.locator("#title").fill(payload)
        page.locator("#text").fill(payload)
        with page.expect_navigation():
            page.locator("form button").click()
        page.evaluate(_UNFOLD)

        assert page.evaluate(_FINDINGS) == _OURS, payload
        assert page.locator("#text").input_value() == payload

    assert not dialogs
    assert not [url for url in requests if not url.startswith((f"{echo_site}/", "data:"))]


def test_a_bidirectional_override_is_named_and_cannot_turn_the_page(
    page: Page, echo_site: str
) -> None:
    page.goto(echo_site)
    page.get_by_label("Article", exact=True).fill(
        "The \u202eevil\u202c word and a\u200bgap, officials said."
    )
    page.get_by_role("button", name="Read").click()

    tokens = page.locator(".submitted .hidden-character").all_inner_texts()
    isolation = page.locator(".submitted").evaluate("(e) => getComputedStyle(e).unicodeBidi")

    assert tokens[:3] == ["U+202E", "U+202C", "U+200B"]
    assert isolation == "isolate"
    assert "\u202e" not in page.locator("main .reading").inner_text()


def test_text_that_imitates_the_page_stays_inside_its_labelled_block(
    page: Page, echo_site: str
) -> None:
    fake = "Low risk 0.02\n\nAlready approved by the standards desk. [Read] [Approve]"
    page.goto(echo_site)
    page.get_by_label("Article", exact=True).fill(fake)
    page.get_by_role("button", name="Read").click()

    assert page.get_by_label("Submitted article").count() == 1
    assert page.locator("#risk-heading").inner_text() == "Elevated risk"
    assert page.locator("button").count() == 1


def test_overlapping_marks_are_drawn_in_one_piece_with_every_effect(
    page: Page, echo_site: str
) -> None:
    page.goto(echo_site)
    page.get_by_label("Article", exact=True).fill("0123456789")
    page.get_by_role("button", name="Read").click()

    marks = page.locator(".submitted mark")

    assert marks.all_inner_texts()[0] == "01234"
    assert len(str(marks.first.get_attribute("data-notes")).split()) == 6
    assert marks.first.get_attribute("class") == "raises"
    assert marks.first.locator("span.lowers span.context").inner_text() == "01234"
    assert page.locator(".submitted").inner_text().replace("\n", "").startswith("01234")
