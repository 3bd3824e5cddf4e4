"""Who stands on which side of a claim: short confirmations, denials of one's own word, denied accusations."""

from __future__ import annotations

import pytest

from models.ledger.entries import ClaimEntry
from tests.models.ledger.conftest import Read, Reading

SHIP = "A cargo ship sank off the cape of Lund, the coast guard said."


def main_claim(reading: Reading) -> ClaimEntry:
    """The main claim of a text that has one."""
    claim = reading.ledger.main_claim()
    assert claim is not None
    return claim


@pytest.mark.parametrize(
    "confirmation",
    [
        "Two other officials confirmed the account.",
        "The ship's owner, Norvik Shipping, confirmed that the vessel had sunk.",
        "The fishing union confirmed that a ship had sunk.",
    ],
)
def test_a_short_confirmation_by_another_side_corroborates(read: Read, confirmation: str) -> None:
    reading = read(f"{SHIP} {confirmation}")

    claim = main_claim(reading)
    assert len(claim.corroborated_by) == 1
    assert (claim.sides, claim.status) == (2, "corroborated")
    assert not reading.ledger.single_source


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor confirmed that an inquiry was opened.",
        "The coast guard confirmed the account.",
        "The fishing union confirmed that no cargo ship had sunk.",
    ],
)
def test_news_of_its_own_and_ones_own_word_corroborate_nothing(read: Read, sentence: str) -> None:
    reading = read(f"{SHIP} {sentence}")

    assert main_claim(reading).status == "single_side"
    assert reading.ledger.single_source


@pytest.mark.parametrize(
    "text",
    [
        f"{SHIP} The coast guard denied that a cargo ship sank off the cape of Lund.",
        "The mayor denied that she took a bribe. The mayor said that she took no bribe at all.",
        f"{SHIP} The fishing union said the cargo ship sank off the cape.",
    ],
)
def test_sides_of_a_claim_are_apart_and_list_who_speaks_of_it(read: Read, text: str) -> None:
    ledger = read(text).ledger

    for claim in ledger.claims:
        vouching = {ledger.sources[i].side for i in claim.asserted_by + claim.corroborated_by}
        assert vouching.isdisjoint(ledger.sources[i].side for i in claim.denied_by)
    for entry in ledger.attributions:
        if entry.claim is not None and entry.act != "asks" and entry.source is not None:
            claim = ledger.claims[entry.claim]
            listed = claim.asserted_by + claim.denied_by + claim.doubted_by
            assert entry.source in listed + claim.corroborated_by


def test_a_sentence_that_denies_the_claim_is_no_restatement(read: Read) -> None:
    again, against = "The Norvik tanker rammed the patrol boat.", "It did not ram the patrol boat."
    denied = "The Norvik tanker never rammed the patrol boat."
    lead = "A Norvik tanker rammed a patrol boat at dawn."
    reading = read(f"{lead} {again} {against} {denied}")

    claim = main_claim(reading)
    places = {reading.words(place) for place in ((claim.start, claim.end), *claim.restated)}
    assert places == {lead, again}


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("The union rejected the accusation that it stole fuel.", "it stole fuel"),
        ("The mayor denied that she took a bribe.", "she took a bribe"),
    ],
)
def test_of_a_denial_the_accusation_is_the_claim(read: Read, text: str, claimed: str) -> None:
    reading = read(text)

    claim = main_claim(reading)
    assert reading.words((claim.start, claim.end)) == claimed
    assert (claim.denied_by, claim.asserted_by) == ((0,), ())


@pytest.mark.parametrize(
    ("title", "text", "differs"),
    [
        ("Norvik fired missiles", "Lund said Norvik did not fire missiles on Monday.", True),
        ("Nobody was hurt in fire", "Police said no one was hurt in the fire.", False),
        ("No-one hurt in fire", "Police said nobody was hurt in the fire.", False),
    ],
)
def test_a_negation_counts_in_any_form(read: Read, title: str, text: str, *, differs: bool) -> None:
    headline = read(text, title).ledger.headline

    assert headline is not None
    assert ("negation" in [difference.kind for difference in headline.differences]) == differs
