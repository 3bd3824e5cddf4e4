"""`caveat reviews`: the queue of moderators, in the hands of whoever has the machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from service.commands.database import DatabaseOption, opened_database
from service.console import EPILOG, ExitCode, fail, read_settings


class FormName(StrEnum):
    """What an export is: lines of JSON, or two tables."""

    NDJSON = "ndjson"
    CSV = "csv"


reviews = typer.Typer(
    help="Fill the queue of moderators, and take out what they decided.",
    no_args_is_help=True,
    epilog=EPILOG,
)


@reviews.command("adopt", epilog=EPILOG)
def adopt(*, database_url: DatabaseOption = None) -> None:
    """Put stored scores into the queue that are not in it. A running service does the same by itself."""
    from service.reviews.policy import Policy
    from service.reviews.workflow.adopting import adopt_missing

    with opened_database(database_url) as database:
        count = adopt_missing(database, Policy.of(read_settings()))
    typer.echo(f"Reviews opened: {count}.", err=True)


@reviews.command("export", epilog=EPILOG)
def export(
    *,
    out: Annotated[Path, typer.Option(help="Folder for the files; made where there is none.")],
    form: Annotated[FormName, typer.Option("--format", help="What is written.")] = FormName.NDJSON,
    everything: Annotated[
        bool, typer.Option("--all", help="Every event; otherwise only verdicts that stand.")
    ] = False,
    names: Annotated[
        bool, typer.Option("--names", help="Names of the reviewers instead of pseudonyms.")
    ] = False,
    since: Annotated[datetime | None, typer.Option(help="Made at this time or later, UTC.")] = None,
    until: Annotated[
        datetime | None, typer.Option(help="As if nothing had been decided from then on, UTC.")
    ] = None,
    database_url: DatabaseOption = None,
) -> None:
    """Write the verdicts into a folder, with a description in Croissant. All files appear, or none."""
    from service.reviews.exports.rows import ExportChoice
    from service.reviews.workflow.filing import export_folder
    from service.roles import OPERATOR_NAME

    choice = ExportChoice(everything, names, _in_utc(since), _in_utc(until))
    with opened_database(database_url) as database, _writing(out):
        counts = export_folder(out, form.value, choice, database=database, actor=OPERATOR_NAME)
    typer.echo(
        f"Verdicts: {counts.verdicts}, on reviews: {counts.reviews}, items of evidence: {counts.items}. "
        f"Written to {out}",
        err=True,
    )


@reviews.command("release", epilog=EPILOG)
def release(
    review_id: Annotated[str, typer.Argument(help="The id, as it stands in the address: rv_...")],
    *,
    database_url: DatabaseOption = None,
) -> None:
    """Take a review away from whoever holds it."""
    from service.errors import NotFoundError
    from service.reviews.workflow import leasing
    from service.roles import OPERATOR_NAME, Moderator, Preferences

    # Whoever has the machine may do what an admin may, under a name that no account can have.
    operator = Moderator(
        UUID(int=0),
        OPERATOR_NAME,
        OPERATOR_NAME,
        "admin",
        is_trial=False,
        preferences=Preferences(),
    )
    with opened_database(database_url) as database:
        try:
            leasing.release(review_id, moderator=operator, database=database)
        except NotFoundError:
            fail(ExitCode.FAILED, "There is no such review.")
    typer.echo(f"Review {review_id} is free.", err=True)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        fail(ExitCode.FAILED, f"{folder}: {error.strerror}; nothing was written.")


def _in_utc(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=UTC)
