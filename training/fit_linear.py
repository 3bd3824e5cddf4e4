"""Fits the language model on ship-tier articles and writes its two files into a bundle folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.progress import Progress
from threadpoolctl import threadpool_limits

from models.linear import LinearParameters, write_parameters
from training.config import LinearConfig, WeightSettings
from training.corpora import Corpus, load_corpora
from training.estimator import fit_parameters
from training.prepare import READINGS, Prepared, prepare_corpora, prepare_readings, without_ids

# The data sets that shipped weights are made of, readings aside.
SHIPPED = ("horne2017", "baly2020")


@dataclass(frozen=True, slots=True)
class FittedLinear:
    """What a fit leaves behind for the card: the parameters, and how many rows of each data set."""

    parameters: LinearParameters
    rows: dict[str, int]


def fit_linear(
    shared: Path, bundle: Path, config: LinearConfig, progress: Progress
) -> FittedLinear:
    """Fit on everything of the ship tier outside the held fold and write the result."""
    rows = training_rows(shared, progress)
    step = progress.add_task("fitting", total=None)
    parameters = fit_shipped(rows, config)
    progress.update(step, total=1, completed=1)
    bundle.mkdir(parents=True, exist_ok=True)
    write_parameters(parameters, bundle)
    names = sorted({row.dataset for row in rows})
    return FittedLinear(
        parameters, {name: sum(row.dataset == name for row in rows) for name in names}
    )


def training_rows(shared: Path, progress: Progress) -> list[Prepared]:
    """Articles of the ship tier and the rated articles, held fold left out."""
    corpora = load_corpora()
    articles = prepare_corpora([corpora[name] for name in SHIPPED], shared, progress)
    outlets = {row.id: row.group for row in articles}
    return join_readings(articles, prepare_readings(shared, outlets, progress), corpora)


def join_readings(
    articles: Sequence[Prepared], readings: Sequence[Prepared], corpora: Mapping[str, Corpus]
) -> list[Prepared]:
    """Put rated articles beside the others; a rating replaces the label of an outlet.

    Where the article itself was judged (Horne 2017), that judgement stays and the rating is left.
    """
    judged = {row.id for row in articles if corpora[row.dataset].strength == "article"}
    kept = without_ids(readings, judged)
    return [*without_ids(articles, {row.id for row in kept}), *kept]


def fit_shipped(rows: Sequence[Prepared], config: LinearConfig) -> LinearParameters:
    """Fit as the shipped weights are fitted, on one thread: more would add in another order."""
    with threadpool_limits(limits=1):
        return fit_parameters(rows, shipped_shares(config.weights), config)


def shipped_shares(weights: WeightSettings) -> dict[str, float]:
    """How much each data set of the shipped fit weighs."""
    return {
        "horne2017": weights.horne2017,
        "baly2020": weights.baly2020,
        READINGS: weights.readings,
    }
