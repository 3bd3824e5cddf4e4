"""A database as the version before the queue left it, and how that version wrote rows."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, Engine, text

from service.db import migrate
from service.db.engine import Database

PREVIOUS: Final = "20261122_01"

# ruff: noqa: S608 - the statements are put together from what stands in this file
_SCORES: Final = """
INSERT INTO scores (id, created_at, title, text, article_sha256, bundle_sha256, mode, band, risk, answer)
"""
_FILL_SQLITE: Final = f"""
WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < :rows)
{_SCORES}
SELECT printf('%032x', n), '2026-11-22 12:00:00.000000', 'Title ' || n, 'Sentence ' || n || '. ' || hex(zeroblob(150)),
       printf('%064x', n), printf('%064x', 7), 'linear', 'low', 0.25, x'7b7d'
FROM counted
"""
_FILL_POSTGRES: Final = f"""
{_SCORES}
SELECT lpad(to_hex(n), 32, '0')::uuid, now(), 'Title ' || n, 'Sentence ' || n || '. ' || repeat('0', 300),
       lpad(to_hex(n), 64, '0'), lpad('7', 64, '0'), 'linear', 'low', 0.25, '{{}}'::bytea
FROM generate_series(1, :rows) AS n
"""
_SCORE: Final = f"""{_SCORES}
VALUES (:id, :at, 'Late', 'Written by the version before.', '', '', 'linear', NULL, NULL, :answer)
"""
_KEY: Final = """
INSERT INTO keys (id, label, scopes, secret_sha256, created_at, revoked_at)
VALUES ('00000000000000ff', 'desk', 'score', :secret, :at, NULL)
"""


def build_previous(database: Database, rows: int) -> None:
    """The old tables, with scores in them."""
    migrate.upgrade(database.writer, PREVIOUS)
    fill = _FILL_SQLITE if database.writer.dialect.name == "sqlite" else _FILL_POSTGRES
    with database.writer.begin() as connection:
        connection.execute(text(fill), {"rows": rows})


def write_as_before(connection: Connection, score_id: str) -> None:
    """A score and a key with the columns that the version before knows."""
    at = "2026-11-23 09:00:00.000000"
    connection.execute(text(_SCORE), {"id": score_id, "at": at, "answer": b"{}"})
    connection.execute(text(_KEY), {"at": at, "secret": b"0"})


def count(engine: Engine, table: str) -> int:
    """How many rows a table has."""
    with engine.connect() as connection:
        return int(connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


def revision(engine: Engine) -> str | None:
    """The migration that was applied last."""
    with engine.connect() as connection:
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found
