"""The author's note below an article is furniture; a last paragraph about somebody in the news is not."""

from __future__ import annotations

import pytest

from models.contract import Article
from models.text import read_document

BODY = [
    "The harbour council met on Monday and voted to open the docks again, the mayor said.",
    "Dockers had gone on strike in May over pay, and the union wants talks to go on.",
    "Dan Roe, who leads the union, asked for a vote.",
    "Nobody at the port would say why the gates were shut for a month.",
    "The council meets again on Friday.",
]


def furniture_of(*closing: str, title: str = "Docks to open again") -> list[str]:
    """What is set aside of an article that closes with these lines."""
    document = read_document(Article(title=title, text="\n\n".join([*BODY, *closing])))
    return [document.normal[start:end] for start, end in document.furniture]


@pytest.mark.parametrize(
    "note",
    [
        "Ann Poe is a senior fellow of the Harbour Institute. She lives by the sea.",
        "- Ann Poe is editor-in-chief of the Harbour Wire.",
        "Sen. Ann B. Poe, Harbour Democrat, is a member of the port committee.",
        "Ann Poe (@annpoe), who served at sea, is a lecturer at the port school.",
        "Ann Poe is the elected warden of the port. An expert in locks, she wrote its statutes.",
        "Ann Poe has been an adviser to three mayors.",
    ],
)
def test_a_note_on_the_author_is_set_aside_whole(note: str) -> None:
    assert furniture_of(note) == [note]


def test_a_note_above_links_is_found() -> None:
    note = "Ann Poe is a writer who lives in Portville."

    assert furniture_of(note, "Leave a comment") == [note, "Leave a comment"]


def test_a_title_may_name_the_author() -> None:
    note = "Ann Poe is the elected warden of the port."

    assert furniture_of(note, title="Ann Poe: The gates must open") == [note]


@pytest.mark.parametrize(
    "line",
    [
        "Dan Roe is a member of the port committee.",
        "Ann Poe is a docker too, she said on Monday.",
        "Ann Poe was arrested at the gate on Monday.",
        "Sen. Ann Poe is expected to vote on Friday.",
        "The Harbour Committee is a body of nine.",
        "Mr. Poe is a candidate for the council.",
    ],
)
def test_a_last_line_of_the_story_stays(line: str) -> None:
    assert furniture_of(line) == []


def test_a_note_amid_the_article_stays() -> None:
    note = "Ann Poe is the elected warden of the port."

    assert furniture_of(note, BODY[0], BODY[1]) == []
