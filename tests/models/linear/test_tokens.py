"""What the word model sees of a text."""

from __future__ import annotations

from models.linear import HouseStyle, read_words
from models.linear.tokens import NUMBER, merged, terms, word_runs
from tests.models.linear.invented import a_document


def _words(text: str, title: str = "") -> list[list[str]]:
    return [words for _, words in read_words(a_document(text, title), HouseStyle())]


def test_the_first_word_of_a_sentence_is_lowered_and_a_name_inside_keeps_its_capital() -> None:
    assert _words("Ships from Norland left.") == [["ships", "from", "Norland", "left"]]


def test_after_a_dateline_a_sentence_begins_anew() -> None:
    assert _words("OSTVALE (XYZ) - The ships left.") == [["the", "ships", "left"]]


def test_title_case_is_lowered_but_an_initialism_is_not() -> None:
    title = "Ships Leave as US Warns of Storm"

    words = _words("The ships left.", title)[0]

    assert words == ["ships", "leave", "as", "US", "warns", "of", "storm"]


def test_a_sentence_in_capitals_is_read_like_any_other() -> None:
    assert _words("WAKE UP NOW!") == [["wake", "up", "now"]]


def test_the_first_person_keeps_its_capital_and_is_no_name() -> None:
    assert _words("I think I saw it.") == [["I", "think", "I", "saw", "it"]]


def test_a_man_and_a_woman_are_read_alike() -> None:
    of_him = _words("He said his brother saw him; the chairman's father, he'd say, was himself.")
    of_her = _words("She said her sister saw her; the chairwoman's mother, she'd say, was herself.")

    assert of_him == of_her


def test_quoted_words_are_not_the_wording_of_the_outlet() -> None:
    words = _words('The mayor said "this is a shocking lie" and left.')

    assert words == [["the", "mayor", "said"], ["and", "left"]]


def test_what_is_set_aside_leaves_nothing_behind() -> None:
    text = "The ships left. It could not be verified. They came back."
    start = text.index("It could")

    runs = word_runs(a_document(text), [(start, start + len("It could not be verified."))])

    assert [sentence for sentence, _ in runs] == [0, 2]


def test_pairs_never_cross_a_sentence_a_name_or_something_set_aside() -> None:
    known = {"ships", "left", "early", "they", "returned"}
    runs = [(0, ["ships", "Norland", "left", "early"]), (1, ["they", "returned"])]

    found = list(terms(runs, known))

    assert [term for term in found if " " in term] == ["left early", "they returned"]


def test_every_number_is_the_same_word() -> None:
    assert list(terms([(0, ["3", "2,000"])], {NUMBER})) == [NUMBER, NUMBER, f"{NUMBER} {NUMBER}"]


def test_ranges_that_touch_become_one() -> None:
    assert merged([(5, 9), (0, 3), (3, 4), (6, 7)]) == [(0, 4), (5, 9)]
