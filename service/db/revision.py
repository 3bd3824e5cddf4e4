"""Whether a database has the tables of this version; without Alembic, which takes a third of a second to import."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from service.errors import StorageUnavailableError

# The newest file in `migrations/versions`; a test compares the two.
HEAD: Final = "20261123_04"


def is_current(engine: Engine) -> bool:
    """Whether every migration that this version knows has been applied.

    Those of a later version may be there too: they only add, so that processes of this version go on beside it.
    """
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return False
            found = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    except SQLAlchemyError as error:
        raise StorageUnavailableError from error
    # Revisions are dates, so the later one is the greater.
    return len(found) == 1 and found[0] >= HEAD
