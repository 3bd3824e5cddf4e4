"""`caveat audit`: what people did, and whether somebody changed the record of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from service.commands.database import DatabaseOption, opened_database
from service.console import (
    EPILOG,
    ExitCode,
    JsonOption,
    console,
    fail,
    write,
)

if TYPE_CHECKING:
    from service.audit.chain import Entry
    from service.audit.findings import Verification

# A prefix and 32 digits.
_ID_WIDTH: Final = 35

audit = typer.Typer(
    help="Show what people did, and find what was changed behind their backs.",
    epilog=EPILOG,
    no_args_is_help=True,
)


@audit.command("verify", epilog=EPILOG)
def verify_chain(
    *,
    expect_head: Annotated[
        str | None,
        typer.Option(
            metavar="HASH",
            help="A head that was written down elsewhere, as `caveat audit head` printed it.",
        ),
    ] = None,
    database_url: DatabaseOption = None,
) -> None:
    """Find entries and verdicts that were edited, removed or inserted; exit 1 if there are any."""
    from service.audit.verifying import verify

    with opened_database(database_url) as database:
        found = verify(database, expected_head=expect_head and expect_head.strip().lower())
    for fault in found.faults:
        typer.echo(str(fault))
    typer.echo(_summary(found, is_anchored=expect_head is not None), err=True)
    if not found.is_whole:
        raise typer.Exit(ExitCode.FAILED)


def _summary(found: Verification, *, is_anchored: bool) -> str:
    counts = f"{found.entries:,} entries and {found.verdicts:,} verdicts"
    if not found.is_whole:
        more = found.fault_count - len(found.faults)
        others = f" ({more:,} more are not named)" if more else ""
        faults = "1 fault" if found.fault_count == 1 else f"{found.fault_count:,} faults"
        return f"{counts}: {faults}{others}. The record was changed."
    ending = f"{counts} fit together. Head: {found.head}"
    if is_anchored:
        return f"{ending}\nThe head that was written down stands in the chain."
    return (
        f"{ending}\nThis cannot show that somebody rewrote the whole chain with its head, or cut its end: "
        "keep the head elsewhere and pass it with --expect-head."
    )


@audit.command("list", epilog=EPILOG)
def list_chain(
    *,
    subject: Annotated[
        str | None, typer.Option(help="Only of this: an id such as rv_..., or an account.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many.")] = 50,
    as_json: JsonOption = False,
    database_url: DatabaseOption = None,
) -> None:
    """List the newest entries first."""
    from service.audit.listing import list_entries

    with opened_database(database_url) as database:
        entries = list_entries(database, subject=subject, limit=limit)
    if as_json:
        from service.readings import encode_readably

        write(encode_readably([_fields(entry) for entry in entries]))
    else:
        _print(entries)


def _fields(entry: Entry) -> dict[str, object]:
    from service.audit.canonical import canonical_time
    from service.audit.listing import read_detail

    return {
        "sequence": entry.sequence,
        "at": canonical_time(entry.at),
        "actor": entry.actor,
        "action": entry.action,
        "subject": entry.subject,
        "detail": read_detail(entry.detail),
    }


def _print(entries: list[Entry]) -> None:
    from rich.table import Table
    from rich.text import Text

    # Ids are there to be copied: they stay whole on a narrow terminal, and the detail stands below them.
    table = Table("entry", box=None, padding=(0, 1, 0, 0))
    for name, width in (("at (UTC)", 10), ("who", 10), ("what", 15)):
        table.add_column(name, overflow="fold", max_width=width)
    table.add_column("on, detail", overflow="fold", min_width=_ID_WIDTH)
    for entry in entries:
        subject = entry.subject if entry.detail == "{}" else f"{entry.subject}\n{entry.detail}"
        # As text: an account may be called something that reads like markup.
        texts = (Text(cell, overflow="fold") for cell in (entry.actor, entry.action, subject))
        table.add_row(str(entry.sequence), f"{entry.at:%Y-%m-%d %H:%M:%S}", *texts)
    console().print(table)


@audit.command("head", epilog=EPILOG)
def print_head(*, database_url: DatabaseOption = None) -> None:
    """Print the end of the chain, to be kept elsewhere for `verify --expect-head`."""
    from service.audit.listing import read_head
    from service.errors import NotFoundError

    with opened_database(database_url) as database:
        try:
            head = read_head(database)
        except NotFoundError:
            fail(ExitCode.FAILED, "The head of the chain was removed; see `caveat audit verify`.")
    typer.echo(f"Entry {head.sequence}:", err=True)
    typer.echo(head.hash)
