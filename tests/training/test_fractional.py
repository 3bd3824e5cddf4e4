"""Fractional logistic regression against what it must find."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from training.fractional import fit, out_of_fold
from training.risk_matrix import Column

FREE = (-50.0, 50.0)


def _rows(count: int = 400) -> tuple[np.ndarray, np.ndarray]:
    chance = np.random.default_rng(7)
    matrix = chance.normal(size=(count, 3))
    return matrix, expit(matrix @ np.array([1.5, -1.0, 0.0]) - 0.5)


def test_it_recovers_the_weights_that_made_the_targets() -> None:
    matrix, target = _rows()

    found = fit(matrix, target, np.ones(400), [Column(str(i), 0.0, FREE) for i in range(3)], 1e-6)

    assert found.weights == pytest.approx([1.5, -1.0, 0.0], abs=1e-3)
    assert found.base == pytest.approx(-0.5, abs=1e-3)


def test_on_yes_or_no_targets_it_is_logistic_regression() -> None:
    matrix, chance = _rows()
    target = (chance > 0.5).astype(float)

    found = fit(matrix, target, np.ones(400), [Column(str(i), 0.0, FREE) for i in range(3)], 2.0)

    peer = LogisticRegression(C=0.5, tol=1e-10, max_iter=10_000).fit(matrix, target)
    assert found.weights == pytest.approx(peer.coef_[0], abs=1e-3)


def test_bounds_hold_even_against_the_data() -> None:
    matrix, target = _rows()
    columns = [Column("a", 0.0, (-3.0, 0.0)), Column("b", 0.0, (0.0, 3.0)), Column("c", 0.0, FREE)]

    found = fit(matrix, target, np.ones(400), columns, 1e-6)

    assert found.weights[0] <= 0.0 <= found.weights[1]


def test_heavy_shrinkage_leaves_the_priors() -> None:
    matrix, target = _rows()
    columns = [Column(str(i), 0.7, FREE) for i in range(3)]

    found = fit(matrix, target, np.ones(400), columns, 1e9)

    assert found.weights == pytest.approx([0.7, 0.7, 0.7], abs=1e-3)


def test_a_row_is_never_predicted_by_a_fit_that_saw_it() -> None:
    """A single wild target must not pull its own prediction."""
    matrix, target = _rows(40)
    folds = np.arange(40) % 4
    columns = [Column(str(i), 0.0, FREE) for i in range(3)]
    before = out_of_fold(matrix, target, np.ones(40), columns, 1.0, folds)
    target[5] = 1.0 - target[5]

    after = out_of_fold(matrix, target, np.ones(40), columns, 1.0, folds)

    assert after[folds == folds[5]] == pytest.approx(before[folds == folds[5]])
