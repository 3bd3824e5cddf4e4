"""Fits news, opinion and satire over manner of speaking: `python -m training fit-risk` calls it first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import cross_val_predict

from models.reading import Reading
from models.signals.genre import CLASSES, SATIRE_WORDS, satire_logit

# Flat between 0.3 and 3 by ten-fold cross-validation on the readings outside the held fold.
INVERSE_STRENGTH = 1.0
FOLDS = 10


@dataclass(frozen=True, slots=True)
class GenreFit:
    """What `genre.json` keeps of one mode, and F1 by class from cross-validation."""

    entry: dict[str, object]
    figures: dict[str, float]


def fit_genre(readings: Sequence[Reading], genres: Sequence[str]) -> GenreFit:
    """Fit on the readings of the three classes; others are left out.

    Args:
        readings: with the word model's satire cross-fitted, where there is a word model.
        genres: the readers' word for each, in the same order.
    """
    pairs = [(r, g) for r, g in zip(readings, genres, strict=True) if g in CLASSES]
    names = [*pairs[0][0].manner, *([SATIRE_WORDS] if pairs[0][0].language else [])]
    matrix = np.array([_rates(reading) for reading, _ in pairs])
    labels = np.array([CLASSES.index(genre) for _, genre in pairs])
    model = LogisticRegression(C=INVERSE_STRENGTH, max_iter=5000)
    guessed = cross_val_predict(model, matrix, labels, cv=FOLDS)
    model.fit(matrix, labels)
    scores = f1_score(labels, guessed, average=None)
    return GenreFit(
        {
            genre: {
                "intercept": round(float(model.intercept_[index]), 6),
                "weights": _rounded(names, model.coef_[index].tolist()),
            }
            for index, genre in enumerate(CLASSES)
        },
        {f"{genre}.f1": float(scores[index]) for index, genre in enumerate(CLASSES)},
    )


def _rates(reading: Reading) -> list[float]:
    rates = list(reading.manner.values())
    return [*rates, satire_logit(reading.language.satire)] if reading.language else rates


def _rounded(names: Sequence[str], values: Sequence[float]) -> dict[str, float]:
    return {name: round(value, 6) for name, value in zip(names, values, strict=True)}
