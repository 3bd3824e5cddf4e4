"""Figures with intervals: how well log-odds order articles, on rows that the fit has not seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata
from threadpoolctl import threadpool_limits

from models.linear import LanguageModel, LanguageReading
from training.config import LinearConfig
from training.estimator import fit_parameters
from training.folds import fold_of
from training.prepare import Prepared

RESAMPLES = 1_000
FOLDS = 5

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value with its 95 % bootstrap interval, over `rows` articles."""

    value: float
    low: float
    high: float
    rows: int

    def __str__(self) -> str:
        """As a cell of a table."""
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


def auroc(scores: Floats, positive: Floats) -> float:
    """Chance that a positive row scores above a negative one, ties counted half."""
    ranks = rankdata(scores)
    count = positive.sum()
    below = ranks[positive == 1].sum() - count * (count + 1) / 2
    return float(below / (count * (len(positive) - count)))


def spearman(scores: Floats, values: Floats) -> float:
    """Rank correlation."""
    return float(np.corrcoef(rankdata(scores), rankdata(values))[0, 1])


def with_interval(
    measure: Callable[[Floats, Floats], float], scores: Floats, values: Floats, seed: int
) -> Figure:
    """A measure on all rows, and the middle 95 % of it over resampled rows."""
    generator = np.random.default_rng(seed)
    # A resample of one class has no AUROC and is drawn again; a share needs no second class.
    is_constant = np.ptp(values) == 0
    draws: list[float] = []
    while len(draws) < RESAMPLES:
        chosen = generator.integers(len(scores), size=len(scores))
        if is_constant or np.ptp(values[chosen]) > 0:
            draws.append(measure(scores[chosen], values[chosen]))
    low, high = np.quantile(draws, (0.025, 0.975)).tolist()
    return Figure(measure(scores, values), low, high, len(scores))


def read_with(
    train: Sequence[Prepared],
    test: Sequence[Prepared],
    shares: Mapping[str, float],
    config: LinearConfig,
) -> list[LanguageReading]:
    """Fit on one list of rows and read another with the scorer that serves."""
    with threadpool_limits(limits=1):
        model = LanguageModel(fit_parameters(train, shares, config))
    return [model.read_runs(row.runs) for row in test]


def cross_read(
    rows: Sequence[Prepared],
    group: Callable[[Prepared], str],
    shares: Mapping[str, float],
    config: LinearConfig,
) -> list[LanguageReading]:
    """Read every row with a fit that has seen no row of the same fold; a group stands in one fold."""
    folds = [fold_of(group(row), FOLDS) for row in rows]
    readings: dict[int, LanguageReading] = {}
    for fold in sorted(set(folds)):
        train = [row for row, own in zip(rows, folds, strict=True) if own != fold]
        positions = [position for position, own in enumerate(folds) if own == fold]
        test = [rows[position] for position in positions]
        readings.update(zip(positions, read_with(train, test, shares, config), strict=True))
    return [readings[position] for position in range(len(rows))]


def by_outlet(row: Prepared) -> str:
    """Group for folds that share no outlet."""
    return row.group


def by_article(row: Prepared) -> str:
    """Group for random folds."""
    return row.id
