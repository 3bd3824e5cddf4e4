"""Tests of `training.fit_headline`."""

from __future__ import annotations

import numpy as np

from training.fit_headline import fit_headline


def test_a_feature_that_goes_with_the_marks_gets_weight_and_the_fit_is_reproducible() -> None:
    chance = np.random.default_rng(3)
    marked = [bool(value) for value in chance.random(200) < 0.3]
    rows = [{"telling": float(mark), "idle": float(chance.random())} for mark in marked]

    first, second = fit_headline(rows, marked), fit_headline(rows, marked)

    assert first == second
    weights = first["weights"]
    assert isinstance(weights, dict)
    assert weights["telling"] > 1 > abs(weights["idle"])
    assert first["precision"] == 1
