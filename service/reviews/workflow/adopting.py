"""Takes stored scores into the queue: each as it is stored, and those that older versions left behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import Answer
from service.db.engine import Database
from service.db.tables import ReviewRow, ScoreRow
from service.errors import StorageUnavailableError
from service.reading.stored import UnreadableAnswerError, decode_answer
from service.reviews.policy import Policy
from service.reviews.search import search_of
from service.reviews.sketch import sketch_of
from service.reviews.store import copies, reviews
from service.reviews.worth import worth_of
from service.telemetry import log_failure

_MOST_TITLE: Final = 200
_MOST_SOURCE: Final = 255
_MOST_LANGUAGE: Final = 35
_BATCH: Final = 200
_INTERVAL_S: Final = 60.0
_LOOK_BACK: Final = timedelta(days=1)


def open_review(session: Session, row: ScoreRow, answer: Answer, policy: Policy) -> None:
    """Put a score that is being stored into the queue, in the same transaction."""
    # All that takes time comes before the first statement, with which the transaction begins.
    sketch = sketch_of(row.title or "", row.text)
    review = _review(row, answer, policy, sketch)
    # The review refers to the score, which so has to be there first.
    session.flush()
    group = copies.find_group(session, sketch)
    if group is not None:
        # Drawn once for all copies: one that shows its score would tell that of those that do not.
        review.is_blind, review.wants_second = copies.find_draw(session, group)
    reviews.insert_review(session, review, group)
    reviews.insert_signals(session, review.number, answer.signals_found())
    copies.insert_bands(session, review.number, sketch)
    search_of(session).add(session, review.number, row.title or "", row.text)


def _review(row: ScoreRow, answer: Answer, policy: Policy, sketch: bytes) -> ReviewRow:
    draw, worth = policy.draw(row.id), worth_of(answer)
    return ReviewRow(
        score_id=row.id,
        created_at=row.created_at,
        state="open",
        version=0,
        title=title_line(row.title or "", row.text),
        source=source_of(row.url),
        language=answer.document.language[:_MOST_LANGUAGE],
        band=answer.risk.band,
        risk=answer.risk.score,
        disagreement=worth.disagreement,
        worth=worth.worth,
        lot=draw.lot,
        is_blind=draw.is_blind,
        wants_second=draw.wants_second,
        sketch=sketch,
    )


def title_line(title: str, text: str) -> str:
    """What a review is called in the queue: its title or its first words, on one line."""
    line = " ".join((title.strip() or text[: 4 * _MOST_TITLE]).split())
    return line if len(line) <= _MOST_TITLE else f"{line[: _MOST_TITLE - 1].rstrip()}…"


def source_of(url: str | None) -> str:
    """The host of an address without `www.`; empty where there is none or it cannot be read."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")[:_MOST_SOURCE]


def adopt_missing(
    database: Database, policy: Policy, *, batch: int = _BATCH, since: datetime | None = None
) -> int:
    """Open reviews for scores that have none, oldest first, and say how many; several processes may do it at once."""
    return sum(_adopt_in_batches(database, policy, batch, since))


def _adopt_in_batches(
    database: Database, policy: Policy, batch: int, since: datetime | None
) -> Iterator[int]:
    """How many each batch took in; whoever stops asking stops between two."""
    last: tuple[datetime, UUID] | None = None
    while scores := _missing(database, batch, since, last):
        yield _adopt(database, policy, scores)
        # Onwards from here: an answer that cannot be read must not be met again and again.
        last = (scores[-1].created_at, scores[-1].id)


def _missing(
    database: Database, batch: int, since: datetime | None, last: tuple[datetime, UUID] | None
) -> list[ScoreRow]:
    with database.reading() as session:
        return reviews.list_scores_without_review(session, batch, since, last)


def _adopt(database: Database, policy: Policy, scores: list[ScoreRow]) -> int:
    """All of them in one transaction; when another process was faster with one, each in its own."""
    # Decoding takes longest and needs no transaction.
    pairs = [(row, answer) for row in scores if (answer := _decoded(row)) is not None]
    try:
        return _open_all(database, policy, pairs)
    except StorageUnavailableError as error:
        if not isinstance(error.__cause__, IntegrityError):
            raise
    return sum(_open_one(database, policy, pair) for pair in pairs)


def _decoded(row: ScoreRow) -> Answer | None:
    """The answer, or None where the stored bytes are none; that stops nobody else's review."""
    try:
        return decode_answer(row.answer)
    except UnreadableAnswerError as error:
        log_failure(error, "reviews")
        return None


def _open_all(database: Database, policy: Policy, pairs: list[tuple[ScoreRow, Answer]]) -> int:
    with database.writing() as session:
        taken = reviews.which_have_review(session, [row.id for row, _ in pairs])
        free = [(row, answer) for row, answer in pairs if row.id not in taken]
        for row, answer in free:
            open_review(session, row, answer, policy)
    return len(free)


def _open_one(database: Database, policy: Policy, pair: tuple[ScoreRow, Answer]) -> int:
    try:
        return _open_all(database, policy, [pair])
    except StorageUnavailableError as error:
        if isinstance(error.__cause__, IntegrityError):
            return 0
        raise


class Adopter:
    """Adopts in a thread while the service runs: everything once, then what older processes still store beside it."""

    def __init__(self, database: Database, policy: Policy, interval_s: float = _INTERVAL_S) -> None:
        self._database = database
        self._policy = policy
        self._interval_s = interval_s
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="reviews", daemon=True)

    def start(self) -> None:
        """Begin to adopt."""
        self._thread.start()

    def stop(self) -> None:
        """End after the batch that is being adopted."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        since: datetime | None = None
        while not self._stopped.is_set():
            try:
                since = self._adopt(since)
            except Exception as error:  # noqa: BLE001 - the thread must outlive an outage and a bug
                log_failure(error, "reviews")
            self._stopped.wait(self._interval_s)

    def _adopt(self, since: datetime | None) -> datetime | None:
        """One round; from when on the next one has to look."""
        begun = datetime.now(UTC)
        for _ in _adopt_in_batches(self._database, self._policy, _BATCH, since):
            if self._stopped.is_set():
                return since
        return begun - _LOOK_BACK
