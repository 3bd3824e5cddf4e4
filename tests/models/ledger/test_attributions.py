"""Who says what, construction by construction."""

from __future__ import annotations

import pytest

from tests.models.ledger.conftest import Read

CONSTRUCTIONS = {
    "that-clause": (
        "The harbour master said that the crane had been moved.",
        ("The harbour master", "said", ["the crane had been moved"]),
    ),
    "no that": (
        "Mara Lindqvist said the crane had been moved.",
        ("Mara Lindqvist", "said", ["the crane had been moved"]),
    ),
    "auxiliary and adverb": (
        "The ministry has repeatedly insisted that the crane was safe.",
        ("The ministry", "has repeatedly insisted", ["the crane was safe"]),
    ),
    "inverted": (
        "The crane had been moved overnight, said Mara Lindqvist.",
        ("Mara Lindqvist", "said", ["The crane had been moved overnight"]),
    ),
    "closing": (
        "The crane had been moved overnight, the harbour master said.",
        ("the harbour master", "said", ["The crane had been moved overnight"]),
    ),
    "closing after a quotation": (
        '"Nobody was on board," she told reporters on Tuesday.',
        ("she", "told", ['"Nobody was on board,"']),
    ),
    "according to, at the end": (
        "The crane had been moved overnight, according to two dock workers.",
        ("two dock workers", "According to".lower(), ["The crane had been moved overnight"]),
    ),
    "according to, at the start": (
        "According to Mara Lindqvist, the crane had been moved.",
        ("Mara Lindqvist", "According to", ["the crane had been moved"]),
    ),
    "apposition": (
        "Mara Lindqvist, a crane engineer at the port, said the cable snapped.",
        ("Mara Lindqvist, a crane engineer at the port,", "said", ["the cable snapped"]),
    ),
    "relative clause": (
        "A docker who works the night shift said the cable snapped.",
        ("A docker who works the night shift", "said", ["the cable snapped"]),
    ),
    "phrase with prepositions": (
        "People familiar with the matter said the cable snapped.",
        ("People familiar with the matter", "said", ["the cable snapped"]),
    ),
    "time before the subject": (
        "On Monday the coast guard said the cable snapped.",
        ("the coast guard", "said", ["the cable snapped"]),
    ),
    "recipient": (
        "The harbour master told reporters that the cable snapped.",
        ("The harbour master", "told", ["the cable snapped"]),
    ),
    "denial": (
        "The company denied any involvement.",
        ("The company", "denied", ["any involvement"]),
    ),
    "nominal": (
        "Engineers doubt Oslo's claim that the cable was cut.",
        ("Oslo", "claim", ["the cable was cut"]),
    ),
    "nominal with by": (
        "The accusation by Oslo that the cable was cut came late.",
        ("Oslo", "accusation", ["the cable was cut came late"]),
    ),
    "quoted as saying": (
        '"The cable snapped," Mara Lindqvist was quoted as saying.',
        ("Mara Lindqvist", "was quoted as saying", ['"The cable snapped,"']),
    ),
    "passive with an agent": (
        "The collapse was first reported by the Harbour Gazette.",
        ("the Harbour Gazette", "was first reported", ["The collapse"]),
    ),
    "party and state in brackets": (
        "Senator Ines Okafor (G-Norvik) said the cable snapped.",
        ("Senator Ines Okafor", "(G-Norvik) said", ["the cable snapped"]),
    ),
    "closing, with a bare plural": (
        "The cable was never tested, industry executives said.",
        ("industry executives", "said", ["The cable was never tested"]),
    ),
    "inverted, with a role before the name": (
        "The cable was never tested, said port union spokesman Tom Bell.",
        ("port union spokesman Tom Bell", "said", ["The cable was never tested"]),
    ),
    "progressive": (
        "The union is warning that the cable will snap.",
        ("The union", "is warning", ["the cable will snap"]),
    ),
    "document": (
        "The inspection report shows that the cable was worn.",
        ("The inspection report", "shows", ["the cable was worn"]),
    ),
}


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_each_construction_gives_source_cue_and_statement(read: Read, name: str) -> None:
    text, expected = CONSTRUCTIONS[name]

    assert expected in read(text).all_said()


def test_agentless_reports_name_nobody(read: Read) -> None:
    entries = read("It was reported that the crane fell. It is believed that two died.").ledger

    assert [entry.source for entry in entries.attributions] == [None, None]
    assert entries.sources == ()


