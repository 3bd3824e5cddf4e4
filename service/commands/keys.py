"""`caveat keys`: keys for tools, made, listed and revoked by whoever has the machine."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.database import DatabaseOption, opened_database
from service.console import ExitCode, console, fail

if TYPE_CHECKING:
    from service.security import Scope

keys = typer.Typer(help="Make, list and revoke keys.", no_args_is_help=True)


class ScopeName(StrEnum):
    """What a key may do."""

    SCORE = "score"
    REVIEW = "review"


@keys.command("create")
def create_key(
    *,
    label: Annotated[str, typer.Option(help="Whose key it is.")],
    scope: Annotated[list[ScopeName] | None, typer.Option(help="What it may do.")] = None,
    user: Annotated[
        str | None,
        typer.Option(help="For whom a tool with this key reviews; `review` needs it."),
    ] = None,
    database_url: DatabaseOption = None,
) -> None:
    """Make a key and print it. It is shown this once; only its hash is kept."""
    from service.errors import InvalidRequestError
    from service.keys import workflow

    scopes: list[Scope] = [one.value for one in scope or [ScopeName.SCORE]]
    with opened_database(database_url) as database:
        try:
            key = workflow.create_key(label[:100], scopes, user=user, database=database)
        except InvalidRequestError as error:
            fail(ExitCode.USAGE, error.detail)
    typer.echo(f"Key {key.id} for {label}. It cannot be shown again:", err=True)
    typer.echo(key.text)


@keys.command("list")
def list_keys(*, database_url: DatabaseOption = None) -> None:
    """List the keys; none can be read from the list."""
    from rich.table import Table

    from service.keys import workflow

    with opened_database(database_url) as database:
        found = workflow.list_keys(database=database)
    table = Table("id", "label", "scopes", "for", "made", "revoked")
    for key in found:
        revoked = f"{key.revoked_at:%Y-%m-%d %H:%M}" if key.revoked_at else ""
        made = f"{key.created_at:%Y-%m-%d %H:%M}"
        table.add_row(key.id, key.label, key.scopes, key.user, made, revoked)
    console().print(table)


@keys.command("revoke")
def revoke_key(
    key_id: Annotated[str, typer.Argument(help="The id, as `caveat keys list` shows it.")],
    *,
    database_url: DatabaseOption = None,
) -> None:
    """End a key for good. Running servers notice within seconds."""
    from service.errors import NotFoundError
    from service.keys import workflow

    with opened_database(database_url) as database:
        try:
            workflow.revoke_key(key_id, database=database)
        except NotFoundError:
            fail(ExitCode.FAILED, "There is no such key.")
    typer.echo(f"Key {key_id} is revoked.", err=True)
