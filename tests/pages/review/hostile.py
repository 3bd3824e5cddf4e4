"""A newsroom in which every word that somebody else can choose is a text of the test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import update
from starlette.testclient import TestClient

from models import SignalInfo
from service.accounts.people import moderator_of
from service.accounts.store import find_user
from service.app import create_app
from service.db.engine import Database
from service.db.tables import ReviewRow, UserRow
from service.errors import InvalidRequestError
from service.identifiers import new_uuid7, parse_id
from service.keys.workflow import create_key
from service.reviews.policy import Policy
from service.reviews.schemas import QueueFilter
from service.reviews.workflow.deciding import decide
from service.reviews.workflow.leasing import take
from service.reviews.workflow.queue import read_review
from service.reviews.workflow.views import save_view
from service.roles import Moderator
from service.settings import Settings
from tests.fakes import FixedScorer
from tests.pages.scorers import EchoScorer
from tests.service.reviews.builders import a_moderator, a_verdict_request

_MOST_VIEWS = 50
_SIGNAL = "source.anonymous"


class EchoDesk(EchoScorer):
    """Repeats the article everywhere, and has one signal that a moderator can name."""

    def signals(self) -> list[SignalInfo]:
        """The one of the fixed scorer, so that decisions have a reason and a place."""
        return FixedScorer().signals()


def joined(texts: Iterable[str], most: int, between: str = " ") -> Iterator[str]:
    """The texts, as many in one line as fit into so many characters."""
    line = ""
    for text in (one[:most] for one in texts):
        if line and len(line) + len(between) + len(text) > most:
            yield line
            line = ""
        line = f"{line}{between}{text}" if line else text
    yield line


def person(database: Database, name: str) -> Moderator:
    """Somebody as the workflows know them."""
    with database.reading() as session:
        row = find_user(session, name)
        assert row is not None
        return moderator_of(row)


def rename(database: Database, names: Iterable[str], shown: str) -> None:
    """Let people be called something else on every page."""
    with database.writing() as session:
        chosen = UserRow.name.in_(list(names))
        session.execute(update(UserRow).where(chosen).values(display_name=shown[:120]))


def send(settings: Settings, texts: Iterable[str]) -> list[str]:
    """Send each text as title, text or HTML, address and id of an article; the ids of the reviews."""
    with TestClient(create_app(settings, scorer=EchoDesk())) as tool:
        return [_send(tool, number, text) for number, text in enumerate(texts)]


def _send(tool: TestClient, number: int, text: str) -> str:
    body = {
        "title": text[:1_000],
        "html" if number % 5 == 0 else "text": text,
        "url": f"https://{text[:300]}/?{text[:300]}",
        "external_id": text[:200],
    }
    answer = tool.post("/v1/scores", json=body)
    assert answer.status_code == 200, (text, answer.text)
    return str(answer.json()["id"]).replace("sc_", "rv_")


def disagree(database: Database, settings: Settings, reviews: list[str], texts: list[str]) -> None:
    """Two opinions on each article that differ, with a text as the note and the article as a missed place."""
    for name, rating in (("anna", 1), ("ben", 5)):
        moderator = person(database, name)
        for review, text in zip(reviews, texts, strict=True):
            _decide(database, Policy.of(settings), moderator, review, rating, text)


def _decide(
    database: Database, policy: Policy, moderator: Moderator, review: str, rating: int, text: str
) -> None:
    lease = take(review, moderator=moderator, database=database, policy=policy)
    detail = read_review(review, moderator=moderator, database=database)
    place = {"signal": _SIGNAL, "field": "text", "start": 0, "end": len(detail.text)}
    request = a_verdict_request(
        lease.review,
        lease,
        rating,
        note=text[:4_000],
        reasons=[_SIGNAL],
        added=[place],
    )
    decide(request, moderator=moderator, signals=[_SIGNAL], database=database)


def hold(database: Database, reviews: Iterable[str], name: str, **columns: object) -> None:
    """Give articles to somebody for an hour, so that their pages show the form."""
    with database.writing() as session:
        holder = find_user(session, name)
        assert holder is not None
        now = datetime.now(UTC)
        for review in reviews:
            row = update(ReviewRow).where(ReviewRow.score_id == parse_id("review", review))
            session.execute(
                row.values(
                    lease_id=new_uuid7(),
                    lease_user_id=holder.id,
                    leased_at=now,
                    lease_expires_at=now + timedelta(hours=1),
                    **columns,
                )
            )


def share_views(database: Database, texts: list[str]) -> int:
    """Shared views that are called like the texts, by as many seniors as it takes; how many there are."""
    names = count(1)
    owner, kept = a_moderator(database, "senior0", "senior"), 0
    for line in joined(texts, 80):
        if kept % _MOST_VIEWS == _MOST_VIEWS - 1:
            owner = a_moderator(database, f"senior{next(names)}", "senior")
        try:
            save_view(line, QueueFilter(search=line), True, owner, database)  # noqa: FBT003
        except InvalidRequestError:
            # A name with characters that cannot be printed is refused; the printable ones are enough to try.
            continue
        kept += 1
    return kept


def label_keys(database: Database, texts: list[str]) -> None:
    """Keys that are called like the texts."""
    for line in joined(texts, 100):
        create_key(line, ["review"], database=database, user="anna")
