"""Text wrapped at a column is joined; lists and verses are not."""

from __future__ import annotations

from models.text.normal import normalise

WRAPPED = """The officials who met on Friday said that the plan was going ahead
as agreed and that nobody had asked for more money since the start
of the year, and the mayor, who had come late, agreed with that view
of the matter.

A second paragraph follows."""

LIST = "What was agreed:\nwages rise by a tenth\nno layoffs\na new crane\nfewer night shifts"


def test_lines_wrapped_at_a_column_become_one_paragraph() -> None:
    normal, _ = normalise(WRAPPED)

    assert normal.split("\n\n") == [
        " ".join(WRAPPED.split("\n\n", maxsplit=1)[0].split("\n")),
        "A second paragraph follows.",
    ]


def test_carriage_returns_do_not_hide_the_wrapping() -> None:
    assert normalise(WRAPPED.replace("\n", "\r\n"))[0] == normalise(WRAPPED)[0]


def test_a_list_keeps_its_lines() -> None:
    assert normalise(LIST)[0].split("\n\n") == LIST.split("\n")


def test_paragraphs_on_single_lines_stay_apart() -> None:
    text = "\n".join(
        ["The mayor said on Friday that the docks would open again within a week of the vote. " * 2]
        * 5
    )

    assert normalise(text)[0].count("\n\n") == 4
