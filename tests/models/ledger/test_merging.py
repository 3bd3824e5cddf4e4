"""One speaker under several names, and several speakers under one."""

from __future__ import annotations

import pytest

from tests.models.ledger.conftest import Read


def _names(read: Read, text: str) -> list[str]:
    return [source.name for source in read(text).ledger.sources]


ONE_SOURCE = {
    "a title in front": "Ines Okafor said it sank. Mr. Okafor said it was old.",
    "the office of a title": "Mayor Ines Okafor closed the pier. It sank, the mayor said.",
    "an office in apposition": (
        "Ines Okafor, a port engineer, looked at the pier. The engineer said it was old."
    ),
    "a company named before": (
        "Norvik Shipping Group said the ferry was old. The company said it would be sold."
    ),
    "a department named before": (
        "The Harbour Department said the ferry was old. The department denied it sank."
    ),
    "an outlet named before": "The Norvik Herald reported it sank. The newspaper said it was old.",
    "another word for a person": (
        "Senator Ines Okafor said it sank. It was old, the Lund lawmaker said."
    ),
    "people named before": "Two port officials said it sank. The officials said it was old.",
    "a long and a short name": "NBC News reported it sank. NBC said it was old.",
    "an acronym": "The Lund Harbour Pilots Association said it sank. The LHPA said it was old.",
    "a suffix": "Tom Bell Jr. said it sank. It was old, Bell said.",
}


@pytest.mark.parametrize("text", ONE_SOURCE.values(), ids=ONE_SOURCE.keys())
def test_several_names_of_one_source_are_merged(read: Read, text: str) -> None:
    assert len(read(text).ledger.sources) == 1


TWO_SOURCES = {
    "an army and a body that spoke before": (
        "The ferry sank, the United Nations said. The army denied firing on it."
    ),
    "a government and a company": (
        "Norvik Shipping Group said it sank. The government said it was old."
    ),
    "officials and the newspaper that cites them": (
        "The Norvik Herald, citing two port officials, reported that it sank. "
        "The officials said it was old."
    ),
    "two of one surname": "Ines Okafor said it sank. Tom Okafor said it was old.",
    "father and son": "Tom Bell said it sank. Tom Bell Jr. said it was old.",
    "two states": "The Latvian ministry said it sank. The Estonian ministry said it was old.",
    "two bodies": "The coast guard said it sank. The fishing union said it was old.",
    "two people at once": "Ines Okafor and Tom Bell said it sank.",
    "a spokeswoman of somebody else": (
        "Norvik Shipping Group said it sank. The ministry's spokeswoman said it was old."
    ),
}


@pytest.mark.parametrize("text", TWO_SOURCES.values(), ids=TWO_SOURCES.keys())
def test_different_sources_stay_apart(read: Read, text: str) -> None:
    assert len(read(text).ledger.sources) == 2


def test_a_lone_surname_is_the_one_who_was_named_first(read: Read) -> None:
    reading = read("Ines Okafor said it sank. Tom Okafor said it was old. Okafor left.")

    assert [reading.words(m) for m in reading.source("Ines Okafor").mentions][-1] == "Okafor"
    assert len(reading.source("Tom Okafor").mentions) == 1


def test_junior_is_named_so(read: Read) -> None:
    reading = read("Tom Bell said it sank. Tom Bell Jr. said it was old.")

    assert [source.name for source in reading.ledger.sources] == ["Tom Bell", "Tom Bell Jr."]
    assert len(reading.ledger.sources[0].mentions) == 1


def test_he_and_she_mean_whom_name_or_title_allows(read: Read) -> None:
    reading = read("Mr. Bell said it sank. Mrs. Okafor said it was old. He said he was sure.")

    assert next(reading.words(m) for m in reading.source("He").mentions) == "Mr. Bell"


def test_whoever_was_she_is_never_he(read: Read) -> None:
    reading = read(
        "Robin Sandvik said it sank. She said it was old. Tom Bell came. He said it was new."
    )

    assert [reading.words(m) for m in reading.source("She").mentions] == ["Robin Sandvik", "She"]
    assert "Tom Bell" in [reading.words(m) for m in reading.source("He").mentions]


def test_a_company_is_no_government(read: Read) -> None:
    reading = read(
        "Norvik Shipping Group said it sank. The government said it was old. "
        "The company denied the fault."
    )

    assert reading.source("The company").name == "Norvik Shipping Group"


def test_a_pronoun_never_means_a_place_or_a_thing(read: Read) -> None:
    rest = "It was built in haste. Nobody checked it. The river rose. The town slept."
    reading = read(f"The Green Harbour Deal is dead in Palm Cove. She said it was unsafe. {rest}")

    assert reading.ledger.sources == ()


def test_people_who_claim_something_are_nobody_in_particular(read: Read) -> None:
    rest = "It was built in haste. Nobody checked it. The river rose. The town slept."

    assert (
        read(f"Not everybody likes people who claim the pier is safe. {rest}").ledger.sources == ()
    )


def test_a_bare_plural_is_mentioned_wherever_it_stands(read: Read) -> None:
    reading = read("The case went to harbour prosecutors. Prosecutors said the ferry was old.")

    assert len(reading.ledger.sources[0].mentions) == 2
