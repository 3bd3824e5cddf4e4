"""The main claim, the other claims, their parties and their status."""

from __future__ import annotations

from tests.models.ledger.conftest import Read

TITLE = "Norvik tanker rammed patrol boat, coast guard says"
ACCUSED = "The coast guard said a Norvik tanker rammed one of its patrol boats off the cape."


def test_the_main_claim_is_the_statement_that_says_what_the_title_says(read: Read) -> None:
    reading = read(f"It was a calm night at sea. {ACCUSED} Fog is common there.", TITLE)

    claim = reading.ledger.main_claim()
    assert claim is not None
    assert reading.words((claim.start, claim.end)).startswith("a Norvik tanker rammed")


def test_a_question_that_leads_up_to_the_news_is_not_the_main_claim(read: Read) -> None:
    reading = read(
        "What is a harbour without its tankers? Nobody in Norvik had asked that for years.\n\n"
        "On Tuesday the council closed the Norvik harbour to all tankers for three months.",
        "Norvik closes harbour to tankers",
    )

    claim = reading.ledger.main_claim()
    assert claim is not None
    assert reading.words((claim.start, claim.end)).startswith("On Tuesday the council closed")


def test_a_title_repeated_above_the_body_is_not_the_main_claim(read: Read) -> None:
    reading = read(f"{TITLE}\n\n{ACCUSED} The crew is safe.", TITLE)

    claim = reading.ledger.main_claim()
    assert claim is not None
    assert "off the cape" in reading.words((claim.start, claim.end))


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


def test_a_corroboration_that_is_added_never_makes_a_claim_single_sourced(read: Read) -> None:
    before = read(f"{ACCUSED} It gave no further details.", TITLE)
    after = read(
        f"{ACCUSED} It gave no further details.\n\nTwo diplomats from Lund independently confirmed "
        "the coast guard's account.\n\nThe fishing union said the Norvik tanker rammed the patrol boat.",
        TITLE,
    )

    assert before.ledger.single_source
    assert not after.ledger.single_source


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


def test_places_that_say_the_main_claim_again_are_its_restatements(read: Read) -> None:
    again = "The Norvik tanker had rammed the patrol boat before dawn."
    reading = read(f"{ACCUSED} Fog is common there. {again} Nobody was hurt.", TITLE)

    claim = reading.ledger.main_claim()
    assert claim is not None
    assert again in [reading.words(place) for place in claim.restated]
    assert all(end <= claim.start or start >= claim.end for start, end in claim.restated)


def test_a_second_matter_with_its_denial_is_a_claim_of_its_own(read: Read) -> None:
    reading = read(
        f"{ACCUSED} The crew was taken ashore.\n\n"
        "Mayor Hanna Brandt said the fishing union had stolen the winter fuel reserves.\n\n"
        "The fishing union denied the theft of any winter fuel.",
        TITLE,
    )

    (other,) = [claim for claim in reading.ledger.claims if not claim.main]
    assert reading.words((other.start, other.end)).startswith("the fishing union had stolen")
    assert other.status == "contested"
    assert other.asserted_by == (reading.source("Mayor Hanna Brandt").id,)
    assert len(other.denied_by) == 1
    concerned = [e for e in reading.ledger.attributions if e.claim == other.id]
    assert [e.act for e in concerned] == ["asserts", "denies"]


def test_a_lone_statement_beside_the_main_claim_is_no_claim(read: Read) -> None:
    reading = read(f"{ACCUSED} The mayor said the market opens on Friday.", TITLE)

    assert [claim.main for claim in reading.ledger.claims] == [True]


def test_a_statement_that_fits_two_matters_alike_joins_the_first(read: Read) -> None:
    claims = read(
        "The council opened a market hall on Monday. "
        "Ines Okafor said the harbour crane toppled. Tom Bell said the school coach skidded. "
        "Lena Moss said the harbour crane toppled where the school coach skidded."
    ).ledger.claims

    assert [len(claim.asserted_by) for claim in claims[1:]] == [2]
    assert claims[1].asserted_by == (0, 2)
