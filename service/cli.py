"""The command line: read an article, serve, look after keys and tables.

Exit codes are part of the interface (`ExitCode`). What a command needs is imported when it runs, so that
`caveat --help` does not wait for a model.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.audit import audit
from service.commands.database import DatabaseOption, opened_database
from service.commands.keys import keys
from service.commands.lexicons import signals
from service.commands.reviews import reviews
from service.commands.users import users
from service.console import (
    EPILOG,
    ExitCode,
    JsonOption,
    console,
    fail,
    failing,
    read_settings,
    write,
)

if TYPE_CHECKING:
    from models import Answer, Article

__all__ = ["ExitCode", "app", "main"]


class ModeName(StrEnum):
    """What scores."""

    FULL = "full"
    LINEAR = "linear"
    RULES = "rules"


class FormatName(StrEnum):
    """What an input is; `auto` goes by the file name and the first bytes."""

    AUTO = "auto"
    TEXT = "text"
    HTML = "html"


app = typer.Typer(
    help="Reads a news article like a careful standards editor.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(keys, name="keys")
app.add_typer(signals, name="signals")
app.add_typer(users, name="users")
app.add_typer(audit, name="audit")
app.add_typer(reviews, name="reviews")


@app.command(epilog=EPILOG)
def read(
    file: Annotated[
        str,
        typer.Argument(
            help="A text or HTML file; - reads standard input. A line end counts as one character."
        ),
    ],
    *,
    title: Annotated[
        str | None, typer.Option(help="The headline, where the file has none.")
    ] = None,
    as_json: JsonOption = False,
    html: Annotated[
        Path | None,
        typer.Option("--html", help="Write the reading as a page of its own.", metavar="OUT.html"),
    ] = None,
    mode: Annotated[ModeName | None, typer.Option(help="Instead of CAVEAT_MODE.")] = None,
    kind: Annotated[
        FormatName, typer.Option("--format", help="What the input is.")
    ] = FormatName.AUTO,
) -> None:
    """Read one article and show what a careful editor would see."""
    from service import readings

    settings = read_settings(mode=mode)
    with failing():
        article = readings.load_article(
            file, title, kind.value, most_characters=settings.max_characters
        )
        answer = readings.read_article(article, settings)
        _show(article, answer, as_json=as_json, html=html)


@app.command(epilog=EPILOG)
def serve(
    *,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="TCP port.")] = None,
    database_url: DatabaseOption = None,
    workers: Annotated[int | None, typer.Option(help="Server processes.")] = None,
) -> None:
    """Serve the API and the pages."""
    from service import serving

    settings = read_settings(host=host, port=port, database_url=database_url, workers=workers)
    with failing():
        serving.serve(settings)


@app.command()
def openapi() -> None:
    """Print the OpenAPI description."""
    from service import readings
    from service.app import create_app

    with failing():
        write(readings.encode_readably(create_app(read_settings()).openapi()))


@app.command()
def migrate(*, database_url: DatabaseOption = None) -> None:
    """Bring the database to the tables of this version."""
    with opened_database(database_url):
        typer.echo("The database is up to date.", err=True)


@app.command()
def health(
    *,
    url: Annotated[
        str, typer.Option(help="Address of /livez or /readyz.")
    ] = "http://127.0.0.1:8000/livez",
) -> None:
    """Ask a running service whether it is well; for health checks of containers."""
    from service.readings import is_well

    if not is_well(url):
        fail(ExitCode.FAILED, f"{url} does not answer 200.")


def main() -> None:
    """Run the command line."""
    app()


def _show(article: Article, answer: Answer, *, as_json: bool, html: Path | None) -> None:
    from service import readings

    if html is not None:
        from service.reading.html import render_html

        try:
            html.write_text(render_html(article, answer), encoding="utf-8")
        except OSError as error:
            fail(ExitCode.FAILED, f"{html}: {error.strerror}; nothing was written.")
        typer.echo(f"Written to {html}", err=True)
    if as_json:
        write(readings.encode_readably(readings.answer_as_sent(answer)))
    elif html is None:
        from service.reading.terminal import render_terminal

        render_terminal(article, answer, console())
