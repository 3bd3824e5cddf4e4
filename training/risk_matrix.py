"""Readings as numbers: what the risk model is fitted on, and the editorial priors and signs that it keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.risk import Feature
from models.signals import Signal
from models.signals.manner import RATES

Matrix = NDArray[np.float64]

# Where the data says little, a weight stays near these. A raised eyebrow is about a quarter of a rating step.
PRIOR_BY_EFFECT = {"raises": 0.25, "lowers": -0.25, "context": 0.0}
PRIOR_BY_FEATURE = {
    "part:language": 0.3,
    "document:satire": 1.5,
    "document:opinion": 0.3,
    "document:no_named_source": 0.4,
    "document:named_sources": -0.3,
}
# An outlet that is open about what it does not know must gain more by the caveat than a sentence can weigh.
LEAST_CAVEAT = -0.1
UNBOUNDED = (-3.0, 3.0)


@dataclass(frozen=True, slots=True)
class Column:
    """One weight to be fitted: where it starts, what it is shrunk towards, and the range that it may take."""

    name: str
    prior: float
    bounds: tuple[float, float]


def columns_of(taxonomy: Mapping[str, Signal], *, mode: str) -> list[Column]:
    """The columns of a mode, in a fixed order; DESIGN law 5 is kept by the bounds."""
    columns = [
        _signal_column(signal, voice)
        for signal in taxonomy.values()
        if signal.id != "language.wording"
        for voice in ("outlet", "quoted")
    ]
    columns += [
        *(Column(f"document:{rate}", 0.0, UNBOUNDED) for rate in RATES),
        Column("document:satire", PRIOR_BY_FEATURE["document:satire"], (0.0, 4.0)),
        Column("document:opinion", PRIOR_BY_FEATURE["document:opinion"], UNBOUNDED),
        Column(
            "document:no_named_source", PRIOR_BY_FEATURE["document:no_named_source"], (0.0, 3.0)
        ),
        Column("document:named_sources", PRIOR_BY_FEATURE["document:named_sources"], (-3.0, 0.0)),
    ]
    if mode != "rules":
        columns.append(Column("part:language", PRIOR_BY_FEATURE["part:language"], (0.0, 3.0)))
    return columns


def _signal_column(signal: Signal, voice: str) -> Column:
    prior = PRIOR_BY_EFFECT[signal.effect]
    bounds = {"raises": (0.0, 3.0), "lowers": (-3.0, 0.0), "context": UNBOUNDED}[signal.effect]
    if voice == "outlet" and signal.effect == "context":
        prior, bounds = LEAST_CAVEAT, (-3.0, LEAST_CAVEAT)
    return Column(f"signal:{signal.id}/{voice}", prior, bounds)


def free_of_sign(columns: Sequence[Column], *, direction: float) -> list[Column]:
    """The same columns for another target: priors times `direction`, no bounds.

    Signs are a promise about the risk alone; a denial raises what there is to check and improves the handling.
    """
    return [Column(c.name, direction * c.prior, UNBOUNDED) for c in columns]


def matrix_of(rows: Sequence[Sequence[Feature]], columns: Sequence[Column]) -> Matrix:
    """Shape (rows, columns); a feature that a reading lacks is 0."""
    place = {column.name: index for index, column in enumerate(columns)}
    matrix = np.zeros((len(rows), len(columns)))
    for row, features in enumerate(rows):
        for feature in features:
            if feature.name in place:
                matrix[row, place[feature.name]] = feature.value
    return matrix
