"""Whose words a hit is."""

from __future__ import annotations

import dataclasses

import pytest

from models.contract import Voice
from tests.models.rules.lexicon_files import a_cue, find


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("The guard may have slept.", "outlet"),
        ('The owner said "the guard may have slept" that night.', "quoted"),
        ("The owner said that the guard may have slept.", "quoted"),
        ("The guard may have slept, the owner said.", "quoted"),
        ("The guard may have slept, said the owner on Friday.", "quoted"),
        ("According to the owner, the guard may have slept.", "quoted"),
        ("The guard may have slept when the owner said good night.", "outlet"),
    ],
)
def test_a_guess_belongs_to_whom_it_is_ascribed_to(text: str, voice: Voice) -> None:
    cue = dataclasses.replace(a_cue(r"\bmay\s+have\s+slept\b"), signal="claim.speculation")

    assert [hit.voice for hit in find(cue, text)] == [voice]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("The owner said that experts say so.", "outlet"),
        ('The owner said: "Experts say so, and I agree."', "quoted"),
    ],
)
def test_how_a_statement_is_sourced_is_the_outlets_except_between_marks(
    text: str, voice: Voice
) -> None:
    assert [hit.voice for hit in find(a_cue(r"\bexperts\s+say\b"), text)] == [voice]


def test_a_denial_is_somebodys_words() -> None:
    cue = dataclasses.replace(a_cue(r"\bdenied\b"), signal="denial.explicit")

    assert [hit.voice for hit in find(cue, "The owner denied it.")] == ["quoted"]
