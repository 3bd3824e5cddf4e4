"""Tests of `models.signals.quotes`: one statement quoted twice in different words."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.bundle import DEFAULT_FOLDER
from models.contract import Article
from models.errors import BundleError
from models.ledger import load_gazetteer, read_ledger
from models.ledger.wordings import load_words
from models.signals.observation import Observation
from models.signals.quotes import altered_quotes
from models.text import Document, read_document

GAZETTEER = load_gazetteer(DEFAULT_FOLDER / "gazetteer")


def observed(document: Document) -> list[Observation]:
    """What the signal shows in a document."""
    return altered_quotes(document, read_ledger(document, GAZETTEER))


def altered(text: str, title: str | None = None) -> list[str]:
    """The words of every reworded copy in an article."""
    document = read_document(Article(title=title, text=text, language="en"))
    return [document.normal[found.start : found.end] for found in observed(document)]


def test_a_rewording_word_by_word_is_found_at_the_later_copy() -> None:
    text = (
        "“We are protecting our towns and bridges from the enemy,” Colonel Orsini told the radio.\n\n"
        "The talks went on.\n\n"
        "“We are safeguarding our villages and bridges against the foe,” Orsini was quoted as saying."
    )

    assert altered(text) == ["We are safeguarding our villages and bridges against the foe,"]


def test_a_short_statement_about_the_same_two_names_is_enough() -> None:
    text = (
        "“We never attacked Lisbon or Porto again,” said Marta Alves.\n\nHours passed.\n\n"
        "“We at no time, never, targeted Lisbon nor Porto again,” said Marta Alves."
    )

    assert len(altered(text)) == 1


def test_a_statement_that_runs_over_paragraphs_is_read_as_one_speech() -> None:
    text = (
        "“The mill will stay open all winter. \n\n"
        "We are defending every job in our village and our valley,” Director Hanna Brandt told workers.\n\n"
        "The river froze.\n\n"
        "“We are guarding every job in our hamlet and our valley,” Hanna Brandt wrote."
    )

    assert altered(text) == ["We are guarding every job in our hamlet and our valley,"]


def test_a_shortened_quotation_is_no_rewording() -> None:
    text = (
        "“The mill will stay open all winter and nobody will lose a job,” Hanna Brandt said.\n\n"
        "Workers cheered.\n\n“The mill will stay open all winter,” Hanna Brandt repeated."
    )

    assert altered(text) == []


def test_different_statements_on_one_subject_are_no_rewording() -> None:
    text = (
        "“The mill will stay open all winter for its workers,” Hanna Brandt said.\n\n"
        "“The mill needs a new roof before the snow comes,” Hanna Brandt added."
    )

    assert altered(text) == []


def test_a_statement_and_its_opposite_are_two_statements() -> None:
    text = (
        "“The council sold the old harbour to the bank,” Hanna Brandt said.\n\nA day passed.\n\n"
        "“The council never sold its old harbour to that bank,” Hanna Brandt said."
    )

    assert altered(text) == []


def test_two_speakers_may_say_the_same() -> None:
    text = (
        "“We are protecting our towns and bridges from the enemy,” Orsini told the radio. "
        + "The weather was cold and the roads were closed for most of the long night. " * 8
        + "\n\n“We are safeguarding our villages and bridges against the foe,” wrote Petrov."
    )

    assert altered(text) == []


def test_a_quotation_reworded_for_the_title_is_marked_in_the_title() -> None:
    text = (
        "One aide called the coach “a lazy fox who really had to leave the club,” the paper said."
    )

    assert altered(text, "Club Drops Coach: 'Lazy Fox Had to Leave the Club'") == []
    assert altered(text, "Club Drops Coach: 'Lazy Fox Needs to Leave This Club'") == [
        "Lazy Fox Needs to Leave This Club"
    ]


@pytest.mark.timeout(10)
def test_five_thousand_quotation_marks_are_compared_up_to_a_bound_only() -> None:
    """Comparing all pairs would take minutes."""
    line = "Orsini said “we will fight them on the beach near the old house” and left.\n\n"
    document = read_document(Article(text=line * 2500, language="en"))

    assert observed(document) == []


def test_a_broken_word_table_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "synonyms.toml"
    broken.write_text("classes = 3", encoding="utf-8")

    with pytest.raises(BundleError, match="synonyms"):
        load_words(broken)
