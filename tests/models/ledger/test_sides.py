"""Sides: who speaks for whom."""

from __future__ import annotations

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
