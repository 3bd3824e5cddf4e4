"""Furniture is listed once a wording and once a row of buttons, and all of it is set aside."""

from __future__ import annotations

from models.contract import Article
from models.text import list_furniture, read_document

PROSE = "The harbour council met on Monday and voted to open the docks again, the mayor said."


def listed(*lines: str) -> list[str]:
    """The pieces of furniture that are listed of an article of these lines."""
    document = read_document(Article(title="Docks to open", text="\n\n".join(lines)))
    return [document.normal[start:end] for start, end in list_furniture(document)]


def test_a_repeated_wording_is_listed_at_its_first_copy() -> None:
    lines = [PROSE, "Advertisement", PROSE, "ADVERTISEMENT", PROSE, "Leave a comment on this story"]

    assert listed(*lines) == ["Advertisement", "Leave a comment on this story"]


def test_every_copy_is_set_aside() -> None:
    document = read_document(Article(text="\n\n".join([PROSE, "Advertisement"] * 3)))

    assert [s.furniture for s in document.sentences] == [False, True] * 3


def test_a_row_of_buttons_is_one_piece() -> None:
    assert listed("Facebook", "Twitter", "Email", PROSE) == ["Facebook\n\nTwitter\n\nEmail"]


def test_a_button_beside_a_repeated_one_is_listed() -> None:
    lines = [PROSE, "Advertisement", PROSE, "Advertisement", "Read More", PROSE]

    assert listed(*lines) == ["Advertisement", "Read More"]


def test_lines_that_are_no_buttons_stay_apart() -> None:
    first, second = "Sign up for our daily newsletter.", "Follow us on Facebook and Instagram."

    assert listed(PROSE, first, second) == [first, second]


def test_an_article_without_furniture_lists_none() -> None:
    assert listed(PROSE) == []
