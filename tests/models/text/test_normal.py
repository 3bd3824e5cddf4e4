"""The normal form: what is made equal, what goes, and that every letter can be traced back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.text.normal import MOST_PARAGRAPHS, normalise
from tests.models.text.noise import any_text, spelt


@given(spelt)
def test_every_spelling_of_a_text_has_one_normal_form(pairs: list[tuple[str, str]]) -> None:
    clean = normalise("".join(one for one, _ in pairs))[0]

    noisy = normalise("".join(other for _, other in pairs))[0]

    assert noisy == clean


@given(any_text)
# A separator of units beside text that is not ASCII, a filler that Unicode calls a letter, a split quotation mark.
@example("\x00\x1f\u24ea")
@example("\u3164\x00")
@example("'\u200b'")
def test_the_normal_form_of_a_normal_form_is_itself(text: str) -> None:
    once = normalise(text)[0]

    assert normalise(once)[0] == once


@given(any_text)
def test_positions_lead_forward_through_the_submitted_text(text: str) -> None:
    normal, alignment = normalise(text)

    positions = [
        alignment.position(place) for place, letter in enumerate(normal) if not letter.isspace()
    ]

    assert positions == sorted(positions)
    assert all(0 <= position < len(text) for position in positions)


@given(st.text("KxQz?, \n\u200b\u0301\ufb01\u00a0", max_size=80))
def test_a_plain_letter_is_traced_to_that_very_letter(text: str) -> None:
    normal, alignment = normalise(text)

    assert all(
        text[alignment.position(place)] == letter
        for place, letter in enumerate(normal)
        if letter in "KxQz?,"
    )


def test_plain_text_is_its_own_normal_form() -> None:
    text = "The mayor said no.\n\nShe left."

    normal, alignment = normalise(text)

    assert normal == text
    assert alignment.normal == []


@pytest.mark.parametrize(
    ("submitted", "normal"),
    [
        ("\u201cIt\u2019s over\u201d \u2014 she said", '"It\'s over" - she said'),
        ("so\u200burce\u2060s", "sources"),
        ("\u202esaid\u202c", "said"),
        ("\uff33\uff4f\uff55\uff52\uff43\uff45", "Source"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("z\u0301\u0316\u0301\u0316algo", "\u017aalgo"),
        ("s\u0336a\u0336y", "say"),
        ("\ufb01rst o\ufb03ce", "first office"),
        ("one\ntwo", "one\n\ntwo"),
        ("one\r\n \r\ntwo", "one\n\ntwo"),
        ("one\u2028two", "one\n\ntwo"),
        ("one\ftwo\x1dthree", "one\n\ntwo\n\nthree"),
        ("tab\tand\t\ttabs", "tab and tabs"),
        ("  lead and trail \n", "lead and trail"),
        ("a\x00b\x1b", "ab"),
        ("lone \ud83d surrogate", "lone \ufffd surrogate"),
        ("\U000e0041\U000e0042tagged", "tagged"),
    ],
)
def test_what_differs_in_print_alone_is_made_equal(submitted: str, normal: str) -> None:
    assert normalise(submitted)[0] == normal


def test_letters_of_other_scripts_stay() -> None:
    text = "\u0627\u0644\u0639\u0631\u0628 \u0939\u093f\u0928\u094d\u0926 \u0420\u043e\u0441\u0441\u0438\u044f"

    assert normalise(text)[0] == text


def test_another_line_end_between_paragraphs_changes_nothing() -> None:
    text = "One.\n\nTwo.\n\nThree."

    assert normalise(text.replace("\n\n", "\n\n\n"))[0] == normalise(text)[0]


def test_paragraphs_beyond_any_article_are_joined() -> None:
    normal, _ = normalise("x\n" * (MOST_PARAGRAPHS + 50))

    assert normal.count("\n\n") < MOST_PARAGRAPHS


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "unit", ["\u0301\u0316", "\ufdfa", " ", " \u200b", "\n ", "\ufb01", "a\u0301", "\x00"]
)
def test_a_long_run_of_one_thing_is_read_in_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))

    normal, _ = normalise(text)

    assert len(normal) <= 2 * len(text)
