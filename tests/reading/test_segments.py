"""Cutting a text into pieces: nothing lost, nothing doubled, every overlap kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.reading.segments import Mark, paragraphs_of

TEXT = "one two three four"


def _mark(start: int, end: int, id_: int = 1) -> Mark:
    return Mark(start, end, "evidence", id_)


def test_overlapping_marks_share_a_piece_that_carries_both() -> None:
    (paragraph,) = paragraphs_of(TEXT, [_mark(0, 7, 1), _mark(4, 13, 2)])

    assert [(piece.text, piece.ids("evidence")) for piece in paragraph] == [
        ("one ", (1,)),
        ("two", (1, 2)),
        (" three", (2,)),
        (" four", ()),
    ]


def test_a_mark_inside_another_does_not_end_it() -> None:
    (paragraph,) = paragraphs_of(TEXT, [_mark(0, 18, 1), _mark(4, 7, 2)])

    ends = {piece.text: [mark.id for mark in piece.ends] for piece in paragraph}

    assert ends == {"one ": [], "two": [2], " three four": [1]}


def test_two_marks_on_the_same_words_both_end_there() -> None:
    (paragraph,) = paragraphs_of(TEXT, [_mark(4, 7, 1), _mark(4, 7, 2)])

    assert [mark.id for mark in paragraph[1].ends] == [1, 2]


def test_blank_lines_part_paragraphs_and_are_not_shown() -> None:
    first, second = paragraphs_of("one\n\n \n two\nthree\n", [])

    assert [piece.text for piece in first] == ["one"]
    assert "".join(piece.text for piece in second).strip() == "two\nthree"


def test_a_mark_that_ends_in_a_blank_line_ends_with_its_last_shown_piece() -> None:
    first, second = paragraphs_of("one\n\ntwo", [_mark(0, 5)])

    assert [mark.id for mark in first[0].ends] == [1]
    assert second[0].ids("evidence") == ()


def test_a_mark_over_two_paragraphs_ends_once_in_the_second() -> None:
    first, second = paragraphs_of("one\n\ntwo", [_mark(0, 8)])

    assert first[0].ends == ()
    assert [mark.id for mark in second[0].ends] == [1]


def test_marks_outside_the_text_and_empty_marks_are_left_out() -> None:
    (paragraph,) = paragraphs_of("one", [_mark(3, 9), _mark(-5, 0), _mark(1, 1)])

    assert [(piece.text, piece.marks) for piece in paragraph] == [("one", ())]


def test_an_empty_text_has_no_paragraphs() -> None:
    assert paragraphs_of(" \n\n ", [_mark(0, 3)]) == ()


@given(
    text=st.text(alphabet="ab \n", max_size=40),
    spans=st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=8),
)
def test_pieces_hold_every_visible_character_once_and_know_their_marks(
    text: str, spans: list[tuple[int, int]]
) -> None:
    marks = [_mark(start, end, id_) for id_, (start, end) in enumerate(spans)]

    pieces = [piece for paragraph in paragraphs_of(text, marks) for piece in paragraph]

    shown = "".join(piece.text for piece in pieces)
    ended = [mark.id for piece in pieces for mark in piece.ends]
    assert "".join(shown.split()) == "".join(text.split())
    assert len(ended) == len(set(ended))
    assert set(ended) == {id_ for piece in pieces for id_ in piece.ids("evidence")}


@pytest.mark.timeout(20)
def test_many_marks_in_a_long_text_take_linear_time() -> None:
    text = "word " * 40_000
    marks = [_mark(start, start + 8, start) for start in range(0, len(text), 10)]

    [pieces] = paragraphs_of(text, marks)

    assert len(pieces) >= len(marks)
