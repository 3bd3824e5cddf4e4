"""Sentences of news copy, with exact offsets."""

from __future__ import annotations

import pytest
from hypothesis import given

from models.text.normal import normalise
from models.text.sentences import split_line
from tests.models.text.noise import any_text, newsy


def sentences(line: str) -> list[str]:
    """The sentences of a line as text."""
    return [line[start:end] for start, end in split_line(line)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The mayor left.", "She came back."],
        ["Ms. O'Brien left.", "Mr. D'Arcy stayed."],
        ["J. K. Poe wrote it.", "George W. Roe read it."],
        ["U.S. officials met in Washington, D.C. on Monday."],
        ["See No. 5 for details.", "He said no.", "She went."],
        ["Gen. Poe and Sen. Roe met Lt. Col. Low.", "They talked."],
        ["It rose 3.5 percent.", "It fell at 5 p.m. on Monday."],
        ['"Who is it?" he asked.', '"We go.', 'We stay."', "They left."],
        ["He left.", '"We go," she said.'],
        ["She asked, 'We go.", "We stay.'", "Then they went."],
        ["About approx. 5 people came.", "Nobody spoke."],
        ["Visit example.com today.", "Or do not."],
        ['"Stop!" he cried.', "No one did."],
    ],
)
def test_a_paragraph_is_split_into_its_sentences(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("They denied the attack.The army spoke.", ["They denied the attack.", "The army spoke."]),
        ('He said "no".They left.', ['He said "no".', "They left."]),
        ("See www.Example.com for more.", ["See www.Example.com for more."]),
        ("The site Example.Org is down.", ["The site Example.Org is down."]),
        ("Made in the U.S.A. by hand.", ["Made in the U.S.A. by hand."]),
    ],
)
def test_a_missing_space_splits_prose_and_not_addresses(line: str, parts: list[str]) -> None:
    assert sentences(line) == parts


def test_a_line_of_one_sentence_stays_whole() -> None:
    assert split_line("A line without an end") == [(0, 21)]


@given(newsy | any_text)
def test_sentences_are_in_order_apart_and_hold_every_visible_character(text: str) -> None:
    line = normalise(text)[0].replace("\n", " ")

    ranges = split_line(line)

    ends = [0, *(end for _, end in ranges)]
    assert all(start >= before for (start, _), before in zip(ranges, ends, strict=False))
    assert "".join(line[start:end] for start, end in ranges).replace(" ", "") == line.replace(
        " ", ""
    )


@given(newsy)
def test_no_sentence_begins_or_ends_in_a_space(text: str) -> None:
    line = normalise(text)[0].replace("\n", " ")

    assert all(line[start:end] == line[start:end].strip(" ") for start, end in split_line(line))


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "unit", [".", "'", " 'a", "`", "a. ", "ended.The", "(", "A. ", "? a ", "\u300a"]
)
def test_hostile_lines_are_split_in_linear_time(unit: str) -> None:
    line = (unit * 100_000)[:100_000]

    ranges = split_line(line)

    assert all(start < end <= len(line) for start, end in ranges)
