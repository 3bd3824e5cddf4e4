"""The additive law: base plus contributions is the logit, and evidence sums to its contribution."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.risk.additive import band_of, explain, interval_of, logistic, predict, total
from models.risk.features import LANGUAGE, Feature
from models.risk.weights import RiskWeights, Target

NUMBERS = st.floats(-5, 5, allow_nan=False)


def _feature(name: str, shares: list[float]) -> Feature:
    return Feature(name, math.fsum(shares), tuple(enumerate(shares)))


@given(base=NUMBERS, weight=NUMBERS, other=NUMBERS, shares=st.lists(st.floats(0, 3), min_size=1))
def test_base_and_terms_add_up_to_the_prediction(
    base: float, weight: float, other: float, shares: list[float]
) -> None:
    target = Target(base, {"signal:a/outlet": weight, "signal:a/quoted": other, LANGUAGE: 0.5})
    features = [
        _feature("signal:a/outlet", shares),
        _feature("signal:a/quoted", shares),
        Feature(LANGUAGE, 1.5),
    ]

    terms = explain(target, features)

    assert logistic(total(base, terms)) == pytest.approx(predict(target, features), abs=1e-9)


def test_both_voices_of_a_signal_are_one_term_with_all_its_items() -> None:
    target = Target(0.0, {"signal:a/outlet": 1.0, "signal:a/quoted": 2.0})
    features = [
        Feature("signal:a/outlet", 1.0, ((0, 1.0),)),
        Feature("signal:a/quoted", 1.0, ((4, 1.0),)),
    ]

    [term] = explain(target, features)

    assert term.feature == "signal:a"
    assert term.items == ((0, 1.0), (4, 2.0))
    assert term.log_odds == 3.0


def test_terms_come_strongest_first_whatever_their_sign() -> None:
    target = Target(0.0, {"document:x": -2.0, "document:y": 1.0})

    terms = explain(target, [Feature("document:y", 1.0), Feature("document:x", 1.0)])

    assert [term.feature for term in terms] == ["document:x", "document:y"]


@given(score=st.floats(0, 1))
def test_the_interval_holds_the_score_and_stays_a_probability(score: float) -> None:
    none = Target(0.0, {})
    weights = RiskWeights(none, none, none, ((0.3, 0.1), (0.6, 0.3), (1.0, 0.2)))

    low, high = interval_of(score, weights)

    assert 0.0 <= low <= score <= high <= 1.0


@pytest.mark.parametrize(
    ("score", "band"), [(0.0, "low"), (0.4, "elevated"), (0.69, "elevated"), (0.7, "high")]
)
def test_a_band_begins_at_its_threshold(score: float, band: str) -> None:
    assert band_of(score, 0.4, 0.7) == band


@given(logit=st.floats(-800, 800))
def test_the_logistic_function_never_overflows(logit: float) -> None:
    assert 0.0 <= logistic(logit) <= 1.0
