"""Wording by which a sentence is left out of the word features."""

from __future__ import annotations

import pytest
import re2

from models.contract import Article
from models.signals.open_wording import OpenWording, open_sentences, open_wordings
from models.text import read_document

LEAD = "The harbour was closed on Monday."


def _found(text: str) -> frozenset[int]:
    return open_sentences(read_document(Article(title="No evidence against mayor", text=text)))


@pytest.mark.parametrize("wording", open_wordings(), ids=lambda wording: wording.id)
def test_every_pattern_finds_its_examples_and_no_others(wording: OpenWording) -> None:
    pattern = re2.compile(f"(?i){wording.pattern}")

    for example in wording.examples:
        assert pattern.search(example), example
        assert _found(f"{LEAD} {example}"), example
    for other in wording.others:
        assert not pattern.search(other), other


def test_only_the_sentence_itself_is_found_and_never_the_title() -> None:
    assert _found(f"{LEAD} It could not be verified. The port is old.") == {2}


def test_what_is_quoted_is_not_the_outlets_caveat() -> None:
    assert not _found(f'{LEAD} "It could not be verified," he said.')


def test_a_long_sentence_says_other_things_too() -> None:
    assert not _found(
        f"{LEAD} It was not confirmed that {'the old pier in the north ' * 8}had burned."
    )
