"""Quotation marks written in other ways, and texts that begin within a quotation."""

from __future__ import annotations

import pytest

from models.contract import Article
from models.text import read_document


def quoted(text: str) -> list[str]:
    """What stands between quotation marks."""
    document = read_document(Article(title=None, text=text))
    return [document.normal[quote.start : quote.end] for quote in document.quotes]


def test_two_apostrophes_are_one_mark() -> None:
    assert quoted("''The crane fell,'' she said. ''It's old.''") == ["The crane fell,", "It's old."]


def test_a_range_over_two_apostrophes_holds_all_four() -> None:
    text = "She said ''the crane fell'' on Monday."
    document = read_document(Article(title=None, text=text))
    (quote,) = document.quotes

    span = document.to_source(quote.start - 1, quote.end + 1)

    assert text[span.start : span.end] == "''the crane fell''"


def test_two_apostrophes_read_like_a_mark() -> None:
    plain = read_document(Article(title=None, text='"The crane fell," she said.'))
    doubled = read_document(Article(title=None, text="''The crane fell,'' she said."))

    assert doubled.normal == plain.normal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('the crane fell," she said. It rained.', ["the crane fell,"]),
        ('The crane fell. It was old." That was all.', ["The crane fell. It was old."]),
        ('The pipe is 5" wide.', []),
    ],
)
def test_a_text_may_begin_within_a_quotation(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected
