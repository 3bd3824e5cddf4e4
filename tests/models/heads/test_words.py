"""What the heads see of a sentence."""

from __future__ import annotations

import pytest

from models.contract import Article
from models.heads import head_sentences
from models.heads.words import CLOSING, NAME, NUMBER, OPENING, ngrams
from models.text import read_document


def words(text: str, title: str | None = None) -> list[list[str]]:
    return [s.words for s in head_sentences(read_document(Article(title, text)))]


def test_names_and_numbers_are_placeholders() -> None:
    assert words("The mayor of Port Haven paid 3,400 crowns.") == [
        [OPENING, "the", "mayor", "of", NAME, "paid", NUMBER, "crowns", ".", CLOSING]
    ]


def test_a_swapped_name_changes_nothing() -> None:
    one = words("Critics in Varenia say Tomas Edrin lied about 12 ships.")

    assert one == words(
        "Critics in New Ostria say Ana said lied about 9,000 ships.".replace("Ana said", "Ana")
    )


def test_a_capital_after_an_opening_mark_is_no_name() -> None:
    assert words('He said: "They fled at dawn."')[0][3:6] == [":", '"', "they"]


def test_the_title_and_page_furniture_are_not_read() -> None:
    found = words("The dam broke at night.\n\nSign up for our newsletter", "Dam breaks")

    assert [sentence[1] for sentence in found] == ["the"]


@pytest.mark.parametrize("mark", ["\u200b", "\u00ad"])
def test_invisible_characters_change_nothing(mark: str) -> None:
    text = "Experts say the dam was unsafe."

    assert words(text.replace("am ", f"a{mark}m ")) == words(text)


def test_every_place_points_at_its_word() -> None:
    document = read_document(Article("Dam", "The mayor of Port Haven fled."))
    (sentence,) = head_sentences(document)

    shown = [document.normal[slice(*place)] for place in sentence.places()[1:-1]]

    assert shown == ["The", "mayor", "of", "Port Haven", "fled", "."]


def test_ngrams_are_words_pairs_and_triples() -> None:
    assert ngrams(["a", "b", "c"]) == {"a", "b", "c", "a b", "b c", "a b c"}
