"""What reads as prose and what does not."""

from __future__ import annotations

import base64

import pytest

from models.contract import Article
from models.text import prose_share, read_document

STORY = (
    "The mayor said on Friday that the docks would open again. Nobody had asked her, she said, and the council had "
    "not met since May. Dockers who had gone on strike over pay were told of it by letter.\n\n"
)


def share(text: str) -> float:
    """How much of a body reads as prose."""
    return prose_share(read_document(Article(text=text)))


@pytest.mark.parametrize(
    "text",
    [
        "for x in range(10):\n    print(x * 2, y[x])\n" * 20,
        "name,age,city\nPoe,42,Portville\n" * 20,
        base64.b64encode(bytes(range(256)) * 4).decode(),
        "12 13 14.5 22\n" * 40,
        '{"a": 1, "b": [1, 2, 3]}\n' * 20,
        "apple banana cherry dog house " * 20,
        "Portville 3 2 1 Harbour 4 5\n" * 20,
        "https://example.org/a\n" * 20,
        "." * 300,
        "",
    ],
)
def test_code_tables_and_lists_are_no_prose(text: str) -> None:
    assert share(text) < 0.5


def test_a_news_story_is_prose() -> None:
    assert share(STORY * 3) == 1.0


def test_a_story_with_a_table_is_mostly_prose() -> None:
    assert 0.5 < share(STORY * 3 + "1 22 333 4 55 | 12 | 90\n\n" * 20) < 1.0


def test_words_are_those_of_the_prose() -> None:
    plain = read_document(Article(text=STORY * 3))

    mixed = read_document(Article(text=STORY * 3 + "1 22 333 4 55 | 12 | 90\n\n" * 12))

    assert plain.words == len((STORY * 3).split())
    assert mixed.words == plain.words
