"""What a review is worth: unsure articles whose wording and rules disagree come first."""

from __future__ import annotations

import math
from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.contract import Contribution
from service.reviews.worth import Worth, worth_of
from tests.service.reviews.builders import an_answer


def test_disagreement_is_the_distance_between_wording_and_everything_else() -> None:
    answer = replace(
        an_answer(risk=0.5, wording=0.9),
        base_log_odds=-1.0,
        contributions=[
            Contribution("signal:source.anonymous", 0.4, []),
            Contribution("part:language", 3.0, []),
            Contribution("part:claims", 0.6, []),
        ],
    )

    found = astuple(worth_of(answer))

    # -1 + 0.4 + 0.6 is the middle of the scale; the 3 of the wording does not count.
    assert found == (pytest.approx(0.4), pytest.approx(0.4))


def test_an_unsure_score_is_worth_more_than_a_sure_one() -> None:
    unsure, sure = (worth_of(an_answer(risk=risk, wording=0.9)) for risk in (0.5, 0.9))

    assert unsure.disagreement == sure.disagreement
    assert unsure.worth > sure.worth
    assert sure.worth == pytest.approx(4 * 0.9 * 0.1 * sure.disagreement)


def test_an_article_without_a_score_has_nothing_that_could_disagree() -> None:
    assert worth_of(an_answer(text="Too short.", risk=None, wording=None)) == Worth(0.0, 0.0)


def test_a_score_without_a_reading_of_the_wording_has_nothing_that_could_disagree() -> None:
    assert worth_of(an_answer(risk=0.5, wording=None)) == Worth(0.0, 0.0)


@given(
    risk=st.floats(0, 1),
    wording=st.floats(0, 1),
    base=st.floats(-1e6, 1e6, allow_nan=False),
    term=st.floats(-1e6, 1e6, allow_nan=False),
)
def test_both_figures_stay_between_0_and_1_however_extreme_the_terms(
    risk: float, wording: float, base: float, term: float
) -> None:
    answer = replace(
        an_answer(risk=risk, wording=wording),
        base_log_odds=base,
        contributions=[Contribution("part:claims", term, [])],
    )

    found = worth_of(answer)

    assert 0 <= found.worth <= found.disagreement <= 1
    assert math.isfinite(found.worth)
