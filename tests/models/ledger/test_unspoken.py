"""Sources that no verb of saying brings."""

from __future__ import annotations

import pytest

from tests.models.ledger.conftest import Read

FOUND = {
    "a post with its account": ("It sank. - Ines Okafor (@inesokafor) May 4", "Ines Okafor"),
    "an account without brackets": ("Ines Okafor @inesokafor It sank, all of it.", "Ines Okafor"),
    "a letter": ("In a letter to the port she wrote nothing of it.", "a letter"),
    "a poll with its pollster": ("The gap shrank in a Norvik poll.", "a Norvik poll"),
    "a video that is brought in": (
        "In a shaky video the ferry is seen from afar.",
        "a shaky video",
    ),
    "an outlet that obtained it": (
        "The plan, seen by the Washington Post, is dead.",
        "Washington Post",
    ),
    "an outlet's report": ("In a Reuters report, the ferry is old.", "a Reuters report"),
}


@pytest.mark.parametrize(("text", "mention"), FOUND.values(), ids=FOUND.keys())
def test_what_facts_rest_on_is_a_source(read: Read, text: str, mention: str) -> None:
    assert read(text).source(mention)


NOT_FOUND = {
    "a thing that is talked about": "The letter box was red and the video shop was shut.",
    "whose reporter it is": "She spoke with the Washington Post's Ines and with a Reuters driver.",
    "a verb": "They had to poll the crew and were filing out.",
    "an address": "Write to pier at norvik, or to @.",
}


@pytest.mark.parametrize("text", NOT_FOUND.values(), ids=NOT_FOUND.keys())
def test_what_is_only_named_is_no_source(read: Read, text: str) -> None:
    assert read(text).ledger.sources == ()


def test_who_posts_under_an_account_is_of_social_media(read: Read) -> None:
    (source,) = read("It sank. - Ines Okafor (@inesokafor) May 4").ledger.sources

    assert (source.kind, source.named) == ("social_media", True)


def test_page_furniture_brings_no_source(read: Read) -> None:
    text = "The pier is old.\n\nThe Associated Press contributed to this report."

    assert read(text).ledger.sources == ()


def test_whatever_follows_according_to_is_a_source(read: Read) -> None:
    (source,) = read("The pier is old, according to the harbour tide ledger.").ledger.sources

    assert source.kind == "document"
