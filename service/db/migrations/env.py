"""How Alembic runs the migrations: on the engine that `service.db.migrate` hands over, with a limit for each wait."""

from __future__ import annotations

from typing import Final

from alembic import context
from sqlalchemy import Connection, Engine

from service.db.tables import Base

# All migrations stand in one transaction: either the whole new schema is there afterwards or the whole old one. What
# waits longer than this for a lock ends, so that the requests that queue behind it go on; repeat it when it is quieter.
_POSTGRES_LIMITS: Final = (
    "SET LOCAL lock_timeout = '4s'",
    "SET LOCAL statement_timeout = '5s'",
    # Two processes that start at once take turns; the second then finds nothing to do. SQLite's write lock does the
    # same there, and its limit is the wait that the database was opened with.
    "SELECT pg_advisory_xact_lock(hashtext('caveat migrate'))",
)


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """The search index has another shape on each database and is no table of the code."""
    return kind != "table" or not (name or "").startswith("review_search")


def _limit_waits(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        for statement in _POSTGRES_LIMITS:
            connection.exec_driver_sql(statement)


def _run() -> None:
    engine = context.config.attributes["engine"]
    if not isinstance(engine, Engine):
        msg = "migrations are run with `caveat migrate`"
        raise TypeError(msg)
    with engine.begin() as connection:
        _limit_waits(connection)
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            include_name=_is_ours,
            transaction_per_migration=False,
        )
        with context.begin_transaction():
            context.run_migrations()


_run()
