"""Fractional logistic regression with priors and bounds (Papke and Wooldridge 1996), small and deterministic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from training.risk_matrix import Column, Matrix

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fit:
    """`predict` gives probabilities; `weights` follow the order of the columns."""

    base: float
    weights: Vector

    def logits(self, matrix: Matrix) -> Vector:
        """Shape (rows,)."""
        return np.asarray(self.base + matrix @ self.weights)

    def predict(self, matrix: Matrix) -> Vector:
        """Probabilities, shape (rows,)."""
        return np.asarray(expit(self.logits(matrix)))


def fit(
    matrix: Matrix, target: Vector, row_weights: Vector, columns: Sequence[Column], shrinkage: float
) -> Fit:
    """Minimise weighted cross-entropy plus `shrinkage` / 2 times the squared distance from the priors.

    Args:
        matrix: shape (rows, columns).
        target: between 0 and 1, shape (rows,).
        row_weights: non-negative, shape (rows,).
        columns: priors and bounds, one a column.
        shrinkage: in units of one row's cross-entropy.
    """
    priors = np.array([c.prior for c in columns])
    mean = float(np.average(target, weights=row_weights))
    start = np.concatenate([[np.log(mean / (1 - mean))], priors])
    bounds = [(None, None), *(c.bounds for c in columns)]

    def loss(theta: Vector) -> tuple[float, Vector]:
        logits = theta[0] + matrix @ theta[1:]
        error = row_weights * (expit(logits) - target)
        away = theta[1:] - priors
        value = float(row_weights @ (np.logaddexp(0.0, logits) - target * logits))
        gradient = np.concatenate([[error.sum()], matrix.T @ error + shrinkage * away])
        return value + 0.5 * shrinkage * float(away @ away), gradient

    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    return Fit(float(found.x[0]), np.asarray(found.x[1:]))


def out_of_fold(
    matrix: Matrix,
    target: Vector,
    row_weights: Vector,
    columns: Sequence[Column],
    shrinkage: float,
    folds: NDArray[np.int64],
) -> Vector:
    """Logits of every row by a fit that has not seen its fold, shape (rows,)."""
    logits = np.zeros(len(target))
    for fold in np.unique(folds):
        seen = folds != fold
        fitted = fit(matrix[seen], target[seen], row_weights[seen], columns, shrinkage)
        logits[~seen] = fitted.logits(matrix[~seen])
    return logits
