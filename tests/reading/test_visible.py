"""Nothing in a submitted text stays invisible, and nothing visible is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.reading.environment import shown
from service.reading.visible import runs_of


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u202e", "right-to-left override"),
        ("\u200b", "zero width space"),
        ("\u00ad", "soft hyphen"),
        ("\u2066", "left-to-right isolate"),
        ("\ufeff", "zero width no-break space"),
        ("\U000e0041", "tag latin capital letter a"),
        ("\x1b", "control character"),
        ("\0", "control character"),
        ("\ud800", "hidden character"),
        ("\u3164", "hangul filler"),
    ],
)
def test_an_invisible_character_is_shown_by_number_and_name(character: str, name: str) -> None:
    before, hidden, after = runs_of(f"a{character}b")

    assert (before.text, after.text) == ("a", "b")
    assert (hidden.text, hidden.hidden, hidden.token) == (
        character,
        name,
        f"U+{ord(character):04X}",
    )


@pytest.mark.parametrize(
    "text",
    ["Plain words.", "Ærø, Łódź, Ελλάδα, 東京", "line\nbreak\ttab", "👩\u200d🚒 fire", "e\u0301"],
)
def test_ordinary_writing_is_shown_as_it_is(text: str) -> None:
    assert [run.text for run in runs_of(text)] == [text]


def test_a_joiner_between_letters_is_hidden_text_and_shown() -> None:
    assert [run.hidden for run in runs_of("pay\u200dpal")] == [None, "zero width joiner", None]


def test_a_tower_of_accents_is_cut_down_to_what_writing_needs() -> None:
    visible = [run for run in runs_of("a" + "\u0301" * 50) if run.hidden is None]

    assert [run.text for run in visible] == ["a" + "\u0301" * 4]


@given(st.text())
def test_runs_hold_every_character_once_in_order(text: str) -> None:
    assert "".join(run.text for run in runs_of(text)) == text


def test_shown_text_is_escaped_around_hidden_characters() -> None:
    html = str(shown("<b>\u202e</b>"))

    assert html == (
        '&lt;b&gt;<span class="hidden-character" title="right-to-left override">U+202E</span>&lt;/b&gt;'
    )
