"""How a source knows, and why it has no name."""

from __future__ import annotations

import pytest

from tests.models.ledger.conftest import Read

BASES = {
    "An official familiar with the talks said the pier was sold.": "familiar with the talks",
    "Two people who were briefed on the sale said it was off.": "who were briefed on the sale",
    "The sale is off, according to a diplomat with direct knowledge of the contract.": (
        "with direct knowledge of the contract"
    ),
    "An aide involved in the sale said it was off.": "involved in the sale",
}


@pytest.mark.parametrize(("text", "basis"), BASES.items())
def test_how_a_source_knows_is_a_range_of_the_text(read: Read, text: str, basis: str) -> None:
    reading = read(text)

    assert reading.words(reading.ledger.sources[0].basis) == basis


MOTIVES = {
    "An official, who asked not to be named because she was not authorised to speak, said it was off.": (
        "because she was not authorised to speak"
    ),
    "An official said it was off, speaking on condition of anonymity for fear of reprisals.": (
        "for fear of reprisals"
    ),
    "An aide said it was off. He spoke on condition of anonymity to discuss private talks.": (
        "to discuss private talks"
    ),
    "A diplomat said it was off because they were not authorized to talk to the press.": (
        "because they were not authorized to talk to the press"
    ),
}


@pytest.mark.parametrize(("text", "motive"), MOTIVES.items())
def test_why_a_name_is_withheld_is_a_range_of_the_text(read: Read, text: str, motive: str) -> None:
    reading = read(text)

    assert reading.words(reading.ledger.sources[0].anonymity) == motive


def test_without_a_reason_there_is_no_motive(read: Read) -> None:
    (source,) = read("An official said on condition of anonymity that it was off.").ledger.sources

    assert (source.basis, source.anonymity) == (None, None)


def test_a_source_with_a_name_has_no_motive_for_anonymity(read: Read) -> None:
    reading = read("Ines Okafor said guests were not named because they were shy.")

    assert reading.ledger.sources[0].anonymity is None
