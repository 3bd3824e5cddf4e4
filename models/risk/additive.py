"""The additive risk: logit(risk) = base + sum of contributions, exactly.

What is highlighted is what was counted, nothing else.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.contract import Band
from models.risk.features import LANGUAGE, Feature
from models.risk.weights import RiskWeights, Target


@dataclass(frozen=True, slots=True)
class Term:
    """The log-odds of one contribution, and of each observation in it (by index in the reading)."""

    feature: str
    log_odds: float
    items: tuple[tuple[int, float], ...]


def logistic(logit: float) -> float:
    """The probability of a logit, without overflow."""
    if logit >= 0:
        return 1.0 / (1.0 + math.exp(-logit))
    odds = math.exp(logit)
    return odds / (1.0 + odds)


def predict(target: Target, features: Iterable[Feature]) -> float:
    """The probability that one target model gives."""
    weights = target.weights
    return logistic(target.base + sum(weights.get(f.name, 0.0) * f.value for f in features))


def explain(target: Target, features: Iterable[Feature]) -> list[Term]:
    """The terms of a prediction, both voices of a signal joined, strongest first.

    Where a term has items, its log-odds are the sum of theirs, so that the two never differ.
    """
    joined: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    plain: dict[str, float] = {}
    for feature in features:
        weight = target.weights.get(feature.name, 0.0)
        if feature.shares:
            name = feature.name.partition("/")[0]
            joined[name] += [(index, weight * share) for index, share in feature.shares]
        elif weight or feature.name == LANGUAGE:
            plain[feature.name] = weight * feature.value
    terms = [Term(n, math.fsum(v for _, v in items), tuple(items)) for n, items in joined.items()]
    terms += [Term(name, value, ()) for name, value in plain.items()]
    return sorted(terms, key=lambda term: (-abs(term.log_odds), term.feature))


def interval_of(score: float, weights: RiskWeights) -> tuple[float, float]:
    """The 90 % conformal interval: fitted half-width of the score's range, clipped to 0..1."""
    half = next((h for end, h in weights.half_widths if score <= end), weights.half_widths[-1][1])
    return max(0.0, score - half), min(1.0, score + half)


def band_of(score: float, elevated: float, high: float) -> Band:
    """The band; both cut-offs come from the measured false-alarm rate on reputable copy."""
    if score >= high:
        return "high"
    return "elevated" if score >= elevated else "low"


def total(base: float, terms: Sequence[Term]) -> float:
    """The logit that the terms add up to."""
    return base + math.fsum(term.log_odds for term in terms)
