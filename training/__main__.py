"""`python -m training`: fit what a bundle holds, and report how good it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from models.bundle import seal
from models.errors import ModelError
from training import cue_figures
from training.config import LINEAR_CONFIG, ConfigError, read_linear_config
from training.corpora import CorpusError
from training.fit_linear import fit_linear
from training.report_linear import LinearReport, write_report

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__)

Shared = Annotated[Path, typer.Option(help="Folder that holds data/ and gold/.")]
Config = Annotated[Path, typer.Option(help="Settings of the fit, TOML.")]
BUNDLE = Path("models/bundles/default")


@app.command("fit-linear")
def fit_linear_command(
    shared: Shared,
    out: Annotated[Path, typer.Option(help="Bundle folder that gets the two files.")] = BUNDLE,
    config: Config = LINEAR_CONFIG,
) -> None:
    """Fit the language model on ship-tier articles."""
    with _expected_failures(), _progress() as progress:
        fitted = fit_linear(shared, out, read_linear_config(config), progress)
    rows = ", ".join(f"{count:,} of {name}" for name, count in fitted.rows.items())
    typer.echo(f"{fitted.parameters.features:,} features from {rows}, written to {out}")


@app.command("report-linear")
def report_linear_command(
    shared: Shared,
    page: Annotated[Path, typer.Option(help="Page whose tables are replaced.")] = Path(
        "docs/language-model.md"
    ),
    config: Config = LINEAR_CONFIG,
) -> None:
    """Measure the language model on every article set and write the tables."""
    with _expected_failures(), _progress() as progress:
        tables = LinearReport(shared, read_linear_config(config), progress).measure()
    write_report(tables, page)
    typer.echo(tables)


@app.command("cues", context_settings={"ignore_unknown_options": True}, add_help_option=False)
def cues_command(arguments: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Measure the cue lexicons on the articles read to the guideline."""
    raise typer.Exit(cue_figures.main(arguments or []))


@app.command("ledger", context_settings={"ignore_unknown_options": True}, add_help_option=False)
def ledger_command(arguments: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Measure the sourcing ledger on read articles and on attribution corpora."""
    from training.ledger_figures import main

    raise typer.Exit(main(arguments or []))


@app.command("fit-claims", context_settings={"ignore_unknown_options": True})
def fit_claims_command(arguments: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Fit the scores behind the main claim and `source.single`."""
    from training.fit_claims import main

    raise typer.Exit(main(arguments or []))


@app.command("fit-headline", context_settings={"ignore_unknown_options": True})
def fit_headline_command(arguments: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Fit the score behind `headline.overstates`."""
    from training.fit_headline import main

    raise typer.Exit(main(arguments or []))


@app.command("fit-heads")
def fit_heads_command(
    shared: Shared,
    bundle: Annotated[Path, typer.Option(help="Bundle folder to read and to write.")] = BUNDLE,
) -> None:
    """Fit the heads that find signals by words, beside the cues; prints what they will find."""
    from training.fit_heads import fit_heads

    with _expected_failures(), _progress() as progress:
        fitted = fit_heads(shared, bundle, progress)
    typer.echo(f"{len(fitted.parameters.ngrams):,} n-grams, written to {bundle}")
    for signal, steps in fitted.parameters.steps.items():
        precisions = ", ".join(f"{precision:.2f} from {chance:.2f}" for chance, precision in steps)
        typer.echo(f"{signal:28} {fitted.finds[signal]:5} finds  {precisions}")


@app.command("fit-risk")
def fit_risk_command(
    shared: Shared,
    bundle: Annotated[Path, typer.Option(help="Bundle folder to read and to write.")] = BUNDLE,
) -> None:
    """Fit genre, risk and bands on the rated articles; prints out-of-fold figures."""
    from training.risk_run import run

    with _expected_failures(), _progress() as progress:
        figures = run(shared, bundle, progress)
    for mode, found in figures.items():
        for name, value in found.items():
            typer.echo(f"{mode:8} {name:28} {value:.3f}")


@app.command("measure")
def measure_command(
    shared: Shared,
    bundle: Annotated[Path, typer.Option(help="Bundle folder to measure.")] = BUNDLE,
    page: Annotated[Path, typer.Option(help="Page of signals to write.")] = Path("docs/signals.md"),
) -> None:
    """Measure a finished bundle on the held fold; writes figures, card and docs/signals.md."""
    from training.held_figures import measure_held

    with _expected_failures():
        metrics = measure_held(shared, bundle, page)
    for name, value in metrics["held"]["linear"].items():
        typer.echo(f"{name:28} {value:.3f}")
    typer.echo(f"{'signals, micro F1':28} {metrics['signals']['micro']['f1']:.3f}")


@app.command("reference")
def reference_command(
    shared: Shared,
    bundle: Annotated[Path, typer.Option(help="Bundle folder to read and to write.")] = BUNDLE,
) -> None:
    """Count answers on ship-tier articles, for the service to compare its own with; seal afterwards."""
    from training.reference import write_reference

    with _expected_failures(), _progress() as progress:
        counted = write_reference(shared, bundle, progress)
    typer.echo(f"{counted.articles:,} articles, {counted.abstained:,} without a score: {bundle}")


@app.command("metamorphic")
def metamorphic_command(
    shared: Shared,
    bundle: Annotated[Path, typer.Option(help="Bundle folder to test.")] = BUNDLE,
    pairs: Annotated[int, typer.Option(min=100, help="How many pairs, about.")] = 2500,
    mode: Annotated[str, typer.Option(help="linear or rules.")] = "linear",
    json: Annotated[Path | None, typer.Option(help="File for every finding.")] = None,
) -> None:
    """Test the metamorphic laws on pairs of articles; exit code 1 where a target is missed."""
    from training.metamorphic.run import run

    with _expected_failures(), _progress() as progress:
        kept, report = run(shared, bundle, mode=mode, wanted=pairs, progress=progress, file=json)
    typer.echo(report)
    raise typer.Exit(0 if kept else 1)


@app.command("verdicts")
def verdicts_command(
    file: Annotated[Path, typer.Argument(help="Lines of JSON from `caveat reviews export`.")],
) -> None:
    """Read the verdicts of moderators and count them; those of the held fold are left out."""
    from training.verdicts import count_verdicts, iter_verdicts, report

    with _expected_failures():
        counts = count_verdicts(iter_verdicts(file))
        held = count_verdicts(iter_verdicts(file, held=True))
    typer.echo(report(counts))
    typer.echo(f"\nleft out as held: {held.verdicts:,} verdicts on {len(held.articles):,} articles")


@app.command("seal")
def seal_command(
    bundle: Annotated[Path, typer.Argument(help="Bundle folder.")] = BUNDLE,
) -> None:
    """Write the hash of every file of a bundle into its manifest."""
    with _expected_failures():
        seal(bundle)
    typer.echo(f"sealed {bundle}")


@contextmanager
def _expected_failures() -> Iterator[None]:
    """Turn what a user can put right into one line and exit code 2."""
    try:
        yield
    except (ConfigError, CorpusError, ModelError) as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from error


def _progress() -> Progress:
    """Bars on standard error, so that standard output stays the answer."""
    return Progress(console=Console(stderr=True))


if __name__ == "__main__":
    app()
