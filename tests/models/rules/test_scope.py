"""How far evidence reaches."""

from __future__ import annotations

import pytest

from models.rules.cue import Scope
from tests.models.rules.lexicon_files import a_cue, find, words

TEXT = "In the evening, the mayor fled - his guards may have helped him - but nobody saw it; he is gone."


@pytest.mark.parametrize(
    ("scope", "evidence"),
    [
        ("match", "may have"),
        ("clause", "his guards may have helped him"),
        ("sentence", TEXT.rstrip(".")),
    ],
)
def test_evidence_grows_to_its_scope(scope: Scope, evidence: str) -> None:
    found = words(find(a_cue(r"\bmay\s+have\b", scope=scope), TEXT), TEXT)

    assert [text.rstrip(".") for text in found] == [evidence]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("He left, because he may have heard it, which is odd.", "because he may have heard it"),
        ('She said: "They may have known" and left.', "They may have known"),
        ("It rained, cold and long, and he may have left.", "and he may have left"),
        ("Police, troops and guards may have met.", "Police, troops and guards may have met"),
        ("He ran (she may have called) to the gate.", "she may have called"),
        ("They asked and he may have said so.", "and he may have said so"),
    ],
)
def test_a_clause_ends_at_marks_and_before_new_subjects(text: str, evidence: str) -> None:
    found = words(find(a_cue(r"\bmay\s+have\b", scope="clause"), text), text)

    assert [text.rstrip(".") for text in found] == [evidence]


def test_a_match_grows_to_whole_words() -> None:
    text = "He was well-informed about it."

    assert words(find(a_cue("inform"), text), text) == ["well-informed"]
