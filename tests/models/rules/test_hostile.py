"""Searching takes linear time, whatever the text is."""

from __future__ import annotations

from pathlib import Path

import pytest

import models
from models.rules import load_ruleset
from models.text.document import Document, Sentence
from models.text.origin import Origin
from tests.models.rules.lexicon_files import a_document

LEXICONS = Path(models.__file__).parent / "bundles" / "default" / "lexicons" / "en"
RULESET = load_ruleset(LEXICONS)
LENGTH = 100_000
# Linear work on the worst of them ends in 0.13 s, quadratic work in minutes: the time-out tells.
PUMPED = [
    "a",
    "a ",
    "the video ",
    "said that ",
    "people familiar with ",
    "could not be ",
    '"may have" ',
    "he may have been seen, ",
    "it was unclear why, ",
    "video posted on YouTube ",
    "experts say ",
    "officials said ",
    "not confirmed ",
    "in the video, ",
    "(",
    "- ",
]


def one_sentence(text: str) -> Document:
    """The whole text as a single sentence, which no reader of text would make of it."""
    plain = a_document("Nothing.")
    origin: Origin = plain.origin
    sentence = Sentence(0, 0, len(text), 0, in_title=False, furniture=False)
    shadow = text.encode("ascii")
    return Document("", text, text, shadow, 0, (sentence,), (), (), "en", 1, origin)


@pytest.mark.timeout(30)
@pytest.mark.parametrize("pump", PUMPED)
def test_a_pumped_text_of_one_sentence_takes_linear_time(pump: str) -> None:
    document = one_sentence((pump * LENGTH)[:LENGTH])

    hits = RULESET.find(document)

    assert all(0 <= hit.start < hit.end <= LENGTH for hit in hits)


def test_ever_new_words_do_not_fill_the_memory() -> None:
    document = one_sentence(" ".join(f"word{number}" for number in range(12_000)))

    assert RULESET.find(document) == []
