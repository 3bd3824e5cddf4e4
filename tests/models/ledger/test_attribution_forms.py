"""The rarer ways to tie a statement to somebody: nouns, participles, passives, quantities, headlines, transcripts."""

from __future__ import annotations

import pytest

from tests.models.ledger.conftest import Read

FORMS = {
    "quantity as a subject": (
        "Some say the cable was cut.",
        ("Some", "say", ["the cable was cut"]),
    ),
    "two quantities": (
        "Many others believe the cable was cut.",
        ("Many others", "believe", ["the cable was cut"]),
    ),
    "relative clause with an object": (
        "Several dockers who use the pier said they were never asked.",
        ("Several dockers who use the pier", "said", ["they were never asked"]),
    ),
    "relative clause between commas": (
        "Tom Bell, who runs the harbour office, said the cable snapped.",
        ("Tom Bell, who runs the harbour office,", "said", ["the cable snapped"]),
    ),
    "party in brackets and a comma": (
        "Senator Ines Okafor (G-Norvik), said the cable snapped.",
        ("Senator Ines Okafor", "(G-Norvik), said", ["the cable snapped"]),
    ),
    "apposition that no comma closes": (
        '"It was rust," Ines Okafor, an inspector at the port wrote.',
        ("Ines Okafor, an inspector at the port", "wrote", ['"It was rust,"']),
    ),
    "apposition after a statement": (
        "The cable snapped, Ines Okafor, an inspector at the port, told Reuters.",
        ("Ines Okafor, an inspector at the port,", "told", ["The cable snapped"]),
    ),
    "a name with a particle": (
        "The cable snapped, Omar al-Haddin told Reuters.",
        ("Omar al-Haddin", "told", ["The cable snapped"]),
    ),
    "a day before the noun": (
        '"It was rust," the Thursday report said.',
        ("the Thursday report", "said", ['"It was rust,"']),
    ),
    "a day before the verb": (
        "The council this week announced that the pier will close.",
        ("The council", "this week announced", ["the pier will close"]),
    ),
    "aside": (
        "As Ines Okafor pointed out, the cable was old.",
        ("Ines Okafor", "pointed", ["the cable was old"]),
    ),
    "statement beside its noun": (
        "The port put out a statement saying that the cable was old.",
        ("a statement", "saying", ["the cable was old"]),
    ),
    "participle before its subject": (
        "Declaring that the pier was safe, Ines Okafor opened the gate.",
        ("Ines Okafor", "Declaring", ["the pier was safe"]),
    ),
    "preposition and participle": (
        "Ines Okafor opened the gate after saying that the pier was safe.",
        ("Ines Okafor", "saying", ["the pier was safe"]),
    ),
    "infinitive": (
        "Ines Okafor went on to say that the pier was safe.",
        ("Ines Okafor", "went on to say", ["the pier was safe"]),
    ),
    "a verb of two words": (
        '"It was rust," Ines Okafor went on.',
        ("Ines Okafor", "went on", ['"It was rust,"']),
    ),
    "second verb without a comma": (
        "Ines Okafor toured the pier and said that it was safe.",
        ("Ines Okafor", "said", ["it was safe"]),
    ),
    "question": (
        "Ines Okafor asked whether the cable was old.",
        ("Ines Okafor", "asked", ["whether the cable was old"]),
    ),
    "request": (
        "Ines Okafor urged dockers to stay away.",
        ("Ines Okafor", "urged", ["to stay away"]),
    ),
    "description": (
        "Ines Okafor described the cable as old.",
        ("Ines Okafor", "described", ["the cable as old"]),
    ),
    "passive of an accusation": (
        "The port was accused of lying about the cable.",
        ("", "was accused", ["of lying about the cable"]),
    ),
    "charges without an owner": (
        "The port faced allegations of fraud.",
        ("", "allegations", ["fraud"]),
    ),
    "owner as a pronoun": (
        "Nobody shared her belief that the cable was old.",
        ("her", "belief", ["the cable was old"]),
    ),
    "owner of a call": (
        "The mayor ignored Bergen's calls for a new cable.",
        ("Bergen", "calls", ["a new cable"]),
    ),
    "view": (
        "In the view of the union, the cable was old.",
        ("the union", "view", ["the cable was old"]),
    ),
    "view with an owner": (
        "The cable was old, in Bergen's opinion.",
        ("Bergen", "opinion", ["The cable was old"]),
    ),
    "according to, with an apposition": (
        "According to Tom Bell, a docker at the port, the cable was old.",
        ("Tom Bell, a docker at the port", "According to", ["the cable was old"]),
    ),
    "according to, in the middle": (
        "The cable, according to the union, was never tested.",
        ("the union", "according to", ["The cable", "was never tested"]),
    ),
    "a colon and a quotation": (
        'Ines Okafor: "It was rust."',
        ("Ines Okafor", ":", ['"It was rust."']),
    ),
    "a transcript": (
        "OKAFOR: The cable was old.",
        ("OKAFOR", ":", ["The cable was old"]),
    ),
    "a noun that is also a verb": (
        'The post read, "It was rust."',
        ("The post", "read", ['"It was rust."']),
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_each_form_gives_source_cue_and_statement(read: Read, name: str) -> None:
    text, expected = FORMS[name]

    assert expected in read(text).all_said()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Report: Crane Was Cut Loose", ("Report", ":", ["Crane Was Cut Loose"])),
        ("Okafor: The crane was cut loose", ("Okafor", ":", ["The crane was cut loose"])),
        ("Crane was cut loose, says Okafor", ("Okafor", "says", ["Crane was cut loose"])),
        ("Okafor claims crane was cut loose", ("Okafor", "claims", ["crane was cut loose"])),
        ('Okafor: "It was rust"', ("Okafor", ":", ['"It was rust"'])),
    ],
)
def test_headlines_name_their_source(
    read: Read, title: str, expected: tuple[str, str, list[str]]
) -> None:
    reading = read("Ines Okafor said the crane was cut loose.", title)

    assert expected in reading.all_said()


@pytest.mark.parametrize(
    "text",
    [
        "Location: The pier is in the north.",
        "Rescuers found evidence of a bomb blast.",
        "The claims that were made in May are old.",
        "I think the pier is safe.",
    ],
)
def test_what_only_looks_like_a_statement_is_none(read: Read, text: str) -> None:
    assert read(text).ledger.attributions == ()


def test_a_topic_before_a_colon_is_no_speaker(read: Read) -> None:
    reading = read("The pier is closed.", "Bergen: 12 hurt as crane falls")

    assert reading.ledger.attributions == ()


def test_what_somebody_says_to_hope_is_one_statement(read: Read) -> None:
    reading = read("Ines Okafor said she hopes that the pier opens.")

    assert [said[1] for said in reading.all_said()] == ["said"]


def test_investigators_who_believe_are_a_source(read: Read) -> None:
    reading = read("Investigators believe the cable was cut.")

    assert [entry.source for entry in reading.ledger.attributions] == [0]


def test_a_wish_leaves_its_sentence_to_the_article(read: Read) -> None:
    reading = read("The port said it was old. The port wants a new crane.")

    assert reading.ledger.unattributed == (1,)
    assert [entry.stance for entry in reading.ledger.attributions] == [False, True]
