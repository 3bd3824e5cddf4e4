"""House style is found, and prose that only looks like it is left alone."""

from __future__ import annotations

import pytest

from models.linear import HouseStyle
from tests.models.linear.invented import a_document


def _found(text: str) -> list[str]:
    document = a_document(text)
    return [document.normal[start:end].strip() for start, end in HouseStyle().find(document)]


@pytest.mark.parametrize(
    "opening",
    [
        "OSTVALE (XYZ) -",
        "OSTVALE, March 3 (Example News) -",
        "Ostvale (XYZ)",
        "PORT HALE, Nor. -",
        "OSTVALE \N{EM DASH}",
    ],
)
def test_a_dateline_is_house_style(opening: str) -> None:
    found = _found(f"{opening} The harbour was closed on Monday.")

    assert found == [opening.replace("\N{EM DASH}", "-")]


@pytest.mark.parametrize(
    "line",
    [
        "By Anna Bell and Tom Reed",
        "Written by Anna Bell",
        "Anna Bell contributed to this report.",
        "Story Continued Below",
        "Read more: Five things to know about the harbour",
        "Also on example.com: the harbour in pictures",
        "Getty Images",
        "Advertisement",
    ],
)
def test_a_line_of_the_outlet_is_house_style(line: str) -> None:
    assert "".join(_found(f"The harbour was closed.\n\n{line}\n\nIt opened again.")) in line


@pytest.mark.parametrize(
    "sentence",
    [
        "By Monday the town was empty.",
        "Watch how the ships come in, she said.",
        "Related species live in the north.",
        "The ministry (which is in the capital) said nothing.",
    ],
)
def test_prose_that_begins_like_house_style_stays(sentence: str) -> None:
    assert _found(sentence) == []


def test_a_web_address_is_house_style() -> None:
    assert _found("The list is at https://example.org/list today.") == ["https://example.org/list"]
