"""Fits the score behind `headline.overstates` on the editors' readings outside the held fold.

A ridge logistic regression on a few dozen readable comparisons; threshold and precision come from cross-validation,
so that neither is measured on the rows that set the weights.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedKFold

from models.ledger import load_gazetteer, read_ledger
from models.rules import load_ruleset
from models.signals.headline import SIGNAL
from models.signals.headline_features import compare, load_title_words
from models.text import read_document
from training.readings import iter_readings
from training.signed_logistic import Floats, Sign, fit_signed

BUNDLE = Path("models/bundles/default")
PARTS = ("annotated", "silver")
# Strong shrinkage: some eighty marked titles carry some twenty weights.
_RIDGE = 10.0
# What the title adds or drops may only speak against it.
_DEPARTURES = ("_dropped", "_added", "_missing")
_FOLDS = 5
_REPEATS = 8
# A threshold that marks fewer titles than this is chance.
_FEWEST = 10
_NEARLY = 0.93


def fit_headline(features: Sequence[dict[str, float]], marked: Sequence[bool]) -> dict[str, object]:
    """Weights, threshold and measured precision, ready to be written as `headline.json`."""
    names = sorted(features[0])
    table = np.array([[row[name] for name in names] for row in features])
    labels = np.array(marked, dtype=int)
    signs: list[Sign] = ["positive" if n.endswith(_DEPARTURES) else "any" for n in names]
    chances = _held_out_chances(table, labels, signs)
    threshold, precision, recall = _best_threshold(chances, labels)
    model = fit_signed(table, labels.astype(np.float64), signs, _RIDGE)
    weights = {
        name: round(float(weight), 4) for name, weight in zip(names, model.weights, strict=True)
    }
    return {
        "intercept": round(model.base, 4),
        "weights": weights,
        "threshold": round(threshold, 4),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "titles": len(labels),
        "marked": int(labels.sum()),
    }


def _held_out_chances(table: Floats, labels: NDArray[np.int_], signs: Sequence[Sign]) -> Floats:
    """The mean chance that models give a title which they were not fitted on."""
    chances = np.zeros(len(labels))
    for seed in range(_REPEATS):
        folds = StratifiedKFold(_FOLDS, shuffle=True, random_state=seed)
        for kept, left in folds.split(table, labels):
            model = fit_signed(table[kept], labels[kept].astype(np.float64), signs, _RIDGE)
            chances[left] += model.chances(table[left]) / _REPEATS
    return chances


def _best_threshold(chances: Floats, labels: NDArray[np.int_]) -> tuple[float, float, float]:
    """The strictest threshold whose F1 is near the best, its precision and its recall.

    Of thresholds as good as each other the one that marks fewer titles stands: a wrong mark is in the largest letters.
    """
    order = np.argsort(-chances)
    found = np.cumsum(labels[order])
    taken = np.arange(1, len(order) + 1)
    f1 = 2 * found / (taken + labels.sum())
    nearly_best = np.flatnonzero(f1 >= _NEARLY * f1[_FEWEST:].max())
    best = int(nearly_best[nearly_best >= _FEWEST][0])
    return (
        float(chances[order][best]),
        float(found[best] / taken[best]),
        float(found[best] / labels.sum()),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit on the open readings and write `headline.json` into the bundle."""
    parser = argparse.ArgumentParser(prog="python -m training.fit_headline", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds gold/open")
    parser.add_argument("--bundle", type=Path, default=BUNDLE, help="bundle to read and to write")
    chosen = parser.parse_args(arguments)
    ruleset = load_ruleset(chosen.bundle / "lexicons" / "en")
    titles = load_title_words(chosen.bundle / "headline.toml")
    gazetteer = load_gazetteer(chosen.bundle / "gazetteer")
    features, marked = [], []
    for reading in iter_readings(chosen.shared, PARTS):
        document = read_document(reading.article)
        if document.body_start:
            headline = read_ledger(document, gazetteer).headline
            features.append(compare(document, ruleset.find(document), titles, headline))
            marked.append(any(mark.signal == SIGNAL for mark in reading.marks))
    fitted = fit_headline(features, marked)
    text = json.dumps(fitted, indent=1, sort_keys=True) + "\n"
    (chosen.bundle / "headline.json").write_text(text, encoding="utf-8")
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
