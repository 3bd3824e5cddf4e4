"""Every page that a moderator can open, in every state that looks different, with the shipped bundle behind it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import SecretStr
from sqlalchemy import update
from starlette.testclient import TestClient

from models import load_scorer
from service.app import create_app
from service.db.engine import Database, open_database
from service.db.tables import ReviewRow
from service.identifiers import parse_id
from service.pages.samples import samples
from service.reviews.policy import Policy
from service.reviews.schemas import QueueFilter
from service.reviews.workflow.deciding import decide
from service.reviews.workflow.leasing import take
from service.reviews.workflow.views import save_view
from service.settings import Settings
from tests.pages.conftest import serving
from tests.pages.review.articles import a_story
from tests.pages.review.hostile import person
from tests.service.reviews.builders import a_verdict_request

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

    from tests.pages.review.conftest import Enter

_SIGNAL: Final = "source.anonymous"
# What each article of the newsroom is there for.
_NAMES: Final = (
    "free",
    "held",
    "theirs",
    "blind",
    "told",
    "revised",
    "conflict",
    "settled",
    "refused",
    "copy",
)


@dataclass(frozen=True)
class Newsroom:
    """Where it is, and its articles by what they are there for."""

    site: str
    articles: dict[str, str]

    def address(self, path: str) -> str:
        """An address in which the names of articles stand in braces."""
        return self.site + path.format(**self.articles)


def _nothing(page: Page) -> None:
    """The page as it is opened."""


def _unfold(page: Page) -> None:
    for summary in page.locator("summary:visible").all():
        summary.click()


def _refuse(page: Page) -> None:
    with page.expect_navigation():
        page.locator("#decision button.primary").click()


def _save_after_the_session(page: Page) -> None:
    page.locator("#note").fill("Who says so?")
    page.context.clear_cookies()
    _refuse(page)


def _fail_to_sign_in(page: Page) -> None:
    page.get_by_label("Name").fill("nobody")
    page.get_by_label("Password").fill("wrong password")
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()


def _correct_and_add(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.locator("#add-typed").click()


def _help(page: Page) -> None:
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()


@dataclass(frozen=True)
class State:
    """What is opened, by whom (nobody: signed out), and what is done there."""

    address: str
    by: str = "sara"
    act: Callable[[Page], None] = _nothing


# A new page without a row here fails `test_every_page_has_a_row`.
STATES: Final[dict[str, tuple[State, ...]]] = {
    "/login": (State("/login", ""), State("/login", "", _fail_to_sign_in)),
    # Leads away to the provider, or here when the provider refuses.
    "/oidc/start": (),
    "/oidc/callback": (State("/oidc/callback?error=access_denied&state=x", ""),),
    "/account": (State("/account"),),
    "/review": (
        State("/review?state=all", act=_unfold),
        State("/review?search=nowhere"),
        State("/review?band=purple", "ada"),
        State("/review", act=_help),
    ),
    "/review/conflicts": (State("/review/conflicts"),),
    "/review/agreement": (State("/review/agreement", act=_unfold),),
    "/insight": (State("/insight", act=_unfold),),
    "/review/{review_id}": (
        State("/review/{free}"),
        State("/review/{held}", "anna", _correct_and_add),
        State("/review/{theirs}", "ben"),
        State("/review/{blind}", "anna"),
        State("/review/{told}", "anna"),
        State("/review/{revised}", "anna"),
        State("/review/{conflict}", act=_unfold),
        State("/review/{settled}"),
        State("/review/{refused}", "anna", _refuse),
        State("/review/rv_00000000000000000000000000000000"),
        # Last, because nobody is signed in afterwards.
        State("/review/{held}", "anna", _save_after_the_session),
    ),
    "/review/{review_id}/history": (State("/review/{conflict}/history"),),
    "/review/{review_id}/copies": (State("/review/{free}/copies?with={copy}"),),
}


class Visitors:
    """One browser for each person, signed in when they are first needed; "" is somebody who is not."""

    def __init__(
        self, newsroom: Newsroom, browser: Browser, enter: Enter, **options: object
    ) -> None:
        self._newsroom = newsroom
        self._browser = browser
        self._enter = enter
        self._options: dict[str, object] = {"reduced_motion": "reduce"} | options
        self._pages: dict[str, Page] = {}
        self.complaints: list[str] = []

    def open(self, state: State) -> Page:
        """The page in this state."""
        page = self._pages.get(state.by) or self._listen(self._come_in(state.by))
        self._pages[state.by] = page
        page.goto(self._newsroom.address(state.address))
        state.act(page)
        return page

    def _listen(self, page: Page) -> Page:
        """Write down what scripts complain about; that a page itself is a refusal is no fault of it."""

        def on_message(message: ConsoleMessage) -> None:
            is_status = message.location["url"] == page.url and "status of 4" in message.text
            if message.type in {"error", "warning"} and not is_status:
                self.complaints.append(f"{page.url}: {message.text}")

        page.on("console", on_message)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return page

    def _come_in(self, name: str) -> Page:
        if name:
            return self._enter(self._newsroom.site, name, **self._options)
        return self._browser.new_context(**self._options).new_page()  # type: ignore[arg-type]  # whatever playwright takes


@contextmanager
def open_newsroom(people: Path, folder: Path) -> Iterator[Newsroom]:
    """Ten articles, each in a state of its own, on the real server."""
    file = folder / "caveat.db"
    shutil.copy(people, file)
    settings = Settings(
        database_url=SecretStr(f"sqlite:///{file}"),
        log_level="error",
        key_cache_s=0.0,
        blind_share=0.0,
        second_share=0.0,
        lease_live_s=3_600.0,
        public_url="http://caveat.example",
        oidc_issuer="https://provider.example",
        oidc_client_id="caveat",
        oidc_client_secret=SecretStr("secret"),
    )
    scorer = load_scorer()
    with TestClient(create_app(settings, scorer=scorer)) as tool:
        ids = [_send(tool, number) for number in range(len(_NAMES))]
    articles = dict(zip(_NAMES, ids, strict=True))
    database = open_database(f"sqlite:///{file}")
    _prepare(database, Policy.of(settings), articles)
    database.close()
    with serving(settings, scorer) as site:
        yield Newsroom(site, articles)


def _send(tool: TestClient, number: int) -> str:
    """One of the invented stories; the last is a copy of the first with a few more words."""
    sample = list(samples().values())[number % 3]
    is_copy = _NAMES[number] == "copy"
    own = "" if is_copy else str(a_story(number, 0)["text"])
    first = str(a_story(0, 0)["text"])
    text = f"{sample.text}\n\n{own or first + ' It was on Tuesday.'}"
    url = f"https://a-long-name-of-a-newspaper.example/{number}"
    body = {"title": sample.title, "text": text, "url": url, "language": "en"}
    answer = tool.post("/v1/scores", json=body)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["id"]).replace("sc_", "rv_")


def _prepare(database: Database, policy: Policy, articles: dict[str, str]) -> None:
    def say(name: str, who: str, rating: int) -> None:
        moderator = person(database, who)
        lease = take(articles[name], moderator=moderator, database=database, policy=policy)
        wanted = a_verdict_request(
            lease.review, lease, rating, note="Rests on one unnamed voice.", reasons=[_SIGNAL]
        )
        decide(wanted, moderator=moderator, signals=[_SIGNAL], database=database)

    def hold(name: str, who: str) -> None:
        take(articles[name], moderator=person(database, who), database=database, policy=policy)

    for name in ("blind", "told"):
        chosen = ReviewRow.score_id == parse_id("review", articles[name])
        with database.writing() as session:
            session.execute(update(ReviewRow).where(chosen).values(is_blind=True))
    for name, who, rating in (
        ("told", "anna", 2),
        ("revised", "anna", 3),
        ("conflict", "anna", 1),
        ("conflict", "ben", 5),
        ("settled", "anna", 3),
    ):
        _want_second(database, articles[name], is_wanted=name == "conflict")
        say(name, who, rating)
    for name in ("held", "theirs", "blind", "revised", "refused"):
        hold(name, "anna")
    hold("conflict", "sara")
    sara = person(database, "sara")
    save_view("High risk, unnamed", QueueFilter(band="high"), True, sara, database)  # noqa: FBT003


def _want_second(database: Database, review: str, *, is_wanted: bool) -> None:
    chosen = ReviewRow.score_id == parse_id("review", review)
    with database.writing() as session:
        session.execute(update(ReviewRow).where(chosen).values(wants_second=is_wanted))
