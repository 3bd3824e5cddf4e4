"""Whatever strangers and colleagues write stays text on every page of the moderators."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from pydantic import SecretStr

from service.db.engine import Database, open_database
from service.settings import Settings
from tests.pages.conftest import serving
from tests.pages.payloads import PAYLOADS
from tests.pages.review import hostile
from tests.pages.review.conftest import Enter

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# Harmless, but with everything that the page itself draws in text: signs for hidden characters, lines, a long word.
BENIGN: Final = (
    "Plain words, officials said.",
    "A \u200bhidden and a \u202eturned\u202c one.",
    "A tab\there, a \u001b bell and a \ufeff mark; the \u00ad hyphen and a \U000e0041 tag.",
    "https://plain.example/path",
    "Ordinary words that are long enough to be cut where pages cut what is long, and then some more of them "
    * 3,
)
# As many in one line as fit into every field; and so many plain lines that lists have a second page.
_LINES: Final = tuple(hostile.joined(PAYLOADS, 200))
_PLAIN: Final = tuple(f"{text} Number {number}." for number in range(11) for text in BENIGN)
# Of what a page is made: each element with each of its attributes, and where its links and forms lead.
_MAKE_UP: Final = """() => {
  const of = {};
  const add = (name) => { of[name] = (of[name] ?? 0) + 1; };
  const walker = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) add("comment");
  for (const one of document.querySelectorAll("*")) {
    add(one.localName);
    for (const { name } of one.attributes) add(`${one.localName}@${name}`);
    for (const name of ["href", "src", "action", "formaction", "hx-get", "hx-post"]) {
      const value = one.getAttribute(name);
      if (value === null) continue;
      const { protocol, origin } = new URL(value, location.href);
      add(`${name} to ${origin === location.origin ? "here" : protocol}`);
    }
  }
  return of;
}"""
# These have one number on each page of a kind, whatever is written on it.
_COUNTED: Final = frozenset(
    {
        "script",
        "script@src",
        "style",
        "link",
        "meta",
        "base",
        "title",
        "comment",
        "iframe",
        "object",
        "embed",
        "html",
        "head",
        "body",
        "main",
        "header",
        "dialog",
    }
)
_VIOLATION: Final = "Content Security Policy"
_PEOPLE: Final = ("anna", "ben", "sara", "ada")
_Facts = dict[str, dict[str, int]]
Fill = Callable[[tuple[str, ...]], "Stock"]


@dataclass
class Watch:
    """What the browser did that it should not have done."""

    site: str
    dialogs: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    made_of: _Facts = field(default_factory=dict)

    def look(self, page: Page) -> None:
        """Follow everything that a page does from now on."""
        page.on("dialog", self._refuse)
        page.on("request", lambda request: self._check(request.url))
        page.on("console", lambda message: self._note(message.text))
        page.on("pageerror", lambda error: self._note(str(error)))

    def _refuse(self, dialog: object) -> None:
        kind, message = dialog.type, dialog.message  # type: ignore[attr-defined]  # playwright's, imported for types only
        if kind != "beforeunload":
            self.dialogs.append(message)
        dialog.accept()  # type: ignore[attr-defined]  # as above

    def _check(self, url: str) -> None:
        if not url.startswith((f"{self.site}/", "data:image/svg+xml")):
            self.strangers.append(url)

    def _note(self, text: str) -> None:
        if _VIOLATION in text or "SyntaxError" in text:
            self.violations.append(text)


@dataclass(frozen=True)
class Stock:
    """A newsroom full of texts: where it is, and the articles, alone and several in one with a copy."""

    site: str
    watch: Watch
    texts: tuple[str, ...]
    alone: list[str]
    grouped: list[str]
    database: Database


@pytest.fixture
def stock(peopled_file: Path, tmp_path: Path) -> Iterator[Fill]:
    """Fill a newsroom with texts; it is served until the test ends."""
    with ExitStack() as stack:
        yield lambda texts: _fill(stack, peopled_file, tmp_path / f"{len(texts)}.db", texts)


def _fill(stack: ExitStack, people: Path, file: Path, texts: tuple[str, ...]) -> Stock:
    shutil.copy(people, file)
    settings = Settings(
        database_url=SecretStr(f"sqlite:///{file}"),
        log_level="error",
        key_cache_s=0.0,
        blind_share=0.0,
        second_share=0.0,
    )
    database = open_database(settings.database_url.get_secret_value())
    stack.callback(database.close)
    alone = hostile.send(settings, texts)
    grouped = hostile.send(settings, _with_copies(texts))
    hostile.disagree(database, settings, alone, list(texts))
    hostile.hold(database, alone, "sara")
    hostile.hold(database, grouped, "ada", is_blind=True)
    hostile.share_views(database, list(texts))
    hostile.label_keys(database, list(texts))
    site = stack.enter_context(serving(settings, hostile.EchoDesk()))
    return Stock(site, Watch(site), texts, alone, grouped, database)


def _with_copies(texts: tuple[str, ...]) -> Iterator[str]:
    """Many texts in one article, and then with a few more words once again."""
    prose = (
        "\n\nThe harbour was closed after two cranes failed, the port authority said in its report."
    )
    for group in hostile.joined(texts, 1_500, "\n\n"):
        yield group + prose
        yield f"{group}{prose} It was on Tuesday."


def test_there_are_enough_payloads_and_none_is_cut() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 150
    assert all(any(one in line for line in _LINES) for one in PAYLOADS)


def test_no_payload_runs_adds_markup_or_sends_a_request(stock: Fill, enter: Enter) -> None:
    plain = walk(stock(_PLAIN), enter, articles=len(BENIGN))
    watch = walk(stock(_LINES), enter)

    assert set(watch.made_of) == set(plain.made_of)
    assert not watch.dialogs
    assert not watch.strangers
    assert not watch.violations
    for kind, found in watch.made_of.items():
        # A refusal shows the page of the article again.
        known = plain.made_of[kind] | (plain.made_of["article"] if kind == "refused" else {})
        assert not {name for name in found if name not in known}, kind


def walk(stock: Stock, enter: Enter, articles: int | None = None) -> Watch:
    """Go through every page, as a senior who settles and as an admin who decides blind."""
    sara = enter(stock.site, "sara")
    stock.watch.look(sara)
    _walk_lists(sara, stock, articles)
    _walk_articles(sara, stock, articles)
    _walk_a_refusal(sara, stock)
    ada = enter(stock.site, "ada")
    stock.watch.look(ada)
    _walk_groups(ada, stock)
    return stock.watch


def _visit(page: Page, stock: Stock, kind: str, address: str) -> None:
    page.goto(stock.site + address)
    _keep(page, stock, kind)


def _keep(page: Page, stock: Stock, kind: str) -> None:
    """Add what the page is made of to what pages of its kind are made of; what is counted must not vary."""
    found = page.evaluate(_MAKE_UP)
    before = stock.watch.made_of.setdefault(kind, found)
    counts = [{name: n for name, n in one.items() if name in _COUNTED} for one in (before, found)]
    assert counts[0] == counts[1], (kind, page.url)
    stock.watch.made_of[kind] = before | found


def _walk_lists(page: Page, stock: Stock, most: int | None) -> None:
    _visit(page, stock, "queue", "/review?state=all&order=oldest")
    # The second page comes as a part, which htmx puts into the first.
    page.locator("a[rel=next]").click()
    page.get_by_role("link", name="First page").wait_for()
    _keep(page, stock, "queue")
    for kind in ("/review?state=all&order=oldest", "/review/conflicts"):
        address: str | None = kind
        while address:
            _visit(page, stock, kind, address)
            onward = page.locator("a[rel=next]")
            address = onward.get_attribute("href") if onward.count() else None
    for line in stock.texts[:most]:
        _visit(page, stock, "search", f"/review?search={quote(line)}&source={quote(line)}")
    for kind in ("/review/agreement", "/insight?window=all", "/account"):
        _visit(page, stock, kind, kind)


def _walk_articles(page: Page, stock: Stock, articles: int | None) -> None:
    """Both opinions, the evidence and the form, for each text; and what was said before."""
    for review, text in list(zip(stock.alone, stock.texts, strict=True))[:articles]:
        hostile.rename(stock.database, _PEOPLE, text)
        _visit(page, stock, "article", f"/review/{review}")
        _visit(page, stock, "history", f"/review/{review}/history")


def _walk_a_refusal(page: Page, stock: Stock) -> None:
    """Send everything that can be typed with a fault in it: the page gives all of it back."""
    page.goto(f"{stock.site}/review/{stock.alone[0]}")
    note = next(hostile.joined(stock.texts, 4_000))
    page.locator("#note").fill(note)
    for text in stock.texts:
        page.locator("#add-typed").click()
        page.locator("input[name=add-words]").last.fill(text.replace("\n", " "))
    page.locator("input[name=evidence-0][value=corrected]").check()
    page.locator("input[name=correct-0-words]").fill(note[:500].replace("\n", " "))
    with page.expect_navigation():
        page.locator("#decision button.primary").click()
    assert page.locator("#problem").count() == 1
    assert page.locator("input[name=add-words]").count() == len(stock.texts)
    assert page.locator("#note").input_value() == note.strip()
    _keep(page, stock, "refused")


def _walk_groups(page: Page, stock: Stock) -> None:
    for original, copy in zip(stock.grouped[::2], stock.grouped[1::2], strict=True):
        _visit(page, stock, "blind", f"/review/{original}")
        _visit(page, stock, "copies", f"/review/{original}/copies?with={copy}")
