"""How well each signal is found, by the whole judge and not by single cues, with intervals by article.

What counts as a hit stands in `training.matching`. Marks of `furniture` are compared with what `models.text` set aside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.scorer import BundleScorer
from models.signals import SINGLE
from models.text import list_furniture, read_document
from training.matching import as_mark, pairs
from training.readings import Mark, ReadArticle

FURNITURE = "furniture"
RESAMPLES = 1000
# F1 of two independent readings before they were settled (the readings' own README).
READERS_F1 = {
    "source.anonymous": 0.95,
    "denial.explicit": 0.92,
    "denial.response_sought": 0.90,
    "source.vague": 0.89,
    FURNITURE: 0.85,
    "claim.speculation": 0.85,
    "source.document": 0.83,
    "headline.overstates": 0.82,
    "language.loaded": 0.81,
    "denial.third_party_doubt": 0.80,
    "claim.corroborated": 0.76,
    "source.interested": 0.73,
    "footage.unverified": 0.70,
    "source.secondhand": 0.69,
    "claim.unverified": 0.68,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one signal in one article."""

    true: int
    found: int
    marked: int


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1 of one signal, each with its bounds at 95 % (bootstrap by article).

    `low` and `high` are F1's. `marked` counts the readers' marks, `found` what was found; where nothing was found,
    precision is 0 and means nothing.
    """

    precision: float
    recall: float
    f1: float
    low: float
    high: float
    marked: int
    found: int
    precision_low: float
    precision_high: float
    recall_low: float
    recall_high: float


def tally_article(scorer: BundleScorer, row: ReadArticle) -> dict[str, Tally]:
    """Counts of every signal that was found or marked in one article."""
    found = _found(scorer, row)
    true = Counter(found[number].signal for number, _ in pairs(found, row.marks))
    counted, marked = Counter(m.signal for m in found), Counter(m.signal for m in row.marks)
    return {s: Tally(true[s], counted[s], marked[s]) for s in {*counted, *marked}}


def figures_of(articles: Sequence[dict[str, Tally]], seed: int = 0) -> dict[str, Figure]:
    """Figures by signal, and `micro` over all signals that are marked anywhere."""
    signals = sorted({s for a in articles for s, t in a.items() if t.marked})
    table = np.array([[_row(a.get(s)) for s in signals] for a in articles], dtype=float)
    samples = np.random.default_rng(seed).integers(0, len(articles), (RESAMPLES, len(articles)))
    resampled = np.stack([table[sample].sum(axis=0) for sample in samples])
    figures = {s: _figure(table[:, i].sum(axis=0), resampled[:, i]) for i, s in enumerate(signals)}
    figures["micro"] = _figure(table.sum(axis=(0, 1)), resampled.sum(axis=1))
    return figures


def _row(tally: Tally | None) -> tuple[int, int, int]:
    return (tally.true, tally.found, tally.marked) if tally else (0, 0, 0)


def _figure(counts: np.ndarray, resampled: np.ndarray) -> Figure:
    true, found, marked = (float(n) for n in counts)
    samples = [tuple(float(n) for n in sample) for sample in resampled]
    low, high = _bounds([_f1(t, f, m) for t, f, m in samples])
    precision_low, precision_high = _bounds([_share(t, f) for t, f, _ in samples])
    recall_low, recall_high = _bounds([_share(t, m) for t, _, m in samples])
    return Figure(
        precision=_share(true, found),
        recall=_share(true, marked),
        f1=_f1(true, found, marked),
        low=low,
        high=high,
        marked=int(marked),
        found=int(found),
        precision_low=precision_low,
        precision_high=precision_high,
        recall_low=recall_low,
        recall_high=recall_high,
    )


def _bounds(values: Sequence[float]) -> tuple[float, float]:
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _f1(true: float, found: float, marked: float) -> float:
    return 2 * true / (found + marked) if found + marked else 0.0


def _found(scorer: BundleScorer, row: ReadArticle) -> list[Mark]:
    """Observations and furniture in the coordinates of the marks."""
    document = read_document(row.article)
    reading = scorer.read(document)
    places = [(o.signal, o.start, o.end) for o in reading.observations if o.signal != SINGLE]
    places += [(FURNITURE, start, end) for start, end in list_furniture(document)]
    return [as_mark(s, document.to_source(a, b), row.body_offset) for s, a, b in places]
