"""Profiles slipped in behind a name are set aside, and the sentence around them stays."""

from __future__ import annotations

import time

import pytest

from models.contract import Article
from models.text import Document, read_document

FIRST = "The harbour council met on Monday and voted to open the docks again, the mayor said."
HEADLINES = "council votes to quit Five things to know about the strike"


def furniture_of(text: str) -> list[str]:
    """What is set aside of a paragraph that follows another."""
    document = read_document(Article(title="Docks to open", text=f"{FIRST}\n\n{text}"))
    return [document.normal[start:end] for start, end in document.furniture]


@pytest.mark.parametrize(
    ("before", "inserted", "after"),
    [
        ("Former Mayor Ann Poe ", f"Ann Mary PoeHarbour {HEADLINES} MORE", " voted no on Monday."),
        ("But Sen. Dan Roe ", f"Daniel (Dan) Lee Roe2031 {HEADLINES} MORE", " (R-Dock) voted no."),
        ("It was Sue Low ", "Susan Ann LowMORE", " who left the council on Monday."),
        ("It was Sue Low ", f"Susan Low Harbour {HEADLINES} MORE", "'s plan from the start."),
    ],
)
def test_only_the_insertion_is_set_aside(before: str, inserted: str, after: str) -> None:
    assert furniture_of(before + inserted + after) == [inserted]


def test_two_insertions_in_a_line_are_two() -> None:
    one, two = f"Ann Mary PoeHarbour {HEADLINES} MORE", f"Daniel Lee RoeGates {HEADLINES} MORE"

    assert furniture_of(f"Mayor Ann Poe {one} met Dan Roe {two} on Monday.") == [one, two]


@pytest.mark.parametrize(
    "text",
    [
        "The dockers of Ann Poe want MORE, said the union in a letter to Ann Poe on Monday.",
        "Ann Poe asked for MOREL soup, and Ann Poe PoeHouse was shut.",
        "Ann Mary PoeHarbour council votes to quit, and the docks stay shut for one day longer.",
    ],
)
def test_names_and_capitals_alone_are_no_insertion(text: str) -> None:
    assert furniture_of(text) == []


@pytest.mark.parametrize("unit", ["Po Po PoA (P) Po MORE ", "AaA Aa aMORE ", "A.A. Aa MORE"])
def test_a_hostile_page_is_read_in_linear_time(unit: str) -> None:
    started = time.perf_counter()

    document: Document = read_document(Article(text=unit * (100_000 // len(unit))))

    assert document.sentences
    assert time.perf_counter() - started < 5
