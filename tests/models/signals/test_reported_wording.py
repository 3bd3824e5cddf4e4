"""Wording that a text reports is not its own, and a speaker who is named as one is neither vague nor a document."""

from __future__ import annotations

import pytest

from models import Article, load_scorer

SCORER = load_scorer()
FILL = (
    " The town has two other bridges, and both of them are open to cars and lorries all day. The council met on Monday "
    "in the town hall to read the plan line by line, and forty people came to hear it."
)


def signals(text: str) -> set[str]:
    """What is seen in an invented article that begins so."""
    answer = SCORER.score(Article(title="Plan is read", text=text + FILL, language="en"))
    return {item.signal for item in answer.evidence}


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("The State Department called it absurd.", "language.loaded"),
        ("He called the affair shameful.", "language.loaded"),
        ("Ken Dale was accused by three former aides of hiding losses.", "source.vague"),
        ("Hackers leaked the data of a million people, said a senior official.", "source.document"),
    ],
)
def test_what_somebody_is_said_to_say_is_not_marked(text: str, signal: str) -> None:
    assert signal not in signals(text)


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("The shameful affair went on.", "language.loaded"),
        ("Ken Dale has been accused of hiding losses.", "source.vague"),
        (
            "A study by the institute, published on Monday, said the dam was safe.",
            "source.document",
        ),
        ("The ministry has published no evidence for its figures.", "claim.unverified"),
        ("The army produced no evidence.", "claim.unverified"),
        ("The army released no evidence.", "claim.unverified"),
    ],
)
def test_what_a_text_says_itself_is_marked(text: str, signal: str) -> None:
    assert signal in signals(text)
