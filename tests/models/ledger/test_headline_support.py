"""What the title rests on, and what it changes."""

from __future__ import annotations

import pytest

from models.ledger.entries import HeadlineEntry
from tests.models.ledger.conftest import Read, Reading

BODY = (
    "The harbour company may have moved 40 barrels at night, dock worker Olaf Lindt said. "
    "The barrels were not opened. Nobody has been charged, and the harbour stays closed.\n\n"
    "“We burned nothing and we hid nothing,” the company wrote."
)


def support(reading: Reading) -> HeadlineEntry:
    """The support of an article that has a title."""
    assert reading.ledger.headline is not None
    return reading.ledger.headline


def drifts(read: Read, title: str, text: str = BODY) -> list[str]:
    """The kinds of differences between a title and its text."""
    return [difference.kind for difference in support(read(text, title)).differences]


def test_a_text_without_a_title_has_no_headline(read: Read) -> None:
    assert read(BODY).ledger.headline is None


def test_the_path_leads_from_the_title_to_the_one_who_says_so(read: Read) -> None:
    reading = read(BODY, "Harbour company moved barrels at night")

    found = support(reading)
    assert [step.kind for step in found.path] == ["title", "sentence", "attribution", "source"]
    assert [reading.words(step.span) for step in found.path[2:]] == [
        "said",
        "dock worker Olaf Lindt",
    ]
    assert found.path[-1].source == reading.source("dock worker Olaf Lindt").id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The tanker rammed a patrol boat, harbour master Olaf Lindt said.", "named"),
        ("The tanker rammed a patrol boat, a senior official said.", "anonymous"),
        ("The tanker reportedly rammed a patrol boat.", "vague"),
        ("The tanker rammed a patrol boat at dawn.", "nobody"),
        ("According to the Washington Post, the tanker rammed a patrol boat.", "secondhand"),
        ("Fishing begins in spring. The nets are new.", "absent"),
    ],
)
def test_the_support_is_graded_by_who_says_it(read: Read, text: str, expected: str) -> None:
    filler = " The sea was calm. Nobody was hurt in the bay, and the crew went home."

    assert support(read(text + filler, "Tanker rammed patrol boat")).rests_on == expected


def test_the_best_of_several_ways_counts(read: Read) -> None:
    text = (
        "The tanker rammed a patrol boat, a senior official said. "
        "Harbour master Olaf Lindt said the tanker rammed the patrol boat."
    )

    assert support(read(text, "Tanker rammed patrol boat")).rests_on == "named"


def test_a_title_that_says_what_the_text_says_has_no_differences(read: Read) -> None:
    assert drifts(read, "Harbour company may have moved 40 barrels, worker says") == []


def test_a_dropped_speaker_and_a_dropped_hedge_are_told(read: Read) -> None:
    assert drifts(read, "Harbour company moved 40 barrels at night") == ["attribution", "modality"]


def test_a_number_that_the_text_lacks_is_told_with_the_text_s_own(read: Read) -> None:
    reading = read(BODY, "Harbour company may have moved 90 barrels, worker says")

    (difference,) = support(reading).differences
    assert difference.kind == "number"
    assert reading.words(difference.title) == "90"
    assert reading.words(difference.body) == "40"


def test_number_words_and_figures_agree(read: Read) -> None:
    title = "Harbour company may have moved forty barrels, worker says"

    assert drifts(read, title) == []


def test_a_name_that_the_text_lacks_is_told(read: Read) -> None:
    title = "Harbour company may have moved 40 barrels to Lund, worker says"

    assert drifts(read, title) == ["name"]


def test_a_negation_that_the_title_lacks_is_told(read: Read) -> None:
    text = "Harbour master Olaf Lindt said the tanker did not ram the patrol boat. It was foggy."

    assert "negation" in drifts(read, "Tanker did ram patrol boat, harbour master says", text)
    assert "negation" not in drifts(read, "Tanker did not ram patrol boat, says master", text)


@pytest.mark.parametrize(
    ("title", "missing"),
    [
        ("Harbour company: \u2018We hid nothing\u2019", False),
        ("Harbour company: “we burned nothing”", False),
        ("Harbour company may have \u2018moved\u2019 40 barrels", False),
        ("Harbour company may have \u2018looted\u2019 40 barrels", True),
        ("Harbour company: \u2018We sold everything\u2019", True),
    ],
)
def test_a_quotation_in_the_title_must_stand_in_the_body(
    read: Read, title: str, *, missing: bool
) -> None:
    assert ("quotation" in drifts(read, title)) == missing
