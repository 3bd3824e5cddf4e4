"""Tests of `models.signals.judge` with the shipped rules: whose doubt is whose."""

from __future__ import annotations

import pytest

from models import Article, load_scorer
from models.text import read_document

SCORER = load_scorer(mode="rules")


def signals(text: str) -> set[str]:
    """The signals of an invented article."""
    reading = SCORER.read(read_document(Article(text=text, language="en")))
    return {observation.signal for observation in reading.observations}


def test_a_denial_in_the_words_of_the_accused_is_no_doubt_of_anybody_else() -> None:
    found = signals(
        'The mayor was accused of taking money. "These baseless claims are without evidence and simply untrue," '
        "said the mayor, Corin Vale."
    )

    assert "denial.explicit" in found
    assert not found & {"claim.unverified", "denial.third_party_doubt"}


def test_the_doubt_of_the_outlet_itself_stays() -> None:
    assert "claim.unverified" in signals("The ministry offered no evidence for the claim.")


@pytest.mark.parametrize(
    "text",
    [
        "Jonas Reed allegedly stole the boat, prosecutors told the court on Monday.",
        "The defendant is accused of theft and is suspected of two more thefts, the indictment says.",
    ],
)
def test_the_words_of_court_copy_are_no_signal_of_doubt(text: str) -> None:
    assert not signals(text) & {"claim.unverified", "claim.speculation", "denial.third_party_doubt"}
