"""Disguised words are read as what they look like."""

from __future__ import annotations

import pytest

from models.text.confusables import unmask_letters
from models.text.normal import normalise


@pytest.mark.parametrize(
    ("disguised", "plain"),
    [
        ("s\u043eurces s\u0430id", "sources said"),
        ("\u0410nonym\u03bfus", "Anonymous"),
        ("offici\u0430ls", "officials"),
    ],
)
def test_letters_of_another_script_within_a_latin_word_become_latin(
    disguised: str, plain: str
) -> None:
    assert unmask_letters(disguised) == plain


@pytest.mark.parametrize(
    "word", ["\u0441\u043e\u0432\u0435\u0442", "\u03bd\u03ad\u03bf", "\u043e\u043d\u0430"]
)
def test_a_word_wholly_in_another_script_stays(word: str) -> None:
    assert unmask_letters(word) == word


@pytest.mark.parametrize(
    ("disguised", "plain"),
    [
        ("an0nymous s0urces sa1d", "anonymous sources said"),
        ("al1egedly", "allegedly"),
        ("s o u r c e s said", "sources said"),
        ("s*o*u*r*c*e*s said", "sources said"),
    ],
)
def test_digits_for_letters_and_letters_spelt_apart_are_undone(disguised: str, plain: str) -> None:
    assert normalise(disguised)[0] == plain


@pytest.mark.parametrize(
    "text",
    [
        "h1n1 and covid19",
        "the 4th of 1st",
        "I a m",
        "vitamin B12 at 3.5pm",
        "mail b0b@example.com",
        "www.s1te.com/a1b2",
        "A B C",
    ],
)
def test_ordinary_digits_and_initials_stay(text: str) -> None:
    assert normalise(text)[0] == text


def test_an_invisible_character_does_not_save_a_disguise() -> None:
    assert normalise("s\u200b\u043eurces s\u2060 o u r c\u200b e s")[0] == "sources sources"


def test_a_disguised_word_is_traced_back_to_its_own_letters() -> None:
    text = "Two s o u r c e s said"

    normal, alignment = normalise(text)
    start = normal.index("sources")

    assert text[alignment.position(start) : alignment.position(start + 6) + 1] == "s o u r c e s"


def test_letters_spelt_apart_after_other_changes_are_traced_back_too() -> None:
    text = "\u201cNo\u200b,\u201d  s\u200b o u r c e s said"

    normal, alignment = normalise(text)
    start = normal.index("sources")

    assert normal == '"No," sources said'
    assert (
        text[alignment.position(start) : alignment.position(start + 6) + 1] == "s\u200b o u r c e s"
    )
