"""The database of a command: the one of the settings or of an option, brought up to date first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from service.console import ExitCode, fail, failing, read_settings

if TYPE_CHECKING:
    from service.db.engine import Database

DatabaseOption = Annotated[
    str | None,
    typer.Option("--database-url", help="Instead of CAVEAT_DATABASE_URL.", metavar="URL"),
]


@contextmanager
def opened_database(url: str | None) -> Iterator[Database]:
    """An open database with the tables of this version; what is refused ends the command with its reason."""
    from service.db.engine import open_database
    from service.errors import InvalidRequestError, NotFoundError
    from service.serving import bring_up_to_date

    settings = read_settings(database_url=url)
    with failing():
        database = open_database(settings.database_url.get_secret_value(), settings.database_wait_s)
        try:
            bring_up_to_date(database)
            yield database
        except (InvalidRequestError, NotFoundError) as error:
            fail(ExitCode.FAILED, error.detail)
        finally:
            database.close()
