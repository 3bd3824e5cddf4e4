"""Quotation marks and what stands between them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from models.text.normal import normalise
from models.text.quotes import find_quotes
from tests.models.text.noise import any_text, newsy


def quotes(text: str) -> list[str]:
    """The quotations of a body as text."""
    return [text[quote.start : quote.end] for quote in find_quotes(text, 0)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"We go," he said. "We stay."', ["We go,", "We stay."]),
        ('He called it "a disaster".', ["a disaster"]),
        ('"We go.\n\n"We stay," he said.', ["We go.", "We stay,"]),
        ('"We go.\n\nWe stay," he said. Then he left.', ["We go.", "We stay,"]),
        ('"We go.\n\nHe called it "odd" and left.', ["We go.", "odd"]),
        ('He is 6\'2" tall. "Yes," he said.', ["Yes,"]),
        ("She said: 'We go.' Then she left.", ["We go."]),
        ("'We don't go,' she said.", ["We don't go,"]),
        ("The workers' plan is James's plan. It's done.", []),
        ("No quotation here.", []),
    ],
)
def test_quotations_are_found(text: str, found: list[str]) -> None:
    assert quotes(text) == found


def test_a_mark_that_never_closes_ends_with_its_paragraph() -> None:
    assert quotes('He said "we go.\n\nAnother paragraph.\n\nAnd one more.') == ["we go."]


def test_a_quotation_does_not_run_from_the_title_into_the_body() -> None:
    title, body = 'Mayor: "We go', 'They left. "No," he said.'

    found = find_quotes(f"{title}\n\n{body}", len(title) + 2)

    assert [f"{title}\n\n{body}"[quote.start : quote.end] for quote in found] == ["We go", "No,"]


@given(newsy | any_text)
def test_quotations_are_in_order_and_within_one_paragraph(text: str) -> None:
    normal = normalise(text)[0]

    found = find_quotes(normal, 0)

    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(0 <= quote.start <= quote.end <= len(normal) for quote in found)
    assert all("\n" not in normal[quote.start : quote.end] for quote in found)
