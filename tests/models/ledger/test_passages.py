"""Quotations over sentences and paragraphs, and whose they are."""

from __future__ import annotations

import pytest

from tests.models.ledger.conftest import Read


def test_a_quotation_goes_on_in_sentences_of_its_own(read: Read) -> None:
    reading = read('"We heard a crack," Ines Okafor said. "Then it fell. Nobody moved." It rained.')

    (entry,) = reading.ledger.attributions
    assert [reading.words(part) for part in entry.content] == [
        '"We heard a crack,"',
        '"Then it fell. Nobody moved."',
    ]
    assert entry.quote == "direct"
    assert reading.ledger.unattributed == (3,)


def test_a_paragraph_of_quotation_goes_on_from_the_one_before(read: Read) -> None:
    reading = read('"We heard a crack," Ines Okafor said.\n\n"Then it fell."\n\nIt rained.')

    (entry,) = reading.ledger.attributions
    assert reading.words(entry.content[-1]) == '"Then it fell."'


def test_a_paragraph_of_quotation_after_plain_words_is_nobodys(read: Read) -> None:
    reading = read('Ines Okafor said it was old.\n\n"Then it fell."\n\nIt rained.')

    assert reading.ledger.unattributed == (1, 2)


def test_a_quotation_with_a_speaker_of_its_own_is_not_given_to_the_last_one(read: Read) -> None:
    reading = read('"We heard a crack," Ines Okafor said. "It was rust," said Tom Bell.')

    said = {source: content for source, _, content in reading.all_said()}
    assert said == {"Ines Okafor": ['"We heard a crack,"'], "Tom Bell": ['"It was rust,"']}


@pytest.mark.parametrize(
    "text",
    [
        '"We heard a crack.\n\n"Then it fell.\n\n"Nobody moved," Ines Okafor said.\n\nIt rained.',
        'Ines Okafor said: "We heard a crack.\n\n"Then it fell.\n\n"Nobody moved."\n\nIt rained.',
    ],
)
def test_a_mark_repeated_at_each_paragraph_makes_one_statement(read: Read, text: str) -> None:
    reading = read(text)

    (entry,) = reading.ledger.attributions
    (part,) = entry.content
    words = reading.words(part)
    assert words.startswith('"We heard')
    assert words.rstrip(',."').endswith("Nobody moved")
    assert entry.quote == "direct"
    assert reading.ledger.unattributed == (3,)


def test_a_colon_at_the_end_of_a_paragraph_introduces_the_next_one(read: Read) -> None:
    reading = read("Ines Okafor wrote:\n\nThe crane was old. It fell.\n\nIt rained.")

    (entry,) = reading.ledger.attributions
    assert reading.words(entry.content[0]) == "The crane was old. It fell"
    assert reading.ledger.unattributed == (3,)


def test_two_apostrophes_are_a_quotation_mark(read: Read) -> None:
    reading = read("''The crane fell,'' Ines Okafor said. ''My brother said so.''")

    (entry,) = reading.ledger.attributions
    assert entry.quote == "direct"
    assert len(entry.content) == 2
