"""The process is killed while it writes: what was acknowledged is there with all its parts, and nothing half."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

from sqlalchemy import make_url, select

from service.audit.verifying import verify
from service.db.engine import Database, open_database
from service.db.tables import VerdictRow
from service.reviews.schemas import Verdict
from service.reviews.store import verdicts
from tests.service.reviews.desk import Desk

# RELIABILITY D1 names 1,000 verdicts, which take minutes; the suite kills less often, each time in the same way.
KILLS = 3
SHORTEST_S, LONGEST_S = 0.01, 0.15


def test_no_acknowledged_verdict_is_lost_and_none_is_half(database_url: str) -> None:
    database = open_database(database_url)
    desk = Desk(database)
    reviews = [desk.review(number) for number in range(5)]
    moderator = desk.who("anna").id.hex
    acknowledged: list[str] = []

    for _ in range(KILLS):
        acknowledged += _kill_after_a_while([database_url, moderator, *reviews])

    stored = {verdict.id: verdict for verdict in _everything(database)}
    assert acknowledged
    assert set(acknowledged) <= set(stored)
    # Nobody is told of the last one if the kill comes between the commit and the answer.
    assert len(stored) - len(acknowledged) <= KILLS
    assert {(len(one.items), len(one.reasons)) for one in stored.values()} == {(2, 2)}
    check(database, database_url)
    database.close()


def check(database: Database, url: str) -> None:
    """The chain vouches for every row, and SQLite finds its file in order."""
    assert verify(database).faults == ()
    parts = make_url(url)
    if parts.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(parts.database))) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _kill_after_a_while(arguments: list[str]) -> list[str]:
    """What a process had acknowledged when it was killed, at a random moment after its first decision."""
    command = [sys.executable, "-m", "tests.service.reviews.crashing", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        moment = random.uniform(SHORTEST_S, LONGEST_S)  # noqa: S311 - a moment, not a secret
        threading.Event().wait(moment)
        process.kill()
        # A line without its end was cut off by the kill.
        rest = [line for line in process.stdout if line.endswith("\n")]
    return [line.strip() for line in (first, *rest)]


def _everything(database: Database) -> list[Verdict]:
    with database.reading() as session:
        rows = session.scalars(select(VerdictRow)).all()
        return [verdicts.verdict_of(stored) for stored in verdicts.complete(session, rows)]
