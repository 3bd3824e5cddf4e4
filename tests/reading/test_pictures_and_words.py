"""Pictures carry their words, and words never say more than was measured."""

from __future__ import annotations

import pytest

from models.contract import Abstention, Risk
from service.reading.picture import part_picture, risk_picture, term_picture
from service.reading.words import (
    ABSTENTIONS,
    BANDS,
    EFFECTS,
    attribute_words,
    chance_of,
    feature_title,
    signed,
    title_of,
)


def test_the_picture_of_the_risk_says_score_and_interval_in_words() -> None:
    picture = risk_picture(Risk(0.64, "elevated", (0.51, 0.76), None))

    assert 'role="img"' in picture
    assert "the score is 0.64" in picture
    assert "between 0.51 and 0.76" in picture


def test_pictures_have_no_style_attribute_because_the_policy_forbids_it() -> None:
    risk = risk_picture(Risk(0.64, "elevated", (0.51, 0.76), None))

    assert "style=" not in risk + part_picture(0.5, high_is_good=True) + term_picture(-0.3, 0.7)


def test_nothing_is_drawn_for_what_was_not_scored() -> None:
    assert risk_picture(Risk(None, None, None, Abstention.TOO_SHORT)) == ""
    assert part_picture(None, high_is_good=False) == ""


def test_a_term_that_raises_points_right_and_one_that_lowers_points_left() -> None:
    assert 'class="bar raises" x="50.00%"' in term_picture(0.7, 0.7)
    assert 'class="bar lowers" x="2.00%" y="4" width="48.00%"' in term_picture(-0.7, 0.7)


def test_terms_of_weight_nothing_draw_no_bar() -> None:
    assert 'width="0.00%"' in term_picture(0.0, 0.0)


def test_no_word_for_a_score_or_an_abstention_calls_a_text_false() -> None:
    words = [*ABSTENTIONS.values(), *BANDS.values(), *EFFECTS.values()]

    assert not [
        w for w in words if any(bad in w.lower() for bad in ("false", "fake", "lie", "wrong"))
    ]


def test_every_abstention_has_its_words() -> None:
    assert set(ABSTENTIONS) == set(Abstention)


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (0.0, "a very small chance"),
        (0.2, "a small chance"),
        (0.4, "somewhat less than an even chance"),
        (0.5, "about an even chance"),
        (0.6, "somewhat more than an even chance"),
        (0.7, "a large chance"),
        (1.0, "a very large chance"),
    ],
)
def test_a_score_is_said_in_the_words_of_the_editors_scale(score: float, words: str) -> None:
    assert chance_of(score) == words


def test_weights_are_written_with_their_sign() -> None:
    assert [signed(value) for value in (0.714, -0.32, 0.001, -0.001)] == [
        "+0.71",
        "\N{MINUS SIGN}0.32",
        "0.00",
        "0.00",
    ]


def test_an_unknown_signal_is_spelled_out() -> None:
    assert title_of("source.brand_new") == "Source: brand new"
    assert feature_title("document:few_words") == "Document: few words"
    assert attribute_words("sides", 1) == "sides: 1"
