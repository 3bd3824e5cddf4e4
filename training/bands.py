"""Bands from the measured false-alarm rate on reputable copy: `elevated` and `high` mean how rarely it gets there."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.contract import Article
from models.scorer import BundleScorer
from training.folds import is_held

# Shares of reputable copy that may reach each band; the sealed false-alarm set is allowed 2 % in `high`.
ELEVATED_RATE = 0.10
HIGH_RATE = 0.015
NORMAL_QUANTILE_95 = 1.959964


@dataclass(frozen=True, slots=True)
class Rate:
    """A measured share with its 95 % Wilson interval (Wilson 1927)."""

    share: float
    low: float
    high: float
    count: int


def reputable_articles(shared: Path, *, held: bool = False) -> Iterator[Article]:
    """Articles of outlets whose factual reporting is rated high (`baly2020`), of one side of the held fold."""
    with gzip.open(shared / "data" / "baly2020.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["mbfc_fact"] == "high" and is_held(row["id"]) == held:
                yield Article(title=row["title"], text=row["text"])


def thresholds_from(scores: Sequence[float]) -> dict[str, float]:
    """Cut-offs that reputable copy exceeds at the two rates, rounded up to three places."""
    return {
        "elevated": _ceiling(float(np.quantile(scores, 1 - ELEVATED_RATE))),
        "high": _ceiling(float(np.quantile(scores, 1 - HIGH_RATE))),
    }


def scores_of(scorer: BundleScorer, articles: Iterator[Article]) -> list[float]:
    """The risks of the articles that were scored; abstentions are left out."""
    answers = (scorer.score(article) for article in articles)
    return [a.risk.score for a in answers if a.risk.score is not None]


def rate_of(hits: int, count: int) -> Rate:
    """A share and its interval.

    Raises:
        ValueError: nothing was counted.
    """
    if count == 0:
        raise ValueError("no rate of nothing: the set is empty")
    z2 = NORMAL_QUANTILE_95**2
    share = hits / count
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    half = math.sqrt(share * (1 - share) / count + z2 / (4 * count**2))
    half *= NORMAL_QUANTILE_95 / (1 + z2 / count)
    return Rate(share, max(0.0, middle - half), min(1.0, middle + half), count)


def _ceiling(value: float) -> float:
    return math.ceil(value * 1000) / 1000
