"""A queue as it is after a year: invented articles of many lengths, copies among them, a quarter decided."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice, product
from typing import Final, cast
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from models import Answer
from models.contract import Band, Evidence
from service.db.engine import Database
from service.db.tables import ReviewRow, ReviewSignalRow, ScoreRow, ShingleRow, UserRow, VerdictRow
from service.identifiers import new_uuid7
from service.reviews.policy import Policy
from service.reviews.search import search_of
from service.reviews.sketch import bands_of, sketch_of
from service.reviews.worth import worth_of
from service.roles import Moderator, Preferences
from tests.service.reviews.builders import a_score_row, an_answer

BATCH: Final = 500
SIGNALS: Final = (
    "source.anonymous",
    "language.loaded",
    "language.wording",
    "headline.question",
    "claim.absolute",
)
SOURCES: Final = 200
LANGUAGES: Final = ("en", "en", "en", "en", "en", "en", "en", "en", "de", "fr")
POLICY: Final = Policy(blind_share=0.1, second_share=0.1, lease_s=900.0, lease_live_s=120.0)
_SKETCH_BYTES: Final = len(sketch_of("", ""))
_COPIES: Final = 0.08
_SETTLED: Final = 0.25
_DAYS: Final = 365
_BANDS: Final[tuple[tuple[float, Band], ...]] = ((0.35, "low"), (0.65, "elevated"), (1.01, "high"))
_PARAGRAPHS: Final = 5_000

Values = dict[str, object]


def vocabulary() -> list[str]:
    """20,000 words that can be spoken, the most frequent first."""
    syllables = ["".join(pair) for pair in product("bdfghklmnprstvz", "aeiou")]
    words = ["".join(parts) for parts in product(syllables, repeat=3)]
    random.Random(7).shuffle(words)  # noqa: S311 - the same words in every run
    return words[:20_000]


@dataclass(frozen=True, slots=True)
class Seeded:
    """One article with everything that is stored about it."""

    score: ScoreRow
    review: Values
    signals: list[str]
    bands: list[int]
    verdict: Values | None


class Newsroom:
    """Draws articles; the same seed draws the same ones."""

    def __init__(self, reviewers: Sequence[UUID]) -> None:
        self._dice = random.Random(4)  # noqa: S311 - the same articles in every run
        self._words = vocabulary()
        # Zipf: the n-th word is as frequent as 1 / n.
        weights = list(accumulate(1 / (rank + 8) for rank in range(len(self._words))))
        self._paragraphs = [
            " ".join(self._dice.choices(self._words, cum_weights=weights, k=50))
            for _ in range(_PARAGRAPHS)
        ]
        self._reviewers = reviewers
        self._recent: list[tuple[int, bytes, str]] = []

    def articles(self, count: int) -> Iterator[Seeded]:
        """Articles from a year ago until now."""
        now = datetime.now(UTC)
        for number in range(1, count + 1):
            at = now - timedelta(days=_DAYS * (1 - number / count))
            yield self._article(number, at)

    def _article(self, number: int, at: datetime) -> Seeded:
        group, sketch, text = self._text(number)
        title = text[:60].rsplit(" ", 1)[0].capitalize()
        host = f"news{min(int(self._dice.expovariate(0.03)), SOURCES - 1)}.example.org"
        answer = self._answer(title, text)
        score = a_score_row(answer, title=title, text=text, url=f"https://{host}/{number}")
        score.created_at = at
        review = self._review(number, group, score, answer) | {"source": host, "sketch": sketch}
        verdict = self._verdict(review, score) if review["state"] == "settled" else None
        found = sorted({one.signal for one in answer.evidence})
        return Seeded(score, review, found, bands_of(sketch), verdict)

    def _text(self, number: int) -> tuple[int, bytes, str]:
        """A text of its own, or one of the last thousand once more with another first word.

        Sketches are drawn, as those of articles that have nothing in common would look: computing them takes longer
        than all the rest.
        """
        if self._recent and self._dice.random() < _COPIES:
            group, sketch, text = self._dice.choice(self._recent)
            return group, sketch, f"{self._dice.choice(self._words).capitalize()} {text}"
        count = 1 + min(int(self._dice.expovariate(0.5)), 20)
        opening = " ".join(self._dice.choices(self._words, k=5))
        text = "\n\n".join([opening, *self._dice.choices(self._paragraphs, k=count)])
        sketch = self._dice.randbytes(_SKETCH_BYTES)
        self._recent = [*self._recent[-999:], (number, sketch, text)]
        return number, sketch, text

    def _answer(self, title: str, text: str) -> Answer:
        risk = self._dice.betavariate(1.6, 2.4)
        band = next(name for limit, name in _BANDS if risk < limit)
        if self._dice.random() < 0.05:
            return an_answer(title=title, text=text, band=None, risk=None, wording=None)
        answer = an_answer(
            title=title,
            text=text,
            band=band,
            risk=risk,
            wording=self._dice.random(),
            language=self._dice.choice(LANGUAGES),
        )
        return replace(answer, evidence=self._evidence(text))

    def _evidence(self, text: str) -> list[Evidence]:
        count = min(int(self._dice.expovariate(0.4)), len(SIGNALS))
        return [
            _found(place, signal, text)
            for place, signal in enumerate(self._dice.sample(SIGNALS, count))
        ]

    def _review(self, number: int, group: int, score: ScoreRow, answer: Answer) -> Values:
        draw, worth = POLICY.draw(score.id), worth_of(answer)
        state = self._state()
        return {
            "number": number,
            "score_id": score.id,
            "created_at": score.created_at,
            "state": state,
            "version": int(state == "settled"),
            "title": (score.title or "")[:200],
            "language": answer.document.language,
            "band": score.band,
            "risk": score.risk,
            "disagreement": worth.disagreement,
            "worth": worth.worth,
            "lot": draw.lot,
            "is_blind": draw.is_blind,
            "wants_second": draw.wants_second,
            "copy_group": group,
            "settled_at": score.created_at if state == "settled" else None,
            "outcome": 3.0 if state == "settled" else None,
        }

    def _state(self) -> str:
        drawn = self._dice.random()
        if drawn < _SETTLED:
            return "settled"
        return "second" if drawn < _SETTLED + 0.05 else "open"

    def _verdict(self, review: Values, score: ScoreRow) -> Values:
        return {
            "id": new_uuid7(),
            "number": review["number"],
            "version": 1,
            "kind": "opinion",
            "user_id": self._dice.choice(self._reviewers),
            "created_at": score.created_at,
            "rating": 3,
            "is_blind": review["is_blind"],
            "seconds": self._dice.expovariate(1 / 90),
            "bundle_sha256": score.bundle_sha256,
            "mode": score.mode,
            "band": score.band,
            "risk": score.risk,
            "state_before": "open",
            "state_after": "settled",
        }


def _found(place: int, signal: str, text: str) -> Evidence:
    start = 10 * place
    return Evidence(
        id=place,
        signal=signal,
        effect="raises",
        voice="outlet",
        field="text",
        start=start,
        end=start + 10,
        exact=text[start : start + 10],
        prefix="",
        suffix="",
        sentence=0,
        attributes={},
        log_odds=0.3,
        confidence=0.6,
        why="",
        by="cue:bench",
    )


def hire(databases: Sequence[Database], count: int) -> list[Moderator]:
    """The same reviewers in several databases."""
    people = [
        Moderator(new_uuid7(), f"user{number}", f"User {number}", "reviewer", False, Preferences())  # noqa: FBT003
        for number in range(count)
    ]
    for database in databases:
        with database.writing() as session:
            session.add_all([_user(one) for one in people])
    return people


def people_of(database: Database) -> list[Moderator]:
    """The reviewers that an earlier run hired; those who visited its pages have a password."""
    hired = select(UserRow).where(UserRow.password_hash.is_(None)).order_by(UserRow.name)
    with database.reading() as session:
        return [
            Moderator(row.id, row.name, row.display_name, "reviewer", False, Preferences())  # noqa: FBT003
            for row in session.scalars(hired)
        ]


def _user(person: Moderator) -> UserRow:
    return UserRow(
        id=person.id,
        name=person.name,
        display_name=person.display_name,
        role=person.role,
        created_at=datetime.now(UTC),
        preferences="{}",
    )


def seed(databases: Sequence[Database], count: int, reviewers: Sequence[UUID]) -> None:
    """Store the same articles in several databases; what is computed about them is computed once."""
    drawn = Newsroom(reviewers).articles(count)
    while articles := list(islice(drawn, BATCH)):
        for database in databases:
            with database.writing() as session:
                _store(session, articles)


def _store(session: Session, articles: Sequence[Seeded]) -> None:
    columns = [column.key for column in ScoreRow.__table__.columns]
    scores = [{key: getattr(one.score, key) for key in columns} for one in articles]
    session.execute(insert(ScoreRow), scores)
    session.execute(insert(ReviewRow), [one.review for one in articles])
    signals = [
        {"number": one.review["number"], "signal": signal}
        for one in articles
        for signal in one.signals
    ]
    session.execute(insert(ReviewSignalRow), signals)
    bands = [
        {"slot": slot, "hash": band, "number": one.review["number"]}
        for one in articles
        for slot, band in enumerate(one.bands)
    ]
    session.execute(insert(ShingleRow), bands)
    session.execute(insert(VerdictRow), [one.verdict for one in articles if one.verdict])
    index = search_of(session)
    for one in articles:
        number = cast("int", one.review["number"])
        index.add(session, number, one.score.title or "", one.score.text)
