"""`python -m tests.bench reviews`: what moderators wait for, with 100,000 stored scores, on SQLite and PostgreSQL.

No other queue of this kind can be run beside it; the two databases are each other's peer, in one run on one machine.
Times are those of the workflows, from their call to their answer, and under "page" those of whole pages over HTTP.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

import psycopg
from rich.console import Console
from rich.table import Table
from sqlalchemy import event, text

from service.db import migrate
from service.db.engine import Database, open_database
from service.reviews.schemas import QueueFilter, ReviewPage, VerdictRequest
from service.reviews.workflow.deciding import decide
from service.reviews.workflow.leasing import release, take_next
from service.reviews.workflow.queue import count_queue, list_reviews, read_review
from service.reviews.workflow.views import list_views
from service.roles import Moderator
from tests.bench.review_pages import time_pages
from tests.bench.reviews_seed import POLICY, SIGNALS, hire, people_of, seed, vocabulary

POSTGRES: Final = "postgresql://postgres@127.0.0.1:5432"
WORDS: Final = vocabulary()
REVIEWERS: Final = 6
# What an action may take, p95 in milliseconds.
TARGETS: Final = {"queue": 150.0, "search": 200.0, "verdict": 50.0, "next": 150.0, "page": 150.0}

FILTERS: Final[dict[str, dict[str, object]]] = {
    "queue, by worth": {"order": "worth"},
    "queue, by risk": {"order": "risk"},
    "queue, oldest": {"order": "oldest"},
    "queue, sample": {"order": "sample"},
    "queue, all states": {"state": "all"},
    "queue, band high": {"band": "high"},
    "queue, signal": {"signal": SIGNALS[0]},
    "queue, frequent source": {"source": "news0.example.org"},
    "queue, rare source": {"source": "news150.example.org"},
    "queue, language": {"language": "de"},
    "queue, last day": {"max_age_h": 24.0},
    "queue, disagreement 0.4": {"min_disagreement": 0.4},
    "queue, disagreement 0.99": {"min_disagreement": 0.99},
    "queue, with copies": {"copies": True},
    "queue, nothing fits": {"source": "none.example.org", "band": "high"},
    "queue, many filters": {"band": "high", "signal": SIGNALS[1], "language": "en", "copies": False},
    "search, rare word": {"search": WORDS[19_000]},
    "search, common word": {"search": WORDS[20]},
    "search, most common": {"search": WORDS[0]},
    "search, two words": {"search": f"{WORDS[30]} {WORDS[700]}"},
    "search, common, oldest": {"search": WORDS[20], "order": "oldest"},
    "search, word and band": {"search": WORDS[200], "band": "high"},
    "search, no such word": {"search": "qqqq"},
}  # fmt: skip


@dataclass(slots=True)
class Timing:
    """How long something took each time, in milliseconds, and how many statements at most."""

    times: list[float] = field(default_factory=list)
    # None where they happen in another process.
    statements: int | None = 0
    found: int | None = None

    def quantile(self, share: float) -> float:
        """By the nearest rank: a time that was measured."""
        return sorted(self.times)[math.ceil(share * len(self.times)) - 1]


class Bench:
    """One database with its moderators, and what was measured on it."""

    def __init__(self, name: str, database: Database, rounds: int) -> None:
        self.name = name
        self.database = database
        self.timings: dict[str, Timing] = {}
        self._rounds = rounds
        self._statements = 0
        for engine in {database.reader, database.writer, database.recorder}:
            event.listen(engine, "before_cursor_execute", self._count)

    def _count(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        self._statements += not statement.startswith("BEGIN")

    def slow(self) -> list[str]:
        """What took longer than it may."""
        return [
            f"{what}, {timing.quantile(0.95):.0f} ms"
            for what, timing in self.timings.items()
            if timing.quantile(0.95) > TARGETS[what.partition(",")[0]]
        ]

    def measure(self, moderators: Sequence[Moderator]) -> None:
        """Everything once to warm up, then in rounds."""
        me = moderators[0]
        for what, changes in FILTERS.items():
            filters = QueueFilter.model_validate(changes)
            self._repeat(what, partial(self._list, filters, me))
        self._repeat("queue, 20th page", self._paging(me))
        self._repeat("queue, counts", lambda: count_queue(moderator=me, database=self.database))
        self._repeat("queue, whole page", lambda: self._page(me))
        for turn in range(self._rounds):
            self._decide(moderators[turn % len(moderators)], is_warm=turn >= len(moderators))
        for what, times in time_pages(self.database, self._rounds).items():
            self.timings[what] = Timing(times, statements=None)

    def _repeat(self, what: str, action: Callable[[], object]) -> None:
        found = action()
        timing = self.timings.setdefault(what, Timing())
        timing.found = len(found.reviews) if isinstance(found, ReviewPage) else None
        for _ in range(self._rounds):
            with self._timed(what):
                action()

    @contextlib.contextmanager
    def _timed(self, what: str, *, counts: bool = True) -> Iterator[None]:
        self._statements = 0
        began = time.perf_counter()
        yield
        taken = 1e3 * (time.perf_counter() - began)
        if counts:
            timing = self.timings.setdefault(what, Timing())
            timing.times.append(taken)
            timing.statements = max(timing.statements or 0, self._statements)

    def _list(
        self, filters: QueueFilter, moderator: Moderator, cursor: str | None = None
    ) -> ReviewPage:
        return list_reviews(filters, moderator=moderator, database=self.database, cursor=cursor)

    def _page(self, moderator: Moderator) -> None:
        """What `GET /review` asks for."""
        self._list(QueueFilter(), moderator)
        count_queue(moderator=moderator, database=self.database)
        list_views(moderator=moderator, database=self.database)

    def _paging(self, moderator: Moderator) -> Callable[[], ReviewPage]:
        cursor = None
        for _ in range(19):
            cursor = self._list(QueueFilter(), moderator, cursor).next
        return lambda: self._list(QueueFilter(), moderator, cursor)

    def _decide(self, moderator: Moderator, *, is_warm: bool) -> None:
        """Next, read, verdict, and give back what a blind decision keeps."""
        with self._timed("next", counts=is_warm):
            lease = take_next(
                QueueFilter(), moderator=moderator, database=self.database, policy=POLICY
            )
        with self._timed("next, reading view", counts=is_warm):
            read_review(lease.review.id, moderator=moderator, database=self.database)
        request = VerdictRequest(
            review=lease.review.id,
            version=lease.review.version,
            lease=lease.id,
            rating=3,
            reasons=[SIGNALS[0]],
            note="Two sources are missing.",
        )
        with self._timed("verdict", counts=is_warm):
            decide(request, moderator=moderator, signals=SIGNALS, database=self.database)
        release(lease.review.id, moderator=moderator, database=self.database)


def main(arguments: Sequence[str] | None = None) -> None:
    """Fill both databases, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench reviews", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="stored scores")
    parser.add_argument("--rounds", type=int, default=60, help="measurements of each action")
    parser.add_argument("--postgres", default=POSTGRES, help="server to make a database on")
    parser.add_argument("--keep", action="store_true", help="keep the databases for the next run")
    options = parser.parse_args(arguments)
    name = f"caveat_bench_{options.rows}"
    with contextlib.ExitStack() as stack:
        databases = {"SQLite": stack.enter_context(_sqlite(name, keep=options.keep))}
        if url := stack.enter_context(_postgres(options.postgres, name, keep=options.keep)):
            databases["PostgreSQL"] = stack.enter_context(_opened(url))
        people = _fill(list(databases.values()), options.rows)
        benches = [Bench(one, database, options.rounds) for one, database in databases.items()]
        for bench in benches:
            bench.measure(people)
        _print(benches, options.rows, options.rounds)


