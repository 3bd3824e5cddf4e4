"""Before a decision covers copies, a moderator sees what they say differently."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.db.engine import Database
from service.errors import NotFoundError
from service.reviews.differences import MOST_WORDS, Segment, compare_words
from service.reviews.workflow.copies import copies_of, preview_copy
from tests.builders import STORY
from tests.service.reviews.builders import a_moderator, a_review, another_text

_TEXTS = st.lists(
    st.sampled_from(["a", "b", "c", "ship", " ", "\n", "\N{NO-BREAK SPACE}", "."])
).map(" ".join)


def _different(first: str, second: str) -> list[tuple[str, str]]:
    found = compare_words(first, second).segments
    return [(one.first.strip(), one.second.strip()) for one in found if not one.is_same]


def test_copies_are_listed_without_the_review_itself(any_database: Database) -> None:
    anna = a_moderator(any_database)
    made = [a_review(any_database) for _ in range(3)]
    a_review(any_database, text=another_text())

    found = copies_of(made[1], moderator=anna, database=any_database)

    assert [one.id for one in found] == [made[0], made[2]]


def test_a_preview_shows_the_words_that_differ(any_database: Database) -> None:
    anna = a_moderator(any_database)
    text = STORY * 3
    original = a_review(any_database, text=text)
    copy = a_review(any_database, title="Port closed", text=text.replace("six of them", "ten", 1))

    preview = preview_copy(original, copy, moderator=anna, database=any_database)

    assert preview.review.id == copy
    assert preview.title.segments == [
        Segment("Harbour ", "Port ", is_same=False),
        Segment("closed", "closed", is_same=True),
    ]
    differing = [one for one in preview.text.segments if not one.is_same]
    assert [(one.first, one.second) for one in differing] == [("six of them. ", "ten. ")]


def test_there_is_no_preview_of_what_is_no_copy(any_database: Database) -> None:
    anna = a_moderator(any_database)
    one, other = (a_review(any_database, text=another_text()) for _ in range(2))

    for ids in ((one, other), (one, "rv_x"), ("rv_" + "0" * 32, one)):
        with pytest.raises(NotFoundError):
            preview_copy(*ids, moderator=anna, database=any_database)


@given(first=_TEXTS, second=_TEXTS)
def test_the_segments_of_each_side_are_the_text_again(first: str, second: str) -> None:
    segments = compare_words(first, second).segments

    assert "".join(one.first for one in segments) == first
    assert "".join(one.second for one in segments) == second
    for one in segments:
        assert not one.is_same or one.first.split() == one.second.split()


@given(_TEXTS)
def test_white_space_alone_is_no_difference(text: str) -> None:
    assert _different(text, "\n\n".join(text.split())) in ([], [("", "")])


def test_changed_added_and_missing_words_stand_beside_each_other() -> None:
    assert _different("He said it on Monday night", "He said it on Sunday") == [
        ("Monday night", "Sunday")
    ]
    assert _different("one two three", "one two and three") == [("", "and")]
    assert _different("one two and three", "one two three") == [("and", "")]
    assert _different("", "one") == [("", "one")]
    assert _different("", "") == []


def test_a_word_that_moves_is_matched_once() -> None:
    """Runs of three that overlap in one of the texts only."""
    first = "a b c d e f g a b"
    second = "a b c x b c d e f g"

    segments = compare_words(first, second).segments

    assert "".join(one.first for one in segments) == first
    assert "".join(one.second for one in segments) == second


def test_a_long_article_with_many_small_edits_is_compared_word_by_word() -> None:
    words = [f"word{place % 5000}x{place // 700}" for place in range(MOST_WORDS)]
    edited = [f"edited{place}" if place % 40 == 0 else word for place, word in enumerate(words)]

    found = compare_words(" ".join(words), " ".join(edited))

    assert not found.is_cut
    assert sum(not one.is_same for one in found.segments) == MOST_WORDS / 40


def test_of_a_very_long_text_the_beginning_is_compared_and_said_to_be() -> None:
    found = compare_words("word " * (MOST_WORDS + 1), "word")

    assert found.is_cut
    assert "".join(one.first for one in found.segments) == "word " * MOST_WORDS
