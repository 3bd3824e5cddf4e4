"""Manner of speaking: what is counted, and what must not be."""

from __future__ import annotations

import math

import pytest

from models.contract import Article
from models.ledger import Ledger
from models.signals.manner import read_manner
from models.text import read_document

NOTHING_SAID = Ledger((), (), (), single_source=True, unattributed=())


def rates(text: str) -> dict[str, float]:
    """The rates of a text of one sentence without a title."""
    return dict(read_manner(read_document(Article(text=text)), NOTHING_SAID, frozenset()))


@pytest.mark.parametrize("words", ["I'm", "I've", "my", "ME"])
def test_shortened_and_capital_forms_count_as_the_plain_one(words: str) -> None:
    assert rates(f"On Tuesday {words} dog ran off.")["first_singular"] == 1.0


def test_every_question_mark_counts() -> None:
    assert rates("Really??")["question"] == math.sqrt(2)


@pytest.mark.parametrize("text", ["The island we-\u00e9t is far.", "The \u0130 \u017fhould stay."])
def test_foreign_letters_make_no_word_of_the_list(text: str) -> None:
    counted = rates(text)

    assert counted["first_singular"] == 0.0
    assert counted["ought"] == 0.0


@pytest.mark.parametrize(
    ("text", "shouted"),
    [
        ("The fleet of NATO left on Tuesday.", 1.0),
        ("The fleet left on Tuesday.", 2.0),
        ("NATO said that it was SHOCKING.", 0.0),
    ],
)
def test_what_the_body_writes_in_capitals_too_is_no_shout(text: str, shouted: float) -> None:
    document = read_document(Article(title="SHOCKING retreat of the NATO fleet", text=text))

    assert read_manner(document, NOTHING_SAID, frozenset())["title_capitals"] == shouted
