"""Sides, who speaks for them, and which are in dispute."""

from __future__ import annotations

import pytest

from tests.models.ledger.conftest import Read

OPPOSED = {
    "a charge": (
        "Kyiv accused Moscow of shelling the pier. Moscow said it was old.",
        {"Ukrainian government", "Russian government"},
    ),
    "a charge and its denial": (
        "The coast guard said the fishing union had cut the cable. The fishing union denied it.",
        {"coast guard", "fishing union"},
    ),
    "a denial of the same matter": (
        (
            "Norvik Shipping Group said its engineers had warned the harbour board about cracks. "
            "The harbour board denied that engineers had warned about cracks."
        ),
        {"Norvik Shipping Group", "harbour board"},
    ),
    "a claim and its denial, the parties unknown to the gazetteer": (
        "Varenian officials accused Ostria on Tuesday of sending divers. Ostria's government denied any involvement.",
        {"varenian officials", "Ostria"},
    ),
    "charges both ways": (
        "Kyiv said it fell. Moscow said it fell. Kyiv and Moscow blamed each other.",
        {"Ukrainian government", "Russian government"},
    ),
}


@pytest.mark.parametrize(("text", "names"), OPPOSED.values(), ids=OPPOSED.keys())
def test_who_accuses_and_who_denies_are_opposed(read: Read, text: str, names: set[str]) -> None:
    sides = {side.name: set(side.opposes) for side in read(text).ledger.sides}

    assert {name for name, others in sides.items() if others} == names
    assert all(name in sides[other] for name in names for other in sides[name])


def test_whoever_is_accused_is_opposed_even_when_silent(read: Read) -> None:
    (side,) = read("Kyiv accused Moscow of shelling the pier.").ledger.sides

    assert side.opposes == ("Russian government",)


def test_those_who_fight_are_opposed(read: Read) -> None:
    reading = read("Kyiv said the pier was lost. Russian-backed rebels fought Ukrainian troops.")

    assert reading.ledger.sides[0].opposes == ("Russian government",)


def test_agreement_is_no_dispute(read: Read) -> None:
    reading = read("The coast guard said the ferry sank. The harbour board said the ferry sank.")

    assert [side.opposes for side in reading.ledger.sides] == [(), ()]


def test_a_side_lists_all_who_speak_for_it(read: Read) -> None:
    reading = read("Moscow said it sank. Dmitry Peskov said it was old. NATO said nothing burned.")

    assert [(side.name, side.sources) for side in reading.ledger.sides] == [
        ("Russian government", (0, 1)),
        ("NATO", (2,)),
    ]


def test_every_source_is_on_one_side(read: Read) -> None:
    ledger = read(OPPOSED["a charge and its denial"][0]).ledger

    assert sorted(i for side in ledger.sides for i in side.sources) == [
        s.id for s in ledger.sources
    ]
