"""Figures against what can be counted by hand, and folds that never leak."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from tests.models.linear.invented import prepared_articles, small_config
from training.evaluate import auroc, by_article, by_outlet, cross_read, spearman, with_interval


def test_auroc_is_that_of_scikit_learn_ties_included() -> None:
    chance = np.random.default_rng(3)
    scores = chance.integers(0, 8, 200).astype(float)
    positive = chance.integers(0, 2, 200).astype(float)

    assert auroc(scores, positive) == pytest.approx(roc_auc_score(positive, scores))


def test_spearman_of_the_same_order_is_one() -> None:
    values = np.array([1.0, 5.0, 2.0, 9.0])

    assert spearman(values**3, values) == pytest.approx(1.0)


def test_an_interval_surrounds_its_value_and_is_repeatable() -> None:
    chance = np.random.default_rng(3)
    positive = chance.integers(0, 2, 150).astype(float)
    scores = positive + chance.normal(size=150)

    figure = with_interval(auroc, scores, positive, seed=1)

    assert figure.low < figure.value < figure.high
    assert figure == with_interval(auroc, scores, positive, seed=1)
    assert str(figure).startswith(f"{figure.value:.3f} [")


@pytest.mark.parametrize("group", [by_article, by_outlet])
def test_cross_reading_tells_the_manners_apart_on_unseen_articles(group: object) -> None:
    rows = [row for row in prepared_articles() if row.label != "satire"]
    chosen = by_article if group is by_article else by_outlet

    readings = cross_read(rows, chosen, {"horne2017": 1.0}, small_config())

    scores = np.array([reading.log_odds for reading in readings])
    unreliable = np.array([row.label == "unreliable" for row in rows], dtype=np.float64)
    assert auroc(scores, unreliable) > 0.9
