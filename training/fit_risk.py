"""Fits the additive risk on rated articles: `python -m training fit-risk`.

Rows are the ship-tier readings outside the held fold; the word model's share is cross-fitted, because it was trained
on some of the same articles. Writes `risk.json` and the bands, and reports out-of-fold figures only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr
from sklearn.metrics import roc_auc_score

from models.risk import Feature
from training.fractional import Fit, Vector, fit, out_of_fold
from training.own_readings import PART, iter_own_readings
from training.readings import STUDY_DATASETS, ReadArticle, iter_readings
from training.risk_matrix import Column, free_of_sign, matrix_of

SHRINKAGES = (1.0, 3.0, 10.0, 30.0)
FOLDS = 10
# Read once and unreviewed, by others or by us: half the say of a settled reading.
READ_ONCE = frozenset({"silver", PART})
READ_ONCE_WEIGHT = 0.5
COVERAGE = 0.9
SCORE_RANGES = 3
# A rating of 3: as likely as not to be misled.
EVEN = 0.5


@dataclass(frozen=True, slots=True)
class RatedRow:
    """One rated article as the risk model sees it."""

    article: ReadArticle
    features: list[Feature]


@dataclass(frozen=True, slots=True)
class ModeFit:
    """What `risk.json` keeps of one mode, and the out-of-fold figures that the card reports."""

    entry: dict[str, object]
    figures: dict[str, float]


def rated_articles(shared: Path) -> list[ReadArticle]:
    """The readings that shipped weights may be fitted on."""
    others = [row for row in iter_readings(shared) if row.dataset not in STUDY_DATASETS]
    return [*others, *iter_own_readings(shared)]


def fit_mode(rows: Sequence[RatedRow], columns: Sequence[Column], *, seed: int = 0) -> ModeFit:
    """Fit the three targets of one mode; the shrinkage is the one with the least out-of-fold loss."""
    matrix = matrix_of([row.features for row in rows], columns)
    weights = np.array([READ_ONCE_WEIGHT if r.article.part in READ_ONCE else 1.0 for r in rows])
    folds = np.random.default_rng(seed).permutation(len(rows)) % FOLDS
    mislead = _Target(matrix, _scaled(rows, "mislead"), weights, folds, columns)
    need = _Target(
        matrix, _scaled(rows, "need"), weights, folds, free_of_sign(columns, direction=1)
    )
    handling = _Target(
        matrix, _scaled(rows, "handling"), weights, folds, free_of_sign(columns, direction=-1)
    )
    fits = {"mislead": mislead.fit(), "need": need.fit(), "handling": handling.fit()}
    entry: dict[str, object] = {n: _entry(f.fitted, columns) for n, f in fits.items()}
    entry["half_widths"] = half_widths(fits["mislead"].held_out, mislead.target)
    return ModeFit(entry, _figures(rows, fits))


@dataclass(frozen=True, slots=True)
class TargetFit:
    """A final fit and the calibrated out-of-fold predictions of the same recipe."""

    fitted: Fit
    held_out: Vector
    shrinkage: float


@dataclass(frozen=True, slots=True)
class _Target:
    matrix: NDArray[np.float64]
    target: Vector
    weights: Vector
    folds: NDArray[np.int64]
    columns: Sequence[Column]

    def fit(self) -> TargetFit:
        tried = {s: self._logits(s) for s in SHRINKAGES}
        best = min(tried, key=lambda s: self._loss(tried[s]))
        slope, shift = self._recalibrate(tried[best])
        final = fit(self.matrix, self.target, self.weights, self.columns, best)
        calibrated = Fit(slope * final.base + shift, slope * final.weights)
        return TargetFit(calibrated, _expit(slope * tried[best] + shift), best)

    def _logits(self, shrinkage: float) -> Vector:
        return out_of_fold(
            self.matrix, self.target, self.weights, self.columns, shrinkage, self.folds
        )

    def _loss(self, logits: Vector) -> float:
        return float(self.weights @ (np.logaddexp(0.0, logits) - self.target * logits))

    def _recalibrate(self, logits: Vector) -> tuple[float, float]:
        """Slope and shift of the out-of-fold logits (Platt 1999); additive, so contributions stay exact."""
        column = [Column("logit", 1.0, (0.2, 3.0))]
        fitted = fit(logits[:, None], self.target, self.weights, column, 1.0)
        return float(fitted.weights[0]), fitted.base


def half_widths(predicted: Vector, target: Vector) -> list[list[float]]:
    """Split-conformal half-widths (Lei et al. 2018) in equal ranges of the predicted score."""
    order = np.argsort(predicted)
    found = []
    for part in np.array_split(order, SCORE_RANGES):
        errors = np.sort(np.abs(predicted[part] - target[part]))
        rank = min(len(part) - 1, int(np.ceil((len(part) + 1) * COVERAGE)) - 1)
        found.append([float(predicted[part].max()), float(errors[rank])])
    found[-1][0] = 1.0
    return found


def _scaled(rows: Sequence[RatedRow], rating: str) -> Vector:
    """Ratings of 1 to 5 on the scale 0 to 1."""
    return np.array([(getattr(row.article, rating) - 1.0) / 4.0 for row in rows])


def _entry(fitted: Fit, columns: Sequence[Column]) -> dict[str, object]:
    weights = zip(columns, fitted.weights, strict=True)
    return {
        "base": round(fitted.base, 6),
        "weights": {c.name: round(float(w), 6) for c, w in weights if round(float(w), 6)},
    }


def _figures(rows: Sequence[RatedRow], fits: Mapping[str, TargetFit]) -> dict[str, float]:
    settled = np.array([row.article.part not in READ_ONCE for row in rows])
    figures = {}
    for name, found in fits.items():
        target = _scaled(rows, name)
        figures[f"{name}.spearman"] = float(
            spearmanr(found.held_out[settled], target[settled]).statistic
        )
        figures[f"{name}.shrinkage"] = found.shrinkage
    target = _scaled(rows, "mislead")[settled]
    held_out = fits["mislead"].held_out[settled]
    figures["mislead.auroc_ge3"] = float(roc_auc_score(target >= EVEN, held_out))
    figures["mislead.calibration_error"] = calibration_error(held_out, target)
    figures["rows"] = float(len(rows))
    return figures


def calibration_error(predicted: Vector, target: Vector) -> float:
    """Mean |predicted - target| over five bins of equal size."""
    parts = np.array_split(np.argsort(predicted), 5)
    return float(np.mean([abs(predicted[p].mean() - target[p].mean()) for p in parts]))


def _expit(logits: Vector) -> Vector:
    return np.asarray(1.0 / (1.0 + np.exp(-logits)))
