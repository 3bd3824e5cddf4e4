"""The shadow has one byte for every code point."""

from __future__ import annotations

from hypothesis import given

from models.text.normal import normalise
from models.text.shadow import shadow_of
from tests.models.text.noise import any_text


@given(any_text)
def test_the_shadow_has_one_ascii_byte_a_code_point(text: str) -> None:
    normal, _ = normalise(text)

    shadow = shadow_of(normal)

    assert len(shadow) == len(normal)
    assert shadow.isascii()


def test_accents_are_dropped_and_foreign_letters_become_question_marks() -> None:
    assert shadow_of("Caf\u00e9 \u0427 \u2026") == b"Cafe ? ."