def test_a_quotation_over_two_sentences_is_one_statement(read: Read) -> None:
    reading = read('"We heard a crack. Then the arm came down," Mara Lindqvist said.')

    (entry,) = reading.ledger.attributions
    assert reading.words(entry.content[0]).startswith('"We heard a crack.')
    assert entry.quote == "direct"
    assert reading.ledger.unattributed == ()


def test_a_quotation_goes_on_after_the_speaker(read: Read) -> None:
    reading = read('"We heard a crack," Mara Lindqvist said, "and ran for the gate."')

    (entry,) = reading.ledger.attributions
    assert [reading.words(part) for part in entry.content] == [
        '"We heard a crack,"',
        '"and ran for the gate."',
    ]


def test_the_share_of_quoted_words_tells_direct_from_mixed_from_indirect(read: Read) -> None:
    reading = read(
        'Mara Lindqvist said the crane was "an accident waiting". She said it was old. '
        '"It was rust," she said.'
    )

    quotes = [entry.quote for entry in reading.ledger.attributions]
    assert quotes == ["mixed", "indirect", "direct"]


def test_a_chain_of_pronouns_stays_with_the_first_speaker(read: Read) -> None:
    reading = read(
        "Mara Lindqvist said the crane fell. She added that nobody died. Lindqvist blamed rust."
    )

    assert {entry.source for entry in reading.ledger.attributions} == {0}
    assert len(reading.ledger.sources) == 1


def test_a_participle_shares_the_subject_of_its_clause(read: Read) -> None:
    reading = read("The union denied the report, accusing the company of lying.")

    assert ("The union", "denied", ["the report"]) in reading.all_said()
    assert ("The union", "accusing", ["the company of lying"]) in reading.all_said()


def test_coordinated_verbs_share_their_subject(read: Read) -> None:
    reading = read("The union accused the company of lying and warned of a strike.")

    assert [entry.source for entry in reading.ledger.attributions] == [0, 0]


def test_a_headline_attributes_with_capitals_throughout(read: Read) -> None:
    reading = read("The union said the cable snapped.", "Union Says Crane Cable Snapped")

    entry = reading.ledger.attributions[0]
    assert reading.said(entry) == ("Union", "Says", ["Crane Cable Snapped"])


def test_those_cited_by_an_outlet_are_sources(read: Read) -> None:
    reading = read("The Harbour Gazette, citing two officials, reported that the crane fell.")

    assert ("two officials", "citing") in [said[:2] for said in reading.all_said()]


def test_nothing_inside_a_quotation_is_an_attribution(read: Read) -> None:
    reading = read('"My brother said the crane was safe," Mara Lindqvist said.')

    assert len(reading.ledger.attributions) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The report was long.",
        "Lindqvist claimed the lead after two laps.",
        "The flood claimed 2,563 lives.",
        "The attacks in the harbour went on.",
        "They add weight to the case.",
        "We said so last week.",
    ],
)
def test_nouns_and_other_uses_are_no_attributions(read: Read, text: str) -> None:
    assert read(text).ledger.sources == ()


def test_a_verb_of_confirming_with_a_negation_doubts(read: Read) -> None:
    reading = read("The port could not confirm the report.")

    assert [entry.act for entry in reading.ledger.attributions] == ["doubts"]


def test_the_outlet_that_was_told_is_the_way_it_came(read: Read) -> None:
    reading = read("A docker told Reuters that the cable snapped.")

    (entry,) = reading.ledger.attributions
    assert entry.via == reading.source("Reuters").id


def test_sentences_that_nobody_answers_for_are_listed(read: Read) -> None:
    reading = read("The crane fell at noon. The port said it was old.")

    assert reading.ledger.unattributed == (0,)


def test_a_quotation_that_ends_in_a_question_mark_still_has_its_speaker(read: Read) -> None:
    reading = read('"Who checks the cables?" Mara Lindqvist asked. The port said nobody.')

    assert reading.said(reading.ledger.attributions[0]) == (
        "Mara Lindqvist",
        "asked",
        ['"Who checks the cables?"'],
    )


def test_a_colon_introduces_what_follows(read: Read) -> None:
    reading = read("The Harbour Gazette reported:\n\nThe cable was never tested.")

    (entry,) = reading.ledger.attributions
    assert [reading.words(part) for part in entry.content] == ["The cable was never tested"]


def test_a_wish_brings_no_source_of_its_own(read: Read) -> None:
    reading = read("Mara Lindqvist wants a new crane.")

    assert [entry.source for entry in reading.ledger.attributions] == [None]
    assert reading.ledger.sources == ()
