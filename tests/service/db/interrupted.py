"""Run by test_upgrades.py as a process of its own: migrations that are killed, or that start all at once.

python -m tests.service.db.interrupted killed URL TIMES     prints the revision after each kill
python -m tests.service.db.interrupted together URL TIMES   prints the exit status of each
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from sqlalchemy import event

from service.db.engine import Database, open_database
from service.serving import bring_up_to_date
from tests.service.db.previous_schema import revision

# Every second statement from the first that changes a table; the migrations have more than twice as many.
STRIDE = 2


def main() -> None:
    """Do what the command line says."""
    what, url, times = sys.argv[1:]
    if what == "killed":
        _kill_often(url, int(times))
    else:
        _start_together(url, int(times))


def _kill_often(url: str, times: int) -> None:
    for number in range(times):
        status = os.waitpid(_fork(url, _killer(3 + number * STRIDE)), 0)[1]
        if not os.WIFSIGNALED(status) or os.WTERMSIG(status) != signal.SIGKILL:
            sys.exit(f"the migration was over before statement {3 + number * STRIDE}")
        database = open_database(url)
        sys.stdout.write(f"{revision(database.reader)}\n")
        database.close()


def _killer(nth: int) -> Callable[[Database], None]:
    """Ends the process without a word after its nth statement in the migration."""
    seen = 0

    def count_and_kill(*_: object) -> None:
        nonlocal seen
        seen += 1
        if seen == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    def listen(database: Database) -> None:
        event.listen(database.writer, "after_cursor_execute", count_and_kill)

    return listen


def _start_together(url: str, times: int) -> None:
    children = [_fork(url, lambda _: None) for _ in range(times)]
    for child in children:
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n")


def _fork(url: str, prepare: Callable[[Database], None]) -> int:
    """A child that migrates; forked, because starting Python anew costs more than all migrations."""
    child = os.fork()
    if child:
        return child
    database = open_database(url)
    prepare(database)
    try:
        bring_up_to_date(database)
        os._exit(0)
    finally:
        # Also for what nobody expected: a child that goes on would do the parent's work a second time.
        os._exit(1)


if __name__ == "__main__":
    main()
