"""Sides: who speaks for whom."""

from __future__ import annotations

import pytest

from tests.models.ledger.conftest import Read


def test_capital_seat_of_power_agency_and_spokesman_are_one_side(read: Read) -> None:
    reading = read(
        "Moscow said the ship was old. The Kremlin's press service said it sank. "
        "Russian officials said nobody died. Dmitry Peskov said it was a drill. "
        "TASS reported that the crew was safe."
    )

    assert {source.side for source in reading.ledger.sources} == {"Russian government"}


def test_a_demonym_makes_a_side_only_beside_an_office(read: Read) -> None:
    reading = read("A Russian analyst said the ship was old.")

    assert reading.ledger.sources[0].side != "Russian government"


def test_whoever_speaks_for_an_unknown_body_is_on_its_side(read: Read) -> None:
    reading = read(
        "A Norvik Shipping spokeswoman said the ship was old. "
        "A spokesman for Norvik Shipping said it sank."
    )

    assert {source.side for source in reading.ledger.sources} == {"Norvik Shipping"}


def test_a_person_without_affiliation_is_a_side_alone(read: Read) -> None:
    reading = read("Ines Okafor said the ship was old. Tom Bell said it was new.")

    assert [source.side for source in reading.ledger.sources] == ["Okafor", "Bell"]


def test_international_bodies_are_sides_of_their_own(read: Read) -> None:
    reading = read("NATO said the ship was old. The European Commission said it sank.")

    assert [source.side for source in reading.ledger.sources] == ["NATO", "EU"]


def test_whoever_is_backed_is_on_the_side_of_the_backer(read: Read) -> None:
    reading = read(
        "Russian-backed rebels said the ship sank. Norvik-backed rebels said it was old."
    )

    assert [source.side for source in reading.ledger.sources] == ["Russian government", "Norvik"]


def test_footage_is_on_the_side_of_who_issued_it(read: Read) -> None:
    reading = read("A video posted by Moscow showed that the ship sank.")

    assert reading.ledger.sources[0].side == "Russian government"


def test_a_capital_that_only_opens_a_sentence_is_no_side(read: Read) -> None:
    reading = read("Unverified footage showed that the ship sank. Police said it was old.")

    assert [source.side for source in reading.ledger.sources] == ["unverified footage", "police"]


def test_an_army_and_its_spokesman_are_one_side(read: Read) -> None:
    reading = read("The army said the ship sank. Army spokesman Tom Bell said it was old.")

    assert {source.side for source in reading.ledger.sources} == {"army"}


def test_an_outlet_that_is_no_state_s_is_a_side_alone(read: Read) -> None:
    reading = read("Reuters reported that the ship sank. TASS reported that it was old.")

    assert [source.side for source in reading.ledger.sources] == ["Reuters", "Russian government"]


OFFICES = {
    "Gen. Ali Osman said the town fell.": "Osman",
    "Lt. Col. Anna Rice said the town fell.": "Rice",
    "Lt. Col. Anna Rice, a Norvik Shipping spokeswoman, said it fell.": "Norvik Shipping",
    "Transport minister Ola Berg said the rails were old.": "Berg",
    "The Chief Executive Officer of Acme said the plant was safe.": "Acme",
    "Tom Bell, Chief Executive Officer of Acme, said the plant was safe.": "Acme",
    "Acme Chief Executive Officer Tom Bell said the plant was safe.": "Acme",
}


@pytest.mark.parametrize(("text", "side"), OFFICES.items())
def test_a_rank_or_an_office_is_no_side(read: Read, text: str, side: str) -> None:
    assert [source.side for source in read(text).ledger.sources] == [side]
