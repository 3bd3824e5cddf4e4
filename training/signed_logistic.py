"""Ridge logistic regression whose weights may have a fixed sign: what supports a text never speaks against it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]
Sign = Literal["any", "positive", "negative"]
BOUNDS: dict[Sign, tuple[float | None, float | None]] = {
    "any": (None, None),
    "positive": (0, None),
    "negative": (None, 0),
}


@dataclass(frozen=True, slots=True)
class SignedLogistic:
    """One weight a column, and the base."""

    weights: Floats
    base: float

    def scores(self, table: Floats) -> Floats:
        """The log-odds of each row."""
        return np.asarray(table @ self.weights + self.base)

    def chances(self, table: Floats) -> Floats:
        """The chance of each row."""
        return np.asarray(1 / (1 + np.exp(-self.scores(table))))


def fit_signed(
    table: Floats, labels: Floats, signs: Sequence[Sign], ridge: float
) -> SignedLogistic:
    """Fit with a ridge on all weights but the base.

    Args:
        table: a row an example.
        labels: 0 or 1 a row.
        signs: of each column's weight.
        ridge: how much the squares of the weights cost, halved.
    """
    shrunk = np.array([ridge] * table.shape[1] + [0.0])
    whole = np.hstack([table, np.ones((len(table), 1))])

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = whole @ weights
        value = np.logaddexp(0, scores).sum() - labels @ scores + 0.5 * shrunk @ weights**2
        slope = whole.T @ (1 / (1 + np.exp(-scores)) - labels) + shrunk * weights
        return float(value), np.asarray(slope)

    bounds = [*(BOUNDS[sign] for sign in signs), BOUNDS["any"]]
    start = np.zeros(whole.shape[1])
    fitted = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    return SignedLogistic(np.asarray(fitted[:-1]), float(fitted[-1]))
