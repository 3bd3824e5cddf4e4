"""Tests of `models.signals.phrase`: which words of a text may stand inside a sentence of ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.bundle import DEFAULT_FOLDER
from models.errors import BundleError
from models.signals.phrase import MOST_CHARACTERS, PhraseWords, load_phrase_words

WORDS: PhraseWords = load_phrase_words(DEFAULT_FOLDER / "phrases.toml")


def phrase(text: str, *, named: bool = False, page: str = "") -> str | None:
    """The phrase in a mention, or None."""
    found = WORDS.read(text, named=named, page=page)
    return found.text if found else None


@pytest.mark.parametrize(
    ("mention", "said"),
    [
        ("Two diplomats", "two diplomats"),
        ("A senior official, who was at the talks,", "a senior official"),
        ("senior official", "the senior official"),
        ("Sources close to the palace", "sources close to the palace"),
        ("Insiders", "insiders"),
        ("Varenian officials", "Varenian officials"),
        ("People familiar with the matter", "people familiar with the matter"),
        ("  the   Northern\tCourier ", "the Northern Courier"),
    ],
)
def test_a_mention_becomes_a_phrase_for_the_middle_of_a_sentence(mention: str, said: str) -> None:
    assert phrase(mention) == said


@pytest.mark.parametrize("name", ["Radek Holm", "Dr. Ada Brandt", "U.S. Navy", "Orsen Works"])
def test_a_name_stays_as_it_is(name: str) -> None:
    assert phrase(name, named=True) == name


@pytest.mark.parametrize(
    "mention",
    [
        "",
        "He",
        "her government",
        "the report and urged",
        "officials said the dam",
        "members of",
        "<b>officials</b>",
        "the mayor. He",
        "the a b c d e f g h i j",
        "the " + "x" * MOST_CHARACTERS,
    ],
)
def test_what_might_break_a_sentence_is_no_phrase(mention: str) -> None:
    assert phrase(mention) is None


@pytest.mark.parametrize(
    ("mention", "plural"),
    [
        ("two diplomats", True),
        ("one of the officials", False),
        ("a senior official", False),
        ("police", True),
        ("people in the city", True),
        ("the press", False),
        ("members of the council", True),
        ("another insider", False),
    ],
)
def test_one_is_told_from_many(mention: str, plural: bool) -> None:  # noqa: FBT001 - a table
    found = WORDS.read(mention, named=False, page="")

    assert found is not None
    assert found.plural is plural


def test_the_capital_of_a_sentence_is_dropped_where_the_text_writes_the_word_small() -> None:
    assert phrase("Engineers", page="Engineers came. The engineers left.") == "engineers"
    assert phrase("Varenians", page="Varenians came.") == "Varenians"


def test_a_broken_list_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "phrases.toml"
    broken.write_text("determiners = 3\n[material]\nthis = []\nthese = []", encoding="utf-8")

    with pytest.raises(BundleError, match=r"phrases\.toml"):
        load_phrase_words(broken)
