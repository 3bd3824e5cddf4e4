"""One statement quoted twice: the pair and the words that differ."""

from __future__ import annotations

import time

from models.contract import Article
from models.ledger import Gazetteer, read_ledger
from models.text import read_document
from tests.models.ledger.conftest import Read

TWICE = (
    "“We are protecting our towns and bridges from the enemy,” Marta Orsini told the radio.\n\n"
    "The talks went on.\n\n"
    "“We are safeguarding our villages and bridges against the foe,” Orsini said."
)


def test_a_pair_shows_both_wordings_their_speaker_and_what_differs(read: Read) -> None:
    reading = read(TWICE)

    (pair,) = reading.ledger.quote_pairs
    assert reading.words(pair.first).startswith("We are protecting")
    assert reading.words(pair.second).startswith("We are safeguarding")
    assert pair.source == reading.source("Marta Orsini").id
    assert [(reading.words(a), reading.words(b)) for a, b in pair.changed] == [
        ("protecting", "safeguarding"),
        ("towns", "villages"),
        ("from", "against"),
        ("enemy", "foe"),
    ]


def test_words_that_only_one_wording_has_stand_against_nothing(read: Read) -> None:
    reading = read(
        "“We defend every job in our quiet village and valley,” Hanna Brandt said.\n\nIt rained.\n\n"
        "“We guard every single job in our village and valley,” Hanna Brandt wrote."
    )

    (pair,) = reading.ledger.quote_pairs
    changed = [(reading.words(a), reading.words(b)) for a, b in pair.changed]
    assert ("", "single") in changed
    assert ("quiet", "") in changed


def test_a_shortened_quotation_is_no_pair(read: Read) -> None:
    reading = read(
        "“The mill will stay open all winter and nobody will lose a job,” Hanna Brandt said.\n\n"
        "“The mill will stay open all winter,” Hanna Brandt repeated."
    )

    assert reading.ledger.quote_pairs == ()


def test_hostile_texts_are_weighed_within_their_bound(gazetteer: Gazetteer) -> None:
    quotes = "Orsini said “we will fight them on the beach near the old house” and left.\n\n" * 2500
    sentence = "the tanker rammed the boat and " * 3300
    names = " ".join(f"Olaf{n} Lindt{n} said the tanker rammed boat {n}." for n in range(5000))
    for text in (quotes, sentence, names):
        document = read_document(
            Article(title="Tanker “rammed” 40 boats", text=text, language="en")
        )
        start = time.perf_counter()
        read_ledger(document, gazetteer)
        assert time.perf_counter() - start < 20
