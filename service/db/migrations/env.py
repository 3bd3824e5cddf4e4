"""How Alembic runs the migrations: on the engine that `service.db.migrate` hands over."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Engine

from service.db.tables import Base


def _run() -> None:
    engine = context.config.attributes["engine"]
    if not isinstance(engine, Engine):
        msg = "migrations are run with `caveat migrate`"
        raise TypeError(msg)
    with engine.begin() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            transaction_per_migration=False,
        )
        with context.begin_transaction():
            context.run_migrations()


_run()
