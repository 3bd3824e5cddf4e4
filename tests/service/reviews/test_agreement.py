"""Krippendorff's alpha: against the published example, another implementation, and cases where it says nothing."""

from __future__ import annotations

import krippendorff
import numpy as np
import pytest

from service.reviews.agreement import Floats, Metric, alpha_from, alpha_of, alphas_of, coincidences

# Krippendorff (2011), section C: four observers, twelve units; 0 is a missing value.
_EXAMPLE = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
    [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
]


def _counted(values: list[list[int]] | Floats, highest: int = 5) -> Floats:
    """Observers by units, 0 for missing, as counts of each value a unit."""
    table = np.asarray(values)
    return np.stack(
        [(table == value).sum(axis=0) for value in range(1, highest + 1)], axis=-1
    ).astype(float)


@pytest.mark.parametrize(
    ("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_the_published_example_comes_out(metric: Metric, published: float) -> None:
    alpha = alpha_of(_counted(_EXAMPLE), metric)

    assert alpha.value == pytest.approx(published, abs=0.0005)
    assert (alpha.articles, alpha.opinions) == (11, 40)


def test_the_published_example_of_two_observers_comes_out() -> None:
    first = [1, 2, 1, 1, 1, 1, 1, 1, 2, 1]
    second = [2, 2, 2, 1, 1, 2, 1, 1, 1, 1]

    alpha = alpha_of(_counted([first, second], highest=2), "nominal")

    assert alpha.value == pytest.approx(0.095, abs=0.0005)


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval"])
@pytest.mark.parametrize("seed", range(8))
def test_random_opinions_give_what_the_reference_implementation_gives(
    metric: Metric, seed: int
) -> None:
    chance = np.random.default_rng(seed)
    truth = chance.integers(1, 6, size=60)
    values = np.clip(truth + chance.integers(-1, 2, size=(4, 60)), 1, 5)
    values[chance.random((4, 60)) < 0.4] = 0

    alpha = alpha_of(_counted(values), metric)

    expected = krippendorff.alpha(
        reliability_data=np.where(values == 0, np.nan, values), level_of_measurement=metric
    )
    assert alpha.value == pytest.approx(expected, abs=1e-9)


def test_a_resample_is_alpha_of_the_articles_that_were_drawn() -> None:
    counts = _counted(_EXAMPLE)[:9]
    drawn = [0, 0, 3, 5, 5, 5, 6, 8, 8]
    weights = np.bincount(drawn, minlength=9)

    weighted = alpha_from(np.tensordot(weights, coincidences(counts), 1), "ordinal")

    assert weighted == pytest.approx(alpha_of(counts[drawn], "ordinal").value)


def test_an_interval_covers_the_value_and_narrows_with_articles() -> None:
    few = alpha_of(np.tile(_counted(_EXAMPLE), (3, 1)), "ordinal")
    many = alpha_of(np.tile(_counted(_EXAMPLE), (30, 1)), "ordinal")

    assert few.value is not None
    assert few.interval is not None
    assert many.interval is not None
    assert few.interval[0] < few.value < few.interval[1]
    assert many.interval[1] - many.interval[0] < (few.interval[1] - few.interval[0]) / 2


def test_intervals_cover_the_truth_about_as_often_as_they_say() -> None:
    """Two reviewers who each copy the truth with chance 0.8: alpha is 0.64 in the long run."""
    chance = np.random.default_rng(5)
    covered = 0
    for _ in range(100):
        truth = chance.integers(0, 2, size=150)
        guesses = chance.integers(0, 2, size=(2, 150))
        values = np.where(chance.random((2, 150)) < 0.8, truth, guesses) + 1
        interval = alpha_of(_counted(values, highest=2), "nominal").interval
        covered += interval is not None and interval[0] <= 0.64 <= interval[1]

    assert 88 <= covered <= 100


def test_questions_asked_together_get_the_answers_they_get_alone() -> None:
    chance = np.random.default_rng(1)
    present = chance.binomial(2, 0.3, size=(6, 40)).astype(float)
    counts = np.stack([2 - present, present], axis=-1)

    together = alphas_of(counts, "nominal")

    assert together == [alpha_of(question, "nominal") for question in counts]


def test_no_article_with_two_opinions_is_no_agreement_rather_than_a_perfect_one() -> None:
    alpha = alpha_of(_counted([[1, 2, 3]]), "ordinal")

    assert (alpha.value, alpha.interval, alpha.reason) == (None, None, "no_pairs")


def test_opinions_that_never_vary_are_no_agreement_rather_than_a_perfect_one() -> None:
    alpha = alpha_of(_counted([[2] * 20, [2] * 20]), "ordinal")

    assert (alpha.value, alpha.interval, alpha.reason) == (None, None, "no_variation")
    assert alpha.articles == 20


def test_a_signal_that_hardly_ever_occurs_has_a_value_but_no_interval() -> None:
    first = [2] + [1] * 29

    alpha = alpha_of(_counted([first, first], highest=2), "nominal")

    assert alpha.value == 1.0
    assert alpha.interval is None


def test_nine_articles_are_too_few_for_an_interval() -> None:
    alpha = alpha_of(_counted(_EXAMPLE)[:9], "nominal")

    assert alpha.value is not None
    assert alpha.interval is None


def test_no_articles_and_no_questions_are_no_error() -> None:
    assert alpha_of(np.zeros((0, 5)), "ordinal").reason == "no_pairs"
    assert alphas_of(np.zeros((0, 4, 2)), "nominal") == []
