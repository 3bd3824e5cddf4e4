"""Many writers at once: nobody fails, nothing is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from service.db.engine import open_database
from service.keys.workflow import create_key, list_keys

WRITERS = 8
EACH = 10


def test_writers_wait_for_each_other(database_url: str) -> None:
    """With a plain BEGIN most of these would fail with "database is locked"."""
    database = open_database(database_url)

    def write(writer: int) -> None:
        for _ in range(EACH):
            create_key(f"writer {writer} {datetime.now(UTC)}", ["score"], database=database)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))

    assert len(list_keys(database=database)) == WRITERS * EACH
    database.close()