@contextlib.contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = open_database(url)
    yield database
    database.close()


@contextlib.contextmanager
def _sqlite(name: str, *, keep: bool) -> Iterator[Database]:
    path = Path(tempfile.gettempdir()) / f"{name}.db"
    with _opened(f"sqlite:///{path}") as database:
        yield database
    if not keep:
        path.unlink()


@contextlib.contextmanager
def _postgres(server: str, name: str, *, keep: bool) -> Iterator[str | None]:
    """A database of the benchmark's own; None where no server answers."""
    try:
        connection = psycopg.connect(f"{server}/postgres", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError:
        Console().print("No PostgreSQL answers: left out.")
        yield None
        return
    with contextlib.closing(connection):
        with contextlib.suppress(psycopg.errors.DuplicateDatabase):
            connection.execute(f'CREATE DATABASE "{name}"')
        yield f"{server}/{name}"
        if not keep:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _fill(databases: Sequence[Database], rows: int) -> list[Moderator]:
    """The same articles in each, unless they were kept; returns the moderators."""
    for database in databases:
        migrate.upgrade(database.writer)
    kept = [people_of(database) for database in databases]
    if all(kept):
        return kept[0]
    people = hire(databases, REVIEWERS)
    began = time.perf_counter()
    seed(databases, rows, [one.id for one in people])
    _gather_statistics(databases)
    Console().print(f"{rows:,} scores stored in each in {time.perf_counter() - began:.0f} s")
    return people


def _gather_statistics(databases: Sequence[Database]) -> None:
    """What PostgreSQL does by itself within minutes; SQLite runs as the service leaves it, without."""
    for database in databases:
        if database.writer.dialect.name == "postgresql":
            with database.writer.execution_options(isolation_level="AUTOCOMMIT").connect() as one:
                one.execute(text("SET statement_timeout = 0"))
                one.execute(text("VACUUM ANALYZE"))
            database.writer.dispose()


def _print(benches: Sequence[Bench], rows: int, rounds: int) -> None:
    table = Table("what", "statements", "found")
    for bench in benches:
        table.add_column(f"{bench.name} p50 ms", justify="right")
        table.add_column("p95 ms", justify="right")
    table.add_column("p95 ratio", justify="right")
    for what in benches[0].timings:
        timings = [bench.timings[what] for bench in benches]
        cells = [f"{one.quantile(share):.1f}" for one in timings for share in (0.5, 0.95)]
        ratio = f"{timings[-1].quantile(0.95) / timings[0].quantile(0.95):.1f}x"
        found = "" if timings[0].found is None else str(timings[0].found)
        statements = [str(one.statements) for one in timings if one.statements is not None]
        table.add_row(what, max(statements, key=int, default=""), found, *cells, ratio)
    console = Console(width=120)
    console.print(
        f"{rows:,} scores, {rounds} rounds; ratio: {benches[-1].name} to {benches[0].name}"
    )
    console.print(table)
    for bench in benches:
        for what in bench.slow():
            console.print(f"over its target on {bench.name}: {what}")


if __name__ == "__main__":
    main()
