"""The suite itself: what is changed, what must stay, and what counts as broken."""

from __future__ import annotations

import re

import pytest

from models import Article
from models.text import read_document
from training.metamorphic import (
    LAWS,
    Pair,
    Sample,
    examples,
    make_pairs,
    measure,
    own_articles,
    table,
)
from training.metamorphic.names import names, state_renaming
from training.metamorphic.page_furniture import furniture_kinds
from training.metamorphic.places import Page
from training.metamorphic.printing import curled, printed_otherwise, straight
from training.metamorphic.rename import rename
from training.metamorphic.statements import caveats_inserted, caveats_removed, footage_disclosed
from training.metamorphic.swaps import names_swapped
from training.readings import Mark

TEXT = (
    "The harbour in Kolmar was closed on Monday after two cranes had failed. The mayor said that the repair would "
    "take a week.\n\nThe claim could not be independently verified. Nobody was hurt in the accident, according to "
    "the port. A video posted on Facebook shows one crane."
)
SAMPLE = Sample("one", Article(title="Harbour closed", text=TEXT))


def test_swapped_names_keep_capitals_articles_and_longer_names() -> None:
    one, other = (s for s in names().states if s.name in ("Iran", "Russia"))
    renaming = state_renaming(one, other)

    assert rename("An Iranian ship, a Russian one.", renaming) == "A Russian ship, an Iranian one."
    assert rename("IRAN denies it", renaming) == "RUSSIA denies it"
    assert (
        rename("Iranians and Vladimir Putin's Iran", renaming)
        == "Russians and Hassan Rouhani's Russia"
    )


@pytest.mark.parametrize(
    ("text", "swapped"),
    [
        ("He told her that her father had left.", "She told him that his mother had left."),
        ("She saw her, and Mr Reed saw his son.", "He saw him, and Ms Reed saw her daughter."),
        ("HE SAID HER NAME", "SHE SAID HIS NAME"),
    ],
)
def test_swapped_genders_tell_the_two_uses_of_her_apart(text: str, swapped: str) -> None:
    sample = Sample("one", Article(title="", text=f"{text} He was she, and his was hers."))

    [pair] = [p for p in names_swapped(sample) if p.kind == "gender"]

    assert (pair.after.text or "").startswith(swapped)


def test_a_party_is_one_word_as_an_adjective_and_another_as_a_member() -> None:
    text = "Republicans voted no. A Republican senator and one Republican was ill; the Democratic mayor stayed."
    [pair] = names_swapped(Sample("one", Article(title="", text=text)))

    assert pair.after.text == (
        "Democrats voted no. A Democratic senator and one Democrat was ill; the Republican mayor stayed."
    )


def test_a_name_that_holds_another_one_stays() -> None:
    text = "CNN and MSNBC cited the Washington Post in Washington, in the United States and in America."
    kinds = {p.kind: p.after.text or "" for p in names_swapped(Sample("one", Article(text=text)))}

    [swapped] = [text for kind, text in kinds.items() if kind.startswith("country")]
    assert swapped == (
        "CNN and MSNBC cited the Washington Post in London, in the United Kingdom and in Britain."
    )


def test_a_caveat_is_found_by_its_wording_and_by_a_readers_mark() -> None:
    marked = TEXT.index("Nobody was hurt")
    offset = len("Harbour closed") + 2
    mark = Mark("transparency.correction", offset + marked, offset + TEXT.index(" A video"))
    sample = Sample("one", SAMPLE.article, (mark,))

    pairs = list(caveats_removed(sample))

    assert [p.kind.rpartition(": ")[2] for p in pairs] == [
        "worded as a caveat",
        "transparency.correction",
    ]
    assert pairs[0].after.text == TEXT.replace(
        "The claim could not be independently verified. ", ""
    )
    assert pairs[1].before == sample.article


def test_what_somebody_is_reported_to_say_is_no_caveat_of_the_outlet() -> None:
    text = f"{TEXT} The minister said that there was no evidence of it at all."
    pairs = caveats_removed(Sample("one", Article(title="Harbour closed", text=text)))

    assert len(list(pairs)) == 1


def test_an_inserted_caveat_comes_out_again() -> None:
    for pair in caveats_inserted(SAMPLE):
        assert pair.after == SAMPLE.article
        assert len(pair.before.text or "") > len(TEXT)


def test_footage_is_warned_about_in_the_same_place() -> None:
    first, second, inserted = (p.after.text or "" for p in footage_disclosed(SAMPLE))

    assert first == TEXT.replace("A video", "An unverified video")
    assert second == TEXT.replace("shows", "that could not be verified appears to show")
    assert inserted.replace(" ", "") != TEXT.replace(" ", "")


def test_every_change_in_print_leaves_the_letters_alone() -> None:
    for pair in printed_otherwise(SAMPLE):
        before, after = (re.sub(r"[^A-Za-z]", "", a.text or "") for a in (pair.before, pair.after))

        assert before == after, pair.kind


def test_curling_and_straightening_are_each_others_opposite() -> None:
    text = '"It\'s here," she said. "Where?"'

    assert curled(text) == "\u201cIt\u2019s here,\u201d she said. \u201cWhere?\u201d"
    assert straight(curled(text)) == text


@pytest.mark.parametrize("kind", furniture_kinds(), ids=lambda kind: kind.name)
def test_the_lines_of_furniture_are_recognised_as_such(kind: object) -> None:
    lines = [line for k in furniture_kinds() if k == kind for line in k.lines]
    for line in lines:
        document = read_document(Article(title="Harbour closed", text=f"{TEXT}\n\n{line}"))

        assert document.sentences[-1].furniture, line


def test_taking_words_out_leaves_no_gap() -> None:
    page = Page.of(Article(text="One is here.\n\nTwo is there. Three is gone.\n\nFour."))

    assert page.without(0, 12).text == "Two is there. Three is gone.\n\nFour."
    assert page.without(14, 27).text == "One is here.\n\nThree is gone.\n\nFour."
    assert page.without(28, 42).text == "One is here.\n\nTwo is there.\n\nFour."


def test_every_law_gets_its_share_and_the_same_pairs_every_time() -> None:
    pairs = make_pairs(own_articles(), 120)

    assert {pair.law for pair in pairs} == set(LAWS)
    assert pairs == make_pairs(reversed(own_articles()), 120)
    assert not [pair for pair in pairs if pair.before == pair.after]


def _pair(law: str, before: str, after: str) -> Pair:
    return Pair(law, "a change", "one", Article(text=before), Article(text=after))


@pytest.mark.parametrize(
    ("law", "scores", "broken"),
    [
        ("caveat removed", (0.5, 0.4), True),
        ("caveat removed", (0.4, 0.5), False),
        ("corroboration added", (0.4, 0.5), True),
        ("furniture added", (0.4, 0.40001), True),
        ("names swapped", (0.4, 0.42), False),
        ("names swapped", (0.44, 0.4), True),
        ("names swapped", (0.44, None), True),
    ],
)
def test_a_law_is_broken_in_its_own_direction_only(
    law: str, scores: tuple[float | None, float | None], *, broken: bool
) -> None:
    known = dict(zip(("before", "after"), scores, strict=True))

    [outcome] = measure([_pair(law, "before", "after")], lambda article: known[article.text or ""])

    assert bool(outcome.broken) is broken
    assert outcome.is_kept is not broken
    assert ("a change" in examples([outcome])) is broken
    assert f"| {law} | 1 | {int(broken)} |" in table([outcome])


def test_a_pair_without_scores_is_not_counted() -> None:
    assert measure([_pair("names swapped", "before", "after")], lambda _: None) == []
