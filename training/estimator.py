"""The language model as a scikit-learn pipeline: fitted from articles, or rebuilt from its parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline

from models.linear.parameters import CLASSES, LinearParameters
from models.linear.tokens import WordRun, terms
from training.config import LinearConfig, RegressionSettings
from training.prepare import Prepared
from training.vocabulary import Vocabulary, learn_vocabulary

# A class that no row has gets this intercept: never chosen, and still finite.
_ABSENT = -50.0


def fit_parameters(
    rows: Sequence[Prepared], shares: Mapping[str, float], config: LinearConfig
) -> LinearParameters:
    """Learn vocabulary, idf and weights. `shares` says how much each data set weighs against the others.

    Numbers are rounded to float32 before the next step uses them, so the served model is the fitted one.
    """
    vocabulary = learn_vocabulary(rows, config.vocabulary)
    vectoriser = _vectoriser(vocabulary.names(), frozenset(vocabulary.words))
    vectoriser.fit([row.runs for row in rows])
    idf = vectoriser.idf_.astype(np.float32)
    vectoriser.idf_ = idf.astype(np.float64)
    matrix = csr_matrix(vectoriser.transform([row.runs for row in rows]))
    positions, classes, weights = sample(rows, shares, config.weights.total)
    regression = _regression(config.regression)
    regression.fit(matrix[positions], classes, sample_weight=weights)
    return _parameters(vocabulary, idf, regression)


def sample(
    rows: Sequence[Prepared], shares: Mapping[str, float], total: float
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """Give row positions, classes and weights; a row with two targets comes twice.

    Inside a data set every class weighs the same.
    """
    parts = [
        (position, row.dataset, CLASSES.index(label), share)
        for position, row in enumerate(rows)
        for label, share in row.targets
        if share > 0 and shares[row.dataset] > 0
    ]
    sums: dict[tuple[str, int], float] = {}
    for _, dataset, label, share in parts:
        sums[dataset, label] = sums.get((dataset, label), 0.0) + share
    classes_of = {name: sum(dataset == name for dataset, _ in sums) for name, _ in sums}
    scale = total / sum(shares[name] for name in classes_of)
    weights = [
        share * scale * shares[dataset] / (classes_of[dataset] * sums[dataset, label])
        for _, dataset, label, share in parts
    ]
    positions = np.array([part[0] for part in parts], dtype=np.intp)
    return positions, np.array([part[2] for part in parts], dtype=np.intp), np.array(weights)


def as_pipeline(parameters: LinearParameters) -> Pipeline:
    """The same model as scikit-learn computes it, over runs of words; classes in the order of `CLASSES`."""
    vectoriser = _vectoriser(parameters.names(), frozenset(parameters.words))
    vectoriser.idf_ = parameters.idf.astype(np.float64)
    regression = LogisticRegression()
    regression.classes_ = np.arange(len(CLASSES))
    regression.coef_ = parameters.weights.astype(np.float64)
    regression.intercept_ = parameters.intercepts.astype(np.float64)
    return make_pipeline(vectoriser, regression)


def _vectoriser(names: Sequence[str], known: frozenset[str]) -> TfidfVectorizer:
    def analyse(runs: Sequence[WordRun]) -> list[str]:
        return list(terms(runs, known))

    vocabulary = {name: position for position, name in enumerate(names)}
    return TfidfVectorizer(
        analyzer=analyse, vocabulary=vocabulary, sublinear_tf=True, lowercase=False
    )


def _regression(settings: RegressionSettings) -> LogisticRegression:
    return LogisticRegression(
        C=settings.inverse_penalty, max_iter=settings.iterations, tol=settings.tolerance
    )


def _parameters(
    vocabulary: Vocabulary, idf: NDArray[np.float32], regression: LogisticRegression
) -> LinearParameters:
    """One row of weights a class; two classes come from scikit-learn as one row, the odds of the second."""
    weights = np.zeros((len(CLASSES), len(idf)), dtype=np.float32)
    intercepts = np.full(len(CLASSES), _ABSENT, dtype=np.float32)
    present = regression.classes_.tolist()
    if len(present) == 2:  # noqa: PLR2004 - the binary case
        intercepts[present] = (0.0, float(regression.intercept_[0]))
        weights[present[1]] = regression.coef_[0]
    else:
        intercepts[present] = regression.intercept_
        weights[present] = regression.coef_
    pairs = np.array(vocabulary.pairs, dtype=np.uint32).reshape(-1, 2)
    return LinearParameters(vocabulary.words, pairs, idf, weights, intercepts)
