"""Every page at 400 %, with wide text, with forced colours and without motion: nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from playwright.sync_api import Browser

from service.settings import Settings
from tests.pages.conftest import serving
from tests.pages.review import hostile
from tests.pages.review.conftest import Enter
from tests.pages.review.every_page import STATES, Newsroom, Visitors, open_newsroom

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

_NARROW: Final = {"width": 320, "height": 256}
# The distances that WCAG 1.4.12 names. A sheet of the script's own passes the page's policy, an element would not.
_SPACING: Final = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }
  `);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
# What hangs over the window, and text that a box cuts off without a way to scroll to it.
_LOST: Final = """() => {
  const hidden = ".unseen, .skip, [hidden], dialog:not([open])";
  const lost = [];
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) {
    const isOver = (one) => one.getBoundingClientRect().right > innerWidth;
    const over = [...document.querySelectorAll("main *")].filter(isOver);
    lost.push(`the page is ${wide} wide: ${over.map((one) => `${one.localName}.${one.className}`).slice(0, 9)}`);
  }
  for (const one of document.querySelectorAll("body *")) {
    // What is one pixel large is there for screen readers only.
    if (one.closest(hidden) || one.closest("svg") || !one.checkVisibility() || one.clientWidth <= 1) continue;
    const style = getComputedStyle(one);
    const isCut = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
    const isOver = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
    if (isCut && isOver && one.innerText?.trim()) lost.push(`${one.localName}.${one.className} cuts off its text`);
  }
  return lost;
}"""
_MOVING: Final = """() => [...document.querySelectorAll("*")].flatMap((one) => {
  const style = getComputedStyle(one);
  const moves = style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0.001)
    || (style.animationName !== "none" && parseFloat(style.animationDuration) > 0.001)
    || style.scrollBehavior === "smooth";
  return moves ? [`${one.localName}.${one.className}`] : [];
})"""
# What a mark is drawn with, other than colours.
_DRAWN: Final = """(mark) => {
  const style = getComputedStyle(mark);
  const line = ["Top", "Right", "Bottom", "Left"].map((side) => [
    style[`border${side}Style`], style[`border${side}Width`],
  ]);
  return JSON.stringify([
    line, style.textDecorationLine, style.textDecorationStyle, style.textDecorationThickness,
    style.outlineStyle, style.outlineWidth,
  ]);
}"""


@pytest.fixture(scope="module")
def newsroom_of_states(
    peopled_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Newsroom]:
    """Every state of every page."""
    with open_newsroom(peopled_file, tmp_path_factory.mktemp("zoom")) as opened:
        yield opened


@pytest.mark.parametrize("path", STATES)
def test_nothing_is_lost_at_four_hundred_percent_and_with_wide_text(
    newsroom_of_states: Newsroom, browser: Browser, enter: Enter, path: str
) -> None:
    visitors = Visitors(newsroom_of_states, browser, enter, viewport=_NARROW)
    lost = {}

    for number, state in enumerate(STATES[path]):
        page = visitors.open(state)
        lost[f"{number} {page.url}"] = page.evaluate(_LOST)
        page.evaluate(_SPACING)
        lost[f"{number} {page.url} with wide text"] = page.evaluate(_LOST)
        lost[f"{number} {page.url} in motion"] = page.evaluate(_MOVING)

    assert not {name: found for name, found in lost.items() if found}


def test_where_motion_is_wanted_the_check_for_it_would_find_some(
    newsroom_of_states: Newsroom, browser: Browser, enter: Enter
) -> None:
    """The check is worth something only if there is something to find."""
    visitors = Visitors(newsroom_of_states, browser, enter, reduced_motion="no-preference")

    page = visitors.open(STATES["/review/{review_id}"][1])

    assert page.evaluate(_MOVING)


def test_marks_and_bands_differ_by_more_than_colour_where_colours_are_forced(
    review_settings: Settings, enter: Enter
) -> None:
    [review] = hostile.send(
        review_settings, ["Plain words, officials said, that every effect marks."]
    )
    with serving(review_settings, hostile.EchoDesk()) as site:
        page = enter(site, "anna", forced_colors="active")
        page.goto(f"{site}/review/{review}")
        drawn = {
            effect: page.locator(f"#article mark.{effect}, #article mark .{effect}").first.evaluate(
                _DRAWN
            )
            for effect in ("raises", "lowers", "context")
        }
        plain = page.locator("#article .run").first.evaluate(_DRAWN)
        signs = page.locator(".note .effect").all_inner_texts()

    assert len({*drawn.values(), plain}) == 4, drawn
    assert len({sign.split()[0] for sign in signs}) == 3


def test_the_band_is_told_by_a_shape_and_a_word(
    newsroom_of_states: Newsroom, browser: Browser, enter: Enter
) -> None:
    visitors = Visitors(newsroom_of_states, browser, enter, forced_colors="active")

    page = visitors.open(STATES["/review"][0])

    bands = page.locator(".list .band")
    said = {tuple(text.split(maxsplit=1)) for text in bands.all_inner_texts()}
    assert said
    assert len({shape for shape, _ in said}) == len({word for _, word in said}) == len(said)


def _focus_ring(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))


def test_the_focus_is_seen_where_colours_are_forced(
    newsroom_of_states: Newsroom, browser: Browser, enter: Enter
) -> None:
    visitors = Visitors(newsroom_of_states, browser, enter, forced_colors="active")
    page = visitors.open(STATES["/review/{review_id}"][1])
    rings = set()

    for _ in range(30):
        page.keyboard.press("Tab")
        rings.add(_focus_ring(page))

    assert "none" not in rings
