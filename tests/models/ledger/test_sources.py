"""Sources: merged mentions, who is named, and of what kind they are."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.models.ledger.conftest import Read


def test_full_name_surname_and_pronoun_are_one_source(read: Read) -> None:
    reading = read(
        "Deputy mayor Ines Okafor said the bridge was closed. It reopens soon, Okafor said. "
        "She thanked nobody and said the work was done."
    )

    assert [source.name for source in reading.ledger.sources] == ["Ines Okafor"]


def test_a_role_leads_back_to_the_one_who_holds_it(read: Read) -> None:
    reading = read(
        "Ines Okafor, a ministry spokeswoman, said the bridge was closed. "
        "The spokeswoman said it would reopen."
    )

    assert len(reading.ledger.sources) == 1


def test_an_apposition_gives_the_name(read: Read) -> None:
    reading = read("A ministry spokeswoman, Ines Okafor, said the bridge was closed.")

    (source,) = reading.ledger.sources
    assert (source.name, source.named) == ("Ines Okafor", True)


def test_every_place_that_names_a_source_is_a_mention(read: Read) -> None:
    reading = read("Ines Okafor closed the bridge. Okafor said it was unsafe.")

    spans = reading.ledger.sources[0].mentions
    assert [reading.words(span) for span in spans] == ["Ines Okafor", "Okafor"]


def test_mentions_are_ordered_and_never_overlap(read: Read) -> None:
    reading = read("Ines Okafor said it was unsafe. Ines Okafor said so again, Okafor said.")

    spans = reading.ledger.sources[0].mentions
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


def test_the_article_itself_is_no_source(read: Read) -> None:
    assert read("As we reported, the bridge is closed.").ledger.sources == ()


def test_a_government_is_no_other_government(read: Read) -> None:
    reading = read(
        "The Latvian government said the bridge was closed. "
        "The Estonian government said it was open."
    )

    assert len(reading.ledger.sources) == 2


NAMED = {
    "Ines Okafor said the bridge was closed.": True,
    "Police said the bridge was closed.": True,
    "The White House said the bridge was closed.": True,
    "A spokesman for the ministry said the bridge was closed.": True,
    "The company said the bridge was closed.": True,
    "Officials said the bridge was closed.": False,
    "Experts said the bridge was closed.": False,
    "Latvian officials said the bridge was closed.": False,
    "A senior diplomat said the bridge was closed.": False,
    "People briefed on the plan said the bridge was closed.": False,
    "Some companies said the bridge was closed.": False,
    "A spokesman said the bridge was closed.": False,
}


@pytest.mark.parametrize("text", NAMED)
def test_named_is_a_name_or_a_body(read: Read, text: str) -> None:
    (source,) = read(text).ledger.sources

    assert source.named is NAMED[text]


KINDS = {
    "The mayor said the bridge was closed.": "official",
    "Professor Ines Okafor said the bridge was closed.": "expert",
    "Two residents said the bridge was closed.": "witness",
    "A union member said the bridge was closed.": "participant",
    "The study found that the bridge was worn.": "document",
    "Reuters reported that the bridge was closed.": "news_report",
    "A post on Facebook claimed the bridge was closed.": "social_media",
    "Some people said the bridge was closed.": "other",
    "Ines Okafor, an economist at the port, said the bridge was closed.": "expert",
    "Attorney General Ines Okafor said the bridge was closed.": "official",
    "Defense lawyer Ines Okafor said the bridge was closed.": "participant",
    "Ines Okafor, a lawyer, said the bridge was closed.": "participant",
    "A ministry spokesman said the bridge was closed.": "official",
    "A Norvik Airlines spokesman said the bridge was closed.": "participant",
    "Ines Okafor, a fellow at the Lund Institute, said the bridge was closed.": "expert",
    "CNN's Ines Okafor said the bridge was closed.": "news_report",
    "NBC Lund Bay said the bridge was closed.": "news_report",
    "Reports said the bridge was closed.": "news_report",
    "A source close to the port said the bridge was closed.": "other",
    "Two White House sources said the bridge was closed.": "official",
    "Facebook said the bridge was closed.": "participant",
}


@pytest.mark.parametrize("text", KINDS)
def test_the_role_decides_the_kind(read: Read, text: str) -> None:
    (source,) = read(text).ledger.sources

    assert source.kind == KINDS[text]


def test_a_pronoun_without_antecedent_is_a_source_only_in_a_fragment(read: Read) -> None:
    rest = "The bridge is old. It was built in haste. Nobody checked it. The river rose."

    assert len(read("She said it was unsafe.").ledger.sources) == 1
    assert read(f"She said it was unsafe. {rest}").ledger.sources == ()


def test_an_article_never_rests_on_what_is_nobody(read: Read) -> None:
    rest = "The bridge is old. It was built in haste. Nobody checked it. The river rose."

    assert read(f"The surprising turn claims that all is well. {rest}").ledger.sources == ()
