"""Without JavaScript the whole way works: decide, copies, undo, skip, out, and no way back by an old cookie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Browser
from sqlalchemy import select

from service.audit.verifying import verify
from service.db.tables import VerdictItemRow, VerdictReasonRow, VerdictRow
from tests.journeys.conftest import Site, Start
from tests.pages.review.articles import a_story
from tests.pages.review.conftest import Enter

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser


def _articles() -> list[dict[str, object]]:
    """An article with two places, its copy with three more words, and another one."""
    original = a_story(1, 2)
    copy = original | {
        "text": f"{original['text']} Three more words.",
        "url": "https://copy.example/",
    }
    return [original, copy, a_story(2, 1)]


def _press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


def _items(site: Site) -> list[tuple[str, str, str]]:
    with site.database.reading() as session:
        rows = session.scalars(
            select(VerdictItemRow).order_by(VerdictItemRow.verdict_id, VerdictItemRow.position)
        )
        return [(row.action, row.field, row.exact) for row in rows]


def _verdicts(site: Site) -> list[tuple[str, int | None, str | None]]:
    with site.database.reading() as session:
        rows = session.scalars(select(VerdictRow).order_by(VerdictRow.kind.desc()))
        return [(row.kind, row.rating, row.note) for row in rows]


def test_an_article_and_its_copy_are_decided_undone_and_skipped(
    start_small_site: Start, enter: Enter
) -> None:
    site = start_small_site(articles=_articles())
    page = enter(site.address, "anna", java_script_enabled=False)

    page.get_by_label("Search title and text").fill("Report 1")
    _press(page, "Apply")
    page.goto(site.page_of(site.reviews[0]))
    _press(page, "Take it")
    _fill_in(page)
    previewed = _preview_the_copy(page)
    page.get_by_role("checkbox", name="#2").check()
    _press(page, "Save")
    saved = page.locator(".saved").inner_text()
    stored, items = _verdicts(site), _items(site)
    with page.expect_navigation():
        page.locator(".saved").get_by_role("button").click()

    assert "Three more words." in previewed
    assert "rated 4, large chance" in saved
    assert "repeated on 1 copy" in saved
    assert stored == [
        ("opinion", 4, "Seen without a script."),
        ("covered", 4, "Seen without a script."),
    ]
    assert items[:3] == [
        ("accepted", "text", "officials said"),
        ("corrected", "text", "officials said so. The"),
        ("added", "title", "Report 1"),
    ]
    assert page.locator(".notice", has_text="Undone").is_visible()
    assert [kind for kind, *_ in _verdicts(site)] == ["undo", "undo", "opinion", "covered"]
    _skip_them_all(page, site)
    assert verify(site.database).is_whole


def _fill_in(page: Page) -> None:
    page.locator("#rating-4").check()
    page.locator("input[name=reasons]").first.check()
    page.locator("#note").fill("Seen without a script.")
    page.locator("input[name=evidence-0][value=accepted]").check()
    page.locator("input[name=evidence-1][value=corrected]").check()
    page.locator("input[name=correct-1-words]").fill("officials said so. The")
    page.locator("select[name=add-signal]").first.select_option("source.anonymous")
    page.locator("input[name=add-words]").first.fill("Report 1")


def _preview_the_copy(page: Page) -> str:
    """Open the comparison beside the form, which stays as it is."""
    page.locator("#covers summary").click()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Compare with #2").click()
    preview = opened.value
    preview.wait_for_load_state()
    words = preview.locator(".differing ins").inner_text()
    preview.close()
    return words


def _skip_them_all(page: Page, site: Site) -> None:
    """Whatever is laid aside does not come again; in the end there is nothing."""
    page.goto(f"{site.address}/review")
    _press(page, "Next article")
    seen = []
    while page.locator("#decision").count():
        seen.append(page.inner_text("h1"))
        _press(page, "Leave it to somebody else")
    assert sorted(seen) == ["Article #1", "Article #2", "Article #3"]
    assert page.inner_text("h1") == "Nothing here is waiting for you"


def test_reasons_and_faults_come_back_with_everything_that_was_typed(
    start_small_site: Start, enter: Enter
) -> None:
    site = start_small_site(articles=[a_story(1, 2)])
    page = enter(site.address, "anna", java_script_enabled=False)
    _press(page, "Next article")
    _fill_in(page)
    page.locator("input[name=add-words]").first.fill("Nobody wrote this")

    _press(page, "Save")
    told = page.locator("#problem").inner_text()
    page.locator("input[name=add-words]").first.fill("Report 1")
    _press(page, "Save")

    assert "do not stand in the article" in told
    assert _verdicts(site) == [("opinion", 4, "Seen without a script.")]
    with site.database.reading() as session:
        assert session.scalars(select(VerdictReasonRow.signal)).all() == ["source.anonymous"]


def test_whoever_signed_out_gets_in_by_the_form_and_not_by_an_old_cookie(
    start_small_site: Start, enter: Enter, browser: Browser
) -> None:
    site = start_small_site(articles=[a_story(1)])
    page = enter(site.address, "anna", java_script_enabled=False)
    replayed = browser.new_context(java_script_enabled=False)
    replayed.add_cookies(page.context.cookies())  # type: ignore[arg-type]  # what one gives the other takes
    was_in = _where(replayed, site)

    _press(page, "Sign out")
    left_at = page.url
    again = enter(site.address, "anna", java_script_enabled=False)

    assert was_in == f"{site.address}/review"
    assert left_at == f"{site.address}/login"
    assert again.get_by_role("button", name="Next article").is_visible()
    assert "/login" in _where(replayed, site)
    replayed.close()


def _where(context: BrowserContext, site: Site) -> str:
    page = context.new_page()
    page.goto(f"{site.address}/review")
    return page.url
