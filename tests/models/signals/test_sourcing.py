"""Sourcing signals from the ledger's attributions, and telling the article's own outlet from others."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from models.bundle import DEFAULT_FOLDER
from models.contract import Article
from models.errors import BundleError
from models.ledger import Ledger, load_gazetteer, read_ledger
from models.signals.source_phrase import read_phrase
from models.signals.sourcing import SourcingReader
from models.signals.sourcing_words import load_sourcing_words
from models.text import Document, read_document

READER = SourcingReader(load_sourcing_words(DEFAULT_FOLDER / "sourcing.toml"))
GAZETTEER = load_gazetteer(DEFAULT_FOLDER / "gazetteer")
REST = (
    " The council met at dawn and closed the gate for the winter. Nobody was hurt, and the road to the harbour stayed"
    " open all night."
)


def read(text: str) -> tuple[Document, Ledger]:
    document = read_document(Article(text=text + REST, language="en"))
    return document, read_ledger(document, GAZETTEER)


def found(text: str) -> list[tuple[str, str]]:
    """Every rule that holds, without its prefix, with the words that it marks."""
    document, ledger = read(text)
    return [
        (find.rule.removeprefix("ledger:"), document.normal[find.start : find.end])
        for find in READER.read(document, ledger)
    ]


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("Two senior aides said the dam was weak.", "anonymous.insider", "Two senior aides said"),
        (
            "The dam was weak, according to a diplomat.",
            "anonymous.insider",
            "according to a diplomat",
        ),
        ("Critics say the dam was never needed.", "vague.group", "Critics say"),
        ("The eel is believed to be extinct there.", "vague.nobody", "is believed"),
        ("The indictment says that he fled in May.", "document.record", "The indictment says"),
    ],
)
def test_a_source_phrase_tells_the_signal(text: str, rule: str, words: str) -> None:
    assert (rule, words) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "City officials said the dam was safe.",
        "Officials from the Harbour Museum said the dam was safe.",
        "Ana Ruiz, a senior official, said the dam was safe.",
        "Police said the dam was safe.",
        "The officials left the building.",
    ],
)
def test_a_named_person_or_body_is_not_anonymous(text: str) -> None:
    assert [rule for rule, _ in found(text) if rule.startswith("anonymous")] == []


def test_the_officials_of_a_body_named_before_are_not_anonymous() -> None:
    text = "City officials said the dam was safe. The officials said that it would hold."
    assert [rule for rule, _ in found(text) if rule.startswith("anonymous")] == []


def test_a_pronoun_that_goes_back_to_an_unnamed_source_counts_again() -> None:
    text = "A senior official said the dam was weak. He added that it had been weak for years."
    assert ("anonymous.again", "He added") in found(text)


def test_data_that_nobody_is_said_to_have_gathered_is_no_document() -> None:
    assert [rule for rule, _ in found("Early data shows that the dam was weak.")] == []


def test_what_may_be_believed_one_day_is_not_vague() -> None:
    assert "vague.nobody" not in dict(found("It may be considered a success."))


@pytest.mark.parametrize(
    ("text", "head", "determiner"),
    [
        ("one of the senior aides", "aides", "one"),
        ("a number of officials in the ministry", "officials", "a"),
        ("data compiled by the port", "data", ""),
        ("the mayor's critics", "critics", "the"),
    ],
)
def test_the_head_of_a_phrase_is_found(text: str, head: str, determiner: str) -> None:
    phrase = read_phrase(text, READER.words.phrase)
    assert phrase is not None
    assert (phrase.head, phrase.determiner) == (head, determiner)


def test_a_phrase_without_words_is_nothing() -> None:
    assert read_phrase("-- !", READER.words.phrase) is None


TOLD = "The captain told Fox News that the crew was safe. "


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (TOLD, False),
        (TOLD + "Fox News' Ana Ruiz and Jo Lind contributed to this account of it.", True),
        (TOLD + "Fox News has reached out to the port for comment.", True),
        (TOLD + "\n(Fox News)\n", True),
    ],
)
def test_an_article_tells_its_own_outlet(text: str, *, own: bool) -> None:
    document, ledger = read(text)
    start = document.normal.index("The captain")
    assert READER.outlets(document, ledger).is_own(start, start + 40) is own


def test_page_furniture_does_not_tell_the_outlet() -> None:
    document, ledger = read(TOLD + "\n\nGet the Fox News app\n\n" + TOLD)
    assert not READER.outlets(document, ledger).is_own(0, 40)


def test_an_agency_that_contributed_is_still_another_outlet() -> None:
    document, ledger = read(
        "The captain told the Associated Press that the crew was safe."
        " The Associated Press contributed to this report."
    )
    assert not READER.outlets(document, ledger).is_own(0, 50)


def test_a_missing_list_is_named_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "sourcing.toml"
    path.write_text("[phrase]\nafter_head = []\n", encoding="utf-8")
    with pytest.raises(BundleError, match=r"sourcing\.toml"):
        load_sourcing_words(path)


def test_ten_thousand_attributions_are_read_in_linear_time() -> None:
    document, ledger = read(
        "Critics say it is so, and Fox News reported that a senior official told him. " * 1200
    )
    started = time.perf_counter()
    list(READER.read(document, ledger))
    READER.outlets(document, ledger)
    assert time.perf_counter() - started < 2
