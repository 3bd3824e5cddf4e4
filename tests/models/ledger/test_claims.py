"""The main claim, its parties and its status."""

from __future__ import annotations

from tests.models.ledger.conftest import Read

TITLE = "Norvik tanker rammed patrol boat, coast guard says"
ACCUSED = "The coast guard said a Norvik tanker rammed one of its patrol boats off the cape."


def test_the_main_claim_is_the_statement_that_says_what_the_title_says(read: Read) -> None:
    reading = read(f"It was a calm night at sea. {ACCUSED} Fog is common there.", TITLE)

    claim = reading.ledger.main_claim()
    assert claim is not None
    assert reading.words((claim.start, claim.end)).startswith("a Norvik tanker rammed")


def test_one_accuser_alone_is_a_single_source(read: Read) -> None:
    reading = read(f"{ACCUSED} It gave no further details.", TITLE)

    claim = reading.ledger.main_claim()
    assert claim is not None
    assert reading.ledger.single_source
    assert (claim.sides, claim.status) == (1, "single_side")


def test_a_denial_makes_a_claim_contested(read: Read) -> None:
    reading = read(f"{ACCUSED} Norvik Shipping denied any involvement.", TITLE)

    claim = reading.ledger.main_claim()
    assert claim is not None
    assert claim.status == "contested"
    assert claim.denied_by == (reading.source("Norvik Shipping").id,)


def test_independent_sides_and_a_document_corroborate(read: Read) -> None:
    reading = read(
        "A Norvik tanker rammed a patrol boat off the cape on Tuesday, the coast guard said. "
        "The fishing union said the tanker rammed the patrol boat at full speed. "
        "Radar data show that the tanker rammed the patrol boat.",
        "Norvik tanker rammed patrol boat",
    )

    claim = reading.ledger.main_claim()
    assert claim is not None
    assert not reading.ledger.single_source
    assert claim.status == "corroborated"
    assert claim.sides > 1


def test_a_text_without_any_source_is_unattributed(read: Read) -> None:
    reading = read("The tanker rammed the boat because its owners wanted war.")

    claim = reading.ledger.main_claim()
    assert claim is not None
    assert reading.ledger.single_source
    assert (claim.sides, claim.status) == (0, "unattributed")


def test_an_empty_text_has_no_claim(read: Read) -> None:
    reading = read("")

    assert reading.ledger.main_claim() is None
    assert reading.ledger.single_source


def test_attributions_know_the_claim_that_they_concern(read: Read) -> None:
    reading = read(f"{ACCUSED} The mayor said the market opens on Friday.", TITLE)

    marked = [entry.claim for entry in reading.ledger.attributions if entry.sentence > 0]
    assert marked == [0, None]
