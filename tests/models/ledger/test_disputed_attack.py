"""One invented article with the parties of a disputed attack: sides, denials and doubts in one reading."""

from __future__ import annotations

import pytest

from tests.models.ledger.conftest import Read, Reading

TITLE = "Russia Says Ukraine Struck Shipyard to Kill Admiral"
TEXT = """\
Russian officials accused Ukraine of sending drones against a shipyard to kill an admiral.

Ukraine's government denied involvement, accusing Moscow of inventing the raid.

On Tuesday, the Kremlin's press service reported that two drones were brought down over the yard.

Kremlin spokesman Dmitry Peskov told Russian state news agency RIA Novosti that the admiral was away.

"We do not strike shipyards. We defend our towns," Ukrainian President Volodymyr Zelenskyy told reporters.

Ukrainian presidential adviser Mykhailo Podolyak suggested that partisans could be responsible. He said \
the Kremlin wanted a pretext.

U.S. Secretary of State Antony Blinken said Washington could not confirm the raid.

Analysts warned against taking the account at face value.

"The answer will come," the Kremlin said.
"""


@pytest.fixture
def reading(read: Read) -> Reading:
    return read(TEXT, TITLE)


def test_the_kremlin_its_spokesman_and_its_officials_are_one_side(reading: Reading) -> None:
    sides = reading.sides(
        "Russian officials",
        "the Kremlin's press service",
        "Kremlin spokesman Dmitry Peskov",
        "RIA Novosti",
        "the Kremlin",
    )

    assert sides == {"Russian government"}


def test_ukraine_speaks_with_one_voice(reading: Reading) -> None:
    sides = reading.sides(
        "Ukraine's government",
        "Ukrainian President Volodymyr Zelenskyy",
        "Ukrainian presidential adviser Mykhailo Podolyak",
    )

    assert sides == {"Ukrainian government"}


def test_washington_and_its_secretary_are_a_third_side(reading: Reading) -> None:
    assert reading.sides("U.S. Secretary of State Antony Blinken", "Washington") == {
        "US government"
    }


def test_the_adviser_and_the_pronoun_are_one_source(reading: Reading) -> None:
    adviser = reading.source("Ukrainian presidential adviser Mykhailo Podolyak")

    assert "He" in [reading.words(span) for span in adviser.mentions]


def test_the_claim_is_contested_and_rests_on_one_side(reading: Reading) -> None:
    claim = reading.ledger.main_claim()

    assert claim is not None
    assert claim.status == "contested"
    assert reading.source("Ukraine's government").id in claim.denied_by
    assert reading.source("Washington").id in claim.doubted_by
    assert reading.ledger.single_source
    assert claim.sides == 1
