"""Selected words become places in code points, whatever is drawn between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.db.engine import open_database
from service.db.tables import VerdictItemRow
from service.settings import Settings
from tests.pages.conftest import serving
from tests.pages.review.articles import BandedScorer
from tests.pages.review.conftest import Enter, send_article

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

TITLE = "\U0001f600 A head\u200bline"
TEXT = (
    "\U0001f600 The nai\u0308ve \u200bword, officials said, and \U0001f468\u200d\U0001f469\u200d\U0001f467 "
    "officials said \u202eagain\r\nwith a line.\n\n"
    "Second part: e\u0301te\u0301 \U0001f1e9\U0001f1ea officials said finally.\n\n"
    + "More words of plain prose follow here. "
    * 8
)
# From the first place of some words to the end of others, both as they stand in one piece of the page.
_SELECT = """([first, last, field]) => {
  const find = (words, isEnd) => {
    const walker = document.createTreeWalker(document.querySelector(`[data-field=${field}]`), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(words);
      if (at >= 0) return [walker.currentNode, at + (isEnd ? words.length : 0)];
    }
  };
  const range = document.createRange();
  range.setStart(...find(first, false));
  range.setEnd(...find(last, true));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
_SELECTIONS = (
    ("The", "nai\u0308ve", "text"),
    ("word", "word", "text"),
    ("nai\u0308ve", "word", "text"),
    ("ve ", "and", "text"),
    (", and", "again", "text"),
    ("again", "with", "text"),
    ("with", "Second", "text"),
    ("e\u0301te\u0301", "finally", "text"),
    ("officials said", "Second", "text"),
    ("head", "line", "title"),
)


@pytest.fixture
def desk(review_settings: Settings, enter: Enter) -> Iterator[Page]:
    """The page of the decision on the article above, held by anna."""
    with TestClient(create_app(review_settings, scorer=BandedScorer())) as tool:
        review = send_article(tool, 1, 1, title=TITLE, text=TEXT)
    with serving(review_settings, BandedScorer()) as site:
        page = enter(site, "anna")
        page.goto(f"{site}/review/{review}")
        page.get_by_role("button", name="Take it").click()
        page.wait_for_selector("#add-selected:visible")
        yield page


def _places(page: Page) -> list[str]:
    return [str(one.input_value()) for one in page.locator("input[name=add-place]").all()]


def test_a_selection_has_the_place_that_the_server_counts(
    desk: Page, review_settings: Settings
) -> None:
    expected = []
    for first, last, field in _SELECTIONS:
        text = TEXT if field == "text" else TITLE
        start = text.index(first)
        end = text.index(last, start) + len(last)
        trimmed = text[start:end].rstrip()
        expected.append((field, start, start + len(trimmed)))
        desk.evaluate(_SELECT, [first, last, field])
        desk.locator("#add-selected").click()
        desk.locator(".addition select").last.select_option("source.anonymous")
        desk.evaluate("document.activeElement.blur()")

    places = _places(desk)
    desk.locator("#rating-3").check()
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.wait_for_selector(".saved")

    assert places == [":".join(map(str, place)) for place in expected]
    database = open_database(review_settings.database_url.get_secret_value())
    with database.reading() as session:
        stored = [(row.field, row.start, row.end) for row in session.query(VerdictItemRow)]
    database.close()
    assert sorted(stored) == sorted(expected)


def test_a_whole_paragraph_is_selected_by_three_clicks_and_added_by_a_key(desk: Page) -> None:
    desk.locator("[data-field=text] p").nth(1).click(click_count=3, position={"x": 4, "y": 8})

    desk.keyboard.press("m")

    start = TEXT.index("Second")
    assert _places(desk) == [f"text:{start}:{TEXT.index('finally.') + len('finally.')}"]
    assert desk.evaluate("document.activeElement.name") == "add-signal"
    desk.wait_for_selector("#announcement:has-text('Choose the signal')")


def test_a_part_of_the_sign_for_a_hidden_character_means_the_character(desk: Page) -> None:
    desk.evaluate("""() => {
      const sign = document.querySelector("[data-field=text] .hidden-character").firstChild;
      getSelection().setBaseAndExtent(sign, 1, sign, 3);
    }""")

    desk.keyboard.press("m")

    place = TEXT.index("\u200b")
    assert _places(desk) == [f"text:{place}:{place + 1}"]


@pytest.mark.parametrize(
    "script", ["getSelection().removeAllRanges()", "getSelection().selectAllChildren(article)"]
)
def test_no_selection_and_one_of_title_and_text_add_nothing(desk: Page, script: str) -> None:
    desk.evaluate(f"() => {{ const article = document.getElementById('article'); {script}; }}")

    desk.keyboard.press("m")

    desk.wait_for_selector("#announcement:has-text('Select words')")
    assert _places(desk) == []


def test_words_that_were_changed_by_hand_lose_their_place_and_are_looked_up(desk: Page) -> None:
    desk.evaluate(_SELECT, ["Second", "Second", "text"])
    desk.keyboard.press("m")

    desk.locator("input[name=add-words]").fill("Second part")

    assert _places(desk) == [""]
