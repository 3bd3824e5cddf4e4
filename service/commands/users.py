"""`caveat users`: the accounts of moderators, in the hands of whoever has the machine."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.database import DatabaseOption, opened_database
from service.console import EPILOG, ExitCode, console, fail, read_settings

if TYPE_CHECKING:
    from service.accounts.users import Identity

users = typer.Typer(
    help="Make, list, promote and disable the accounts of moderators.",
    no_args_is_help=True,
    epilog=EPILOG,
)


class RoleName(StrEnum):
    """What a moderator may do."""

    REVIEWER = "reviewer"
    SENIOR = "senior"
    ADMIN = "admin"


NameArgument = Annotated[str, typer.Argument(help="The name, as `caveat users list` shows it.")]
PasswordOption = Annotated[
    bool,
    typer.Option(
        "--password-stdin", help="Read the password from standard input, not the keyboard."
    ),
]


@users.command("create", epilog=EPILOG)
def create_user(
    *,
    name: Annotated[str, typer.Option(help="What they sign in with; letters, digits, . _ @ -.")],
    role: Annotated[RoleName, typer.Option(help="What they may do.")] = RoleName.REVIEWER,
    display_name: Annotated[
        str, typer.Option(help="Shown to them at the top of each page; colleagues see the name.")
    ] = "",
    oidc_subject: Annotated[
        str | None,
        typer.Option(
            help="What the identity provider calls them (`sub`); then no password.", metavar="SUB"
        ),
    ] = None,
    password_stdin: PasswordOption = False,
    database_url: DatabaseOption = None,
) -> None:
    """Make an account. The first one ends the trial."""
    from service.accounts import users as workflow

    identity = _identity(oidc_subject)
    password = _read_password(from_stdin=password_stdin) if identity is None else None
    with opened_database(database_url) as database:
        workflow.create_user(
            name,
            role.value,
            database=database,
            password=password,
            identity=identity,
            display_name=display_name,
        )
    typer.echo("The account is made; they sign in at /login.", err=True)


@users.command("list")
def list_users(*, database_url: DatabaseOption = None) -> None:
    """List the accounts; no password can be read from the list."""
    from rich.markup import escape
    from rich.table import Table

    from service.accounts import users as workflow

    with opened_database(database_url) as database:
        found = workflow.list_users(database=database)
    table = Table("name", "shown as", "role", "signs in by", "made", "disabled")
    for user in found:
        disabled = f"{user.disabled_at:%Y-%m-%d %H:%M}" if user.disabled_at else ""
        made = f"{user.created_at:%Y-%m-%d %H:%M}"
        shown = escape(user.display_name)
        table.add_row(user.name, shown, user.role, user.signs_in_by, made, disabled)
    console().print(table)


@users.command("role")
def set_role(
    name: NameArgument,
    role: Annotated[RoleName, typer.Argument(help="What they may do from now on.")],
    *,
    database_url: DatabaseOption = None,
) -> None:
    """Give another role; it holds from the next request on."""
    from service.accounts import users as workflow

    with opened_database(database_url) as database:
        workflow.set_role(name, role.value, database=database)
    typer.echo(f"The role is {role.value} now.", err=True)


@users.command("password")
def set_password(
    name: NameArgument,
    *,
    password_stdin: PasswordOption = False,
    database_url: DatabaseOption = None,
) -> None:
    """Give a new password and end every session of the account."""
    from service.accounts import users as workflow

    password = _read_password(from_stdin=password_stdin)
    with opened_database(database_url) as database:
        workflow.set_password(name, password, database=database)
    typer.echo("The password is changed, and every session has ended.", err=True)


@users.command("disable")
def disable_user(name: NameArgument, *, database_url: DatabaseOption = None) -> None:
    """End the access of an account: sessions, keys and sign-ins. What they decided stays."""
    from service.accounts import users as workflow

    with opened_database(database_url) as database:
        workflow.disable_user(name, database=database)
    typer.echo("The account is disabled.", err=True)


def _read_password(*, from_stdin: bool) -> str:
    if from_stdin:
        # One line end belongs to the pipe, everything else to the password.
        return sys.stdin.readline().removesuffix("\n").removesuffix("\r")
    shown: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return shown


def _identity(subject: str | None) -> Identity | None:
    from service.accounts.users import Identity

    if subject is None:
        return None
    issuer = read_settings().oidc_issuer
    if issuer is None:
        fail(ExitCode.USAGE, "Set CAVEAT_OIDC_ISSUER first: a subject belongs to one provider.")
    return Identity(issuer, subject)
