"""Statements inside statements, and the outlets that carried them."""

from __future__ import annotations

import pytest

from models.contract import Article
from models.ledger import Gazetteer, read_ledger
from models.ledger.nesting import enclosing
from models.text import read_document
from tests.models.ledger.conftest import Read, Reading


def chain(reading: Reading, cue: str) -> list[str]:
    """The cues around a cue, from the inside out."""
    entries = reading.ledger.attributions
    found, at = [], next(e for e in entries if reading.words(e.cue[0]) == cue)
    while at.within is not None:
        at = entries[at.within]
        found.append(reading.words(at.cue[0]))
    return found


def test_each_statement_knows_the_one_around_it(read: Read) -> None:
    reading = read("Oslo says that Bergen claims that Ines Okafor insisted that the crane fell.")

    assert chain(reading, "insisted") == ["claims", "says"]


@pytest.mark.parametrize(
    "text",
    [
        "Reuters, citing two officials, reported that the crane fell.",
        "The crane fell, Reuters reported, citing two officials.",
        "Citing two officials, Reuters reported that the crane fell.",
        "Two officials said the crane fell, according to Reuters.",
        "Two officials believe the crane fell, Reuters reported.",
    ],
)
def test_those_cited_stand_inside_the_report_and_came_through_the_outlet(
    read: Read, text: str
) -> None:
    reading = read(text)

    inner = next(e for e in reading.ledger.attributions if e.within is not None)
    outer = reading.ledger.attributions[inner.within or 0]
    outlet = reading.source("Reuters").id
    assert (inner.via, outer.source, outer.within) == (outlet, outlet, None)
    assert [reading.words(part).lower() for part in inner.content] == ["the crane fell"]


def test_neighbours_do_not_stand_inside_each_other(read: Read) -> None:
    reading = read("Police say the crane fell, while the union says it was cut.")

    assert [entry.within for entry in reading.ledger.attributions] == [None, None]


def test_fifty_statements_inside_each_other(gazetteer: Gazetteer) -> None:
    names = [f"Ines Okafor{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(50)]
    text = " said that ".join(names) + " said that the crane fell."
    document = read_document(Article(title=None, text=text))

    entries = read_ledger(document, gazetteer).attributions

    assert [entry.within for entry in entries] == [None, *range(49)]


def test_the_innermost_holder_is_found_and_no_circle_is_made() -> None:
    cues = [(0, 4), (10, 14), (40, 44), (60, 64)]
    contents = [[(5, 50)], [(15, 38)], [(5, 38)], [(0, 58)]]

    found = enclosing(cues, contents)

    for number in range(len(cues)):
        seen, at = set(), number
        while (outer := found[at]) is not None:
            assert outer not in seen
            seen.add(outer)
            at = outer
