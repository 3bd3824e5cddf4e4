"""Two moderators press at the same moment: neither gets the other's article, and no decision is lost."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from sqlalchemy import select

from service.audit.verifying import verify
from service.db.tables import VerdictRow
from tests.journeys.conftest import Site, Start
from tests.pages.review.articles import a_story
from tests.pages.review.conftest import Enter

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

pytestmark = pytest.mark.browser

ROUNDS: Final = 20
_REVIEW = re.compile(r"rv_[0-9a-f]{32}")
# Both browsers read the same clock; a button that is pressed by it is pressed in both within a millisecond or two.
_PRESS_AT: Final = """([selector, moment]) => {
  const button = document.querySelector(selector);
  setTimeout(() => button.click(), moment - Date.now());
}"""
_AHEAD_MS: Final = 30
_NEXT: Final = "[data-shortcut=next]"
_SAVE_AND_NEXT: Final = "#decision button[value=next]"
_SAVE: Final = "#decision button[value=stay]"


def _press_together(pages: list[Page], selector: str) -> None:
    """Press a button on every page at one moment, and wait for what comes of it."""
    moment = int(pages[0].evaluate("Date.now()")) + _AHEAD_MS
    before = [page.evaluate("performance.timeOrigin") for page in pages]
    for page in pages:
        page.evaluate(_PRESS_AT, [selector, moment])
    for page, origin in zip(pages, before, strict=True):
        page.wait_for_function("origin => performance.timeOrigin !== origin", arg=origin)
        page.wait_for_load_state()


def _held(page: Page) -> str:
    found = _REVIEW.search(page.url)
    assert found, page.url
    assert page.locator("#decision").count() == 1, page.url
    return found[0]


def _site(start: Start, articles: int) -> Site:
    return start(articles=[a_story(number, number % 4) for number in range(1, articles + 1)])


def _verdicts(site: Site) -> list[VerdictRow]:
    with site.database.reading() as session:
        return list(session.scalars(select(VerdictRow).order_by(VerdictRow.id)))


def test_two_who_press_next_at_the_same_moment_never_get_the_same_article(
    start_site: Start, enter: Enter
) -> None:
    site = _site(start_site, 2 * ROUNDS + 2)
    pages = [enter(site.address, "anna"), enter(site.address, "ben")]
    rounds = []

    _press_together(pages, _NEXT)
    for _ in range(ROUNDS):
        rounds.append([_held(page) for page in pages])
        for page in pages:
            page.keyboard.press("3")
        _press_together(pages, _SAVE_AND_NEXT)
    rounds.append([_held(page) for page in pages])

    assert all(anna != ben for anna, ben in rounds)
    assert len({review for pair in rounds for review in pair}) == 2 * ROUNDS + 2
    assert len({one.number for one in _verdicts(site)}) == len(_verdicts(site)) == 2 * ROUNDS
    assert verify(site.database).is_whole


def test_two_who_take_the_only_article_at_the_same_moment_are_one_who_has_it(
    start_site: Start, enter: Enter
) -> None:
    site = _site(start_site, 1)
    pages = [enter(site.address, "anna"), enter(site.address, "ben")]

    _press_together(pages, _NEXT)

    forms = [page.locator("#decision").count() for page in pages]
    assert sorted(forms) == [0, 1]
    loser = pages[forms.index(0)]
    assert loser.get_by_role("heading", name="Nothing here is waiting for you").is_visible()


def test_two_tabs_that_save_the_same_version_at_once_store_one_and_keep_what_was_typed_in_the_other(
    start_site: Start, enter: Enter
) -> None:
    site = _site(start_site, 1)
    first = enter(site.address, "anna")
    first.keyboard.press("g")
    first.wait_for_selector("#decision")
    second = first.context.new_page()
    second.goto(first.url)
    tabs, typed = [first, second], [("2", "Said in one tab."), ("5", "Said in the other tab.")]
    answers: dict[Page, list[int]] = {tab: [] for tab in tabs}
    for tab, (rating, note) in zip(tabs, typed, strict=True):
        tab.on("response", partial(_note_verdict, answers[tab]))
        tab.keyboard.press(rating)
        tab.locator("#note").fill(note)

    _press_together(tabs, _SAVE)
    lost = tabs.index(next(tab for tab in tabs if answers[tab] == [409]))
    rating, note = typed[lost]
    kept = (
        tabs[lost].locator("input[name=rating]:checked").input_value(),
        tabs[lost].locator("#note").input_value(),
    )
    told = tabs[lost].locator("#problem").inner_text()
    _press_together([tabs[lost]], _SAVE)

    assert sorted([*answers[first], *answers[second]]) == [303, 303, 409]
    assert kept == (rating, note)
    assert "press Save once more" in told
    stored = [(one.kind, str(one.rating), one.note) for one in _verdicts(site)]
    assert stored == [("opinion", *typed[1 - lost]), ("revision", rating, note)]
    assert verify(site.database).is_whole


def _note_verdict(into: list[int], answer: Response) -> None:
    if answer.url.endswith("/verdict"):
        into.append(answer.status)
