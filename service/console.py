"""What all commands share: exit codes, settings, output, and expected failures told in a sentence."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails
    from rich.console import Console

    from service.settings import Settings


class ExitCode(IntEnum):
    """How a command ended, for scripts."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    UNREADABLE = 3
    BUNDLE = 4
    DATABASE = 5
    REFUSED = 6
    LEXICON = 7


EPILOG: Final = (
    "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 the article cannot be read, 4 the bundle cannot be loaded, "
    "5 the database does not answer, 6 refused to serve without a key, 7 a lexicon of your own is wrong."
)
# The same for every command that prints data.
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def console() -> Console:
    """Standard output, for people."""
    from rich.console import Console

    return Console()


def write(data: bytes) -> None:
    """Standard output, for programs."""
    sys.stdout.buffer.write(data + b"\n")


def read_settings(**options: str | int | None) -> Settings:
    """The settings with command-line options on top.

    Options go through the environment, because server processes are started anew and read it there.
    """
    from pydantic import ValidationError

    from service.settings import Settings

    for name, value in options.items():
        if value is not None:
            os.environ[f"CAVEAT_{name.upper()}"] = str(value)
    try:
        return Settings()
    except ValidationError as error:
        fail(ExitCode.USAGE, "\n".join(map(_setting_fault, error.errors())))


def _setting_fault(fault: ErrorDetails) -> str:
    name = f"CAVEAT_{str(fault['loc'][0]).upper()}: " if fault["loc"] else ""
    return f"Settings: {name}{fault['msg']}"


@contextmanager
def failing() -> Iterator[None]:
    """Turn expected failures into a sentence and an exit code."""
    from sqlalchemy.exc import SQLAlchemyError

    from models.errors import ModelError, UserLexiconError
    from service.errors import StorageUnavailableError
    from service.readings import UnreadableArticleError
    from service.serving import OpenToEverybodyError, ProviderSettingsError

    try:
        yield
    except UnreadableArticleError as error:
        fail(ExitCode.UNREADABLE, str(error))
    except UserLexiconError as error:
        fail(ExitCode.LEXICON, str(error))
    except ModelError as error:
        fail(ExitCode.BUNDLE, str(error))
    except ProviderSettingsError as error:
        fail(ExitCode.USAGE, str(error))
    except OpenToEverybodyError as error:
        fail(ExitCode.REFUSED, str(error))
    except (SQLAlchemyError, StorageUnavailableError):
        fail(ExitCode.DATABASE, "The database does not answer; check CAVEAT_DATABASE_URL.")


def fail(code: ExitCode, message: str) -> NoReturn:
    """End the command with a message on standard error."""
    typer.echo(message, err=True)
    raise typer.Exit(code)
