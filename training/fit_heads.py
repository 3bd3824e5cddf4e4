"""Fits the heads of `models.heads` on articles read to the guideline, and says how often each find will be right.

One logistic regression a signal over words, pairs, triples and the ledger's structure; a sentence is positive when
more than half of a mark lies in it. Thresholds and precisions come from out-of-fold chances on our own readings, which
no cue was written from, and only from sentences where no cue finds the signal already: what a head adds is measured
where it adds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.progress import Progress
from scipy.sparse import csr_matrix
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from models.heads import HeadParameters, write_heads
from models.heads.parameters import Step
from models.scorer import load_scorer
from training.folds import fold_of
from training.head_rows import STRUCTURE_SCALE, HeadRow, HeadRows
from training.own_readings import PART, iter_own_readings
from training.readings import iter_readings

# Signals that are read sentence by sentence; the others come from the title, the ledger or quotation pairs.
SIGNALS = (
    "claim.corroborated",
    "claim.speculation",
    "claim.unverified",
    "denial.explicit",
    "denial.response_sought",
    "denial.third_party_doubt",
    "language.loaded",
    "source.anonymous",
    "source.document",
    "source.interested",
    "source.secondhand",
    "source.vague",
)
FOLDS = 5
INVERSE_PENALTY = 0.5
# How much an article weighs by how it was read: settled, once by others, once by us.
PART_WEIGHTS = {"annotated": 1.0, "silver": 0.8, PART: 1.0}
# No find is shown that would be wrong more often than this allows.
LEAST_PRECISION = 0.4
FEWEST_FINDS = 12
STEPS = 3

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FittedHeads:
    """The parameters, and for each signal that is looked for how many finds set its steps."""

    parameters: HeadParameters
    finds: dict[str, int]


def fit_heads(shared: Path, bundle: Path, progress: Progress) -> FittedHeads:
    """Fit on everything outside the held fold and write the two files into the bundle folder."""
    readings = [*iter_readings(shared, ("annotated", "silver")), *iter_own_readings(shared)]
    # Mode `rules` reads with cues and ledger alone: what the heads add is measured beside them.
    scorer = load_scorer(bundle, "rules")
    table = HeadRows()
    for number, reading in enumerate(
        progress.track(readings, description="reading", total=len(readings))
    ):
        table.add(number, reading, scorer)
    vocabulary = table.vocabulary()
    rarity = table.rarity(vocabulary)
    features = table.matrix(vocabulary, rarity)
    labels = np.array([[s in row.carries for s in SIGNALS] for row in table.rows], dtype=float)
    parts = [readings[row.article].part for row in table.rows]
    weights = np.array([PART_WEIGHTS[part] for part in parts])
    folds = np.array([fold_of(readings[row.article].id, FOLDS) for row in table.rows])
    with threadpool_limits(limits=1):
        chances = _out_of_fold(features, labels, weights, folds, progress)
        coefficients, intercepts = _fit(features, labels, weights)
    own = np.array([part == PART for part in parts])
    found = {s: _new_finds(s, chances[:, i], table.rows, own) for i, s in enumerate(SIGNALS)}
    steps = {signal: steps_of(*finds) for signal, finds in found.items()}
    parameters = HeadParameters(
        signals=SIGNALS,
        ngrams=tuple(vocabulary),
        weights=(coefficients[: len(vocabulary)] * rarity[:, None]).astype(np.float32),
        structure=(coefficients[len(vocabulary) :] * STRUCTURE_SCALE).astype(np.float32),
        intercepts=intercepts.astype(np.float32),
        steps={signal: made for signal, made in steps.items() if made},
    )
    write_heads(parameters, bundle)
    counts = {
        signal: int((found[signal][0] >= made[0][0]).sum())
        for signal, made in parameters.steps.items()
    }
    return FittedHeads(parameters, counts)


def steps_of(chances: Array, right: Array) -> tuple[Step, ...]:
    """Precision by chance, by isotonic regression: a surer find is never said to be worse than a less sure one.

    Args:
        chances: out-of-fold chances of sentences where no cue found the signal.
        right: 1 where a reader marked the signal, else 0; same length.

    Returns:
        Ascending chances with the precision of the finds from each to the next, none below the least precision;
        empty where too few can be shown.
    """
    levels = IsotonicRegression(out_of_bounds="clip").fit(chances, right).predict(chances)
    shown = levels >= LEAST_PRECISION
    if shown.sum() < FEWEST_FINDS:
        return ()
    kept = np.flatnonzero(shown)[np.argsort(chances[shown], kind="stable")]
    blocks = np.array_split(kept, max(1, min(STEPS, len(kept) // FEWEST_FINDS)))
    return tuple(
        (float(chances[block[0]]), round(float(levels[block].mean()), 3)) for block in blocks
    )


def _new_finds(
    signal: str, chances: Array, rows: Sequence[HeadRow], own: NDArray[np.bool_]
) -> tuple[Array, Array]:
    """Chances and labels of our own readings' sentences that no cue has for this signal."""
    new = own & np.array([signal not in row.cued for row in rows])
    right = np.array([signal in row.carries for row in rows], dtype=float)
    return chances[new], right[new]


def _out_of_fold(
    features: csr_matrix, labels: Array, weights: Array, folds: NDArray[np.int_], progress: Progress
) -> Array:
    chances = np.zeros_like(labels)
    for fold in progress.track(range(FOLDS), description="fitting"):
        seen = folds != fold
        coefficients, intercepts = _fit(features[seen], labels[seen], weights[seen])
        logits = features[~seen] @ coefficients + intercepts
        chances[~seen] = 1.0 / (1.0 + np.exp(-logits))
    return chances


def _fit(features: csr_matrix, labels: Array, weights: Array) -> tuple[Array, Array]:
    """Coefficients, a column a signal, and intercepts."""
    models = [
        LogisticRegression(C=INVERSE_PENALTY, solver="liblinear", random_state=0).fit(
            features, column, sample_weight=weights
        )
        for column in labels.T
    ]
    coefficients = np.stack([model.coef_[0] for model in models], axis=1)
    return coefficients, np.array([float(model.intercept_[0]) for model in models])
