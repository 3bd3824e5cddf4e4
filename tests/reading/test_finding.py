"""Quoted words are found where they stand, whatever cannot be seen or typed between them."""

from __future__ import annotations

import pytest

from service.reading.finding import Findable, look_alike


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("one two three", "two", (4, 7)),
        ("one two\n\nthree", "two three", (4, 14)),
        ("one  two", " one two ", (0, 8)),
        ("\U0001f600 one e\u0301t two", "e\u0301t", (6, 9)),
        ("hid\u200bden \u202eword", "hidden word", (0, 13)),
        ("he said \u201cyes\u201d", '"yes"', (8, 13)),
        ("it\u2019s", "it's", (0, 4)),
    ],
)
def test_words_are_found(text: str, words: str, place: tuple[int, int]) -> None:
    places = Findable(text).places_of(words)

    assert places == [place]


def test_every_place_is_told_and_words_that_are_not_there_have_none() -> None:
    text = Findable("so and so and so")

    assert text.places_of("so") == [(0, 2), (7, 9), (14, 16)]
    assert text.places_of("So") == []
    assert text.places_of(" \u200b ") == []


def test_runs_that_read_alike_are_alike() -> None:
    assert look_alike("the \u200bword\n", "the word")
    assert not look_alike("the word", "the words")
