"""Shares, their intervals, and how far counts have moved, against figures worked out elsewhere."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import chi2, ks_2samp

from service.insight import drift
from service.insight.drift import distance_of, psi, shift_of, signal_shifts
from service.insight.rates import difference_of, rate_of

REFERENCE = [100, 200, 300, 250, 150]


def test_a_share_has_the_interval_that_wilson_gives() -> None:
    rate = rate_of(0, 10)

    assert (rate.share, rate.low) == (0.0, 0.0)
    assert rate.high == pytest.approx(0.2775, abs=1e-4)


def test_nothing_counted_has_no_share() -> None:
    rate = rate_of(0, 0)

    assert (rate.share, rate.low, rate.high) == (None, None, None)


def test_a_difference_has_the_interval_that_newcombe_published() -> None:
    difference = difference_of(56, 70, 48, 80)

    assert difference.value == pytest.approx(0.2)
    assert difference.low == pytest.approx(0.0524, abs=1e-4)
    assert difference.high == pytest.approx(0.3339, abs=1e-4)


def test_the_index_of_two_bins_is_what_its_formula_says() -> None:
    """Halves against nine tenths to one; half an article in each bin hardly matters among 100,000."""
    value = psi([50_000, 50_000], [90_000, 10_000])

    assert value == pytest.approx(0.4 * math.log(9), abs=1e-3)


def test_equal_counts_have_not_moved_and_an_empty_bin_is_not_infinite() -> None:
    same = shift_of(REFERENCE, REFERENCE)
    moved = shift_of([0, 0, 0, 0, 1000], REFERENCE)

    assert (same.psi, same.level) == (0.0, "none")
    assert moved.level == "large"
    assert math.isfinite(moved.psi)


def test_chance_alone_is_told_from_change() -> None:
    """Yurdakul's bound holds about 95 of 100 samples of the same distribution."""
    generator = np.random.default_rng(3)
    shares = np.array(REFERENCE) / 1000

    levels = [
        shift_of(
            generator.multinomial(400, shares).tolist(),
            generator.multinomial(2000, shares).tolist(),
        ).level
        for _ in range(400)
    ]

    assert 0.92 <= levels.count("none") / 400 <= 0.98


@pytest.mark.parametrize("bins", [3, 5, 10, 20])
def test_what_chance_explains_follows_the_chi_square_distribution(bins: int) -> None:
    counts = [500] * bins

    found = shift_of(counts, counts).psi_by_chance

    assert found == pytest.approx(chi2.ppf(0.95, bins - 1) * 2 / (500 * bins), rel=0.01)


@pytest.mark.parametrize(
    ("now", "level"), [([120, 210, 290, 240, 140], "none"), ([250, 300, 250, 150, 50], "large")]
)
def test_levels_name_the_size_of_a_change(now: list[int], level: str) -> None:
    assert shift_of(now, REFERENCE).level == level


def test_fewer_than_a_hundred_scores_are_too_few_to_say() -> None:
    assert shift_of([0, 0, 0, 0, drift.LEAST_SCORES - 1], REFERENCE).level == "too_few"


def test_thin_bins_are_joined_so_that_one_article_changes_little() -> None:
    thin = [1, 0, 500, 498, 1, 0, 0]
    with_one = [1, 0, 500, 497, 1, 0, 1]

    assert shift_of(with_one, thin).psi < 0.001


def test_the_distance_is_that_of_binned_scores() -> None:
    now = [5, 9, 30, 2, 4]
    values = [np.repeat(range(5), counts) for counts in (now, REFERENCE)]

    distance = distance_of(now, REFERENCE)

    assert distance is not None
    assert distance.value == pytest.approx(ks_2samp(*values).statistic)
    assert distance.by_chance == pytest.approx(1.358 * math.sqrt(1 / 50 + 1 / 1000))
    assert distance_of([0] * 5, REFERENCE) is None


def test_signals_of_either_side_are_compared() -> None:
    shifts = {
        s.signal: s for s in signal_shifts({"a": 60, "b": 20}, 200, {"b": 200, "c": 900}, 2000)
    }

    assert list(shifts) == ["a", "b", "c"]
    assert shifts["a"].level == "large"
    assert shifts["b"].level == "none"
    assert shifts["c"].difference is not None
    assert shifts["c"].difference.value == pytest.approx(-0.45)


def test_a_signal_in_few_scores_is_too_few_to_say() -> None:
    (shift,) = signal_shifts({"a": 50}, 99, {"a": 10}, 2000)

    assert (shift.level, shift.difference, shift.psi) == ("too_few", None, None)
