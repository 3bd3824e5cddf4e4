"""`caveat signals`: what Caveat looks for, and the lexicons of the newsroom's own: test them, try them on articles."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
    from models import BundleScorer, Check

signals = typer.Typer(
    help="List what Caveat looks for; test and try lexicons of your own.", epilog=EPILOG
)

FilesArgument = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Lexicons or folders of them; without any, the folder of CAVEAT_LEXICONS_PATH."
    ),
]


@signals.callback(invoke_without_command=True)
def list_signals(context: typer.Context, *, as_json: JsonOption = False) -> None:
    """List what Caveat looks for, and how well it finds it."""
    if context.invoked_subcommand is not None:
        return
    from service import readings

    with failing():
        found = readings.list_signals(read_settings().bundle_path)
    if as_json:
        write(readings.encode_readably(found))
    else:
        console().print(readings.signal_table(found))


@signals.command("test", epilog=EPILOG)
def run_tests(files: FilesArgument = None, *, as_json: JsonOption = False) -> None:
    """Check lexicons and run the examples of every cue."""
    from service import readings
    from service.tryout import report

    with failing():
        _, check = _check(files)
    if as_json:
        write(readings.encode_readably(report.check_fields(check)))
    else:
        report.print_check(check, console())
    if check.faults:
        raise typer.Exit(ExitCode.LEXICON)


@signals.command("try", epilog=EPILOG)
def run_trial(
    lexicon: Annotated[Path, typer.Argument(help="A lexicon, or a folder of them.")],
    articles: Annotated[
        list[str],
        typer.Argument(
            help="Text or HTML files, folders, NDJSON or JSON with title and text or html; - reads standard input."
        ),
    ],
    *,
    hits_only: Annotated[
        bool, typer.Option("--hits-only", help="Leave out matches that do not count.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show what a lexicon finds in articles, in context and counted; whether it runs or not."""
    from service import readings
    from service.tryout import articles as reader
    from service.tryout import report, trying

    most = read_settings().max_characters
    with failing():
        scorer, check = _check([lexicon])
        report.refuse_unreadable(check)
        started = time.perf_counter()
        tried = trying.try_articles(scorer, check, reader.iter_articles(articles, most))
        if hits_only:
            tried = tried.without_dropped()
        seconds = time.perf_counter() - started
    if as_json:
        write(readings.encode_readably(report.trial_fields(tried)))
    else:
        report.print_trial(tried, console())
    for skipped in tried.skipped:
        typer.echo(f"not read: {skipped.name}: {skipped.reason}", err=True)
    each = f", {seconds / tried.articles * 1000:.1f} ms an article" if tried.articles else ""
    typer.echo(f"{tried.articles:,} articles in {seconds:.1f} s{each}", err=True)
    if tried.skipped and not tried.articles:
        raise typer.Exit(ExitCode.UNREADABLE)


def _check(files: list[Path] | None) -> tuple[BundleScorer, Check]:
    from models import check_lexicons, load_scorer, read_sources

    settings = read_settings()
    if not files:
        if settings.lexicons_path is None:
            fail(ExitCode.USAGE, "Name a lexicon, or set CAVEAT_LEXICONS_PATH.")
        files = [settings.lexicons_path]
    # Rules are all that is tried, and the word model takes a second to load.
    scorer = load_scorer(settings.bundle_path, "rules")
    return scorer, check_lexicons(read_sources(files), scorer.ground())
