"""Tests of `models.signals.structure` and its marks: which texts announce a genre by their build, and which do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.bundle import DEFAULT_FOLDER
from models.contract import Article
from models.errors import BundleError
from models.signals.structure import load_structure
from models.text import read_document

STRUCTURE = load_structure(DEFAULT_FOLDER / "genre.toml")


def announced(title: str | None, text: str, manner: str = "news") -> str | None:
    """The genre that an invented article announces."""
    document = read_document(Article(title=title, text=text, language="en"))
    return STRUCTURE.announced(document, frozenset(), manner)


FACT_CHECK = (
    "Fact check: Did the mayor sell the town's bridge?",
    (
        "What was claimed\n\nPosts shared on Facebook claim that the mayor sold the old bridge to a bank.\n\n"
        "Our verdict\n\nThis claim is false. The town hall's register shows the town as the owner."
    ),
)
RULING = (
    "Did a school ban winter coats? No",
    (
        "A post shared thousands of times claims that a school in Brackwater banned winter coats.\n\n"
        "The headteacher said the rule is about hats.\n\nWe rate this claim Mostly False."
    ),
)
LIVE = (
    "Brackwater flood: live updates",
    (
        "10:45 am\n\nThe river has reached the market.\n\n10:12 am\n\nSchools stay closed today, the town says.\n\n"
        "09:30 am\n\nRain goes on."
    ),
)
MATCH = (
    "Lindmoor 3-1 Kolmar: hosts through to final",
    (
        "Lindmoor beat Kolmar 3-1 on Saturday to reach the cup final.\n\nThe striker scored twice in the second half "
        "and the goalkeeper saved a penalty kick in stoppage time."
    ),
)
OBITUARY = (
    "Elin Tarbet, bridge builder, dies at 91",
    (
        "Elin Tarbet, who built the bridges of Lindmoor, died on Tuesday at the age of 91.\n\n"
        "She was born in 1930 in Westhaven. She is survived by two daughters."
    ),
)
RELEASE = (
    "Orsen Works opens new plant",
    "FOR IMMEDIATE RELEASE\n\nOrsen Works is pleased to announce the opening of its plant in Kolmar.",
)


@pytest.mark.parametrize(
    ("article", "genre"),
    [
        (FACT_CHECK, "fact_check"),
        (RULING, "fact_check"),
        (LIVE, "live_blog"),
        (MATCH, "sport"),
        (OBITUARY, "obituary"),
        (RELEASE, "press_release"),
    ],
)
def test_a_genre_is_known_by_its_build(article: tuple[str, str], genre: str) -> None:
    assert announced(*article) == genre


@pytest.mark.parametrize(
    "article",
    [
        (
            "Court rules 5-4 on bridge tolls",
            "The court ruled 5-4 on Monday. The mayor called it a home run.",
        ),
        (
            "Vale beats Tarbet 52-46",
            "Corin Vale beat Elin Tarbet 52-46 in Tuesday's election, officials said.",
        ),
        (
            "Quarterback kneels again",
            "The NFL quarterback knelt before the game, and the league will not fine him.",
        ),
        (
            "Two die in fire",
            "Two people died on Monday. One of them was 23. The cause was not known.",
        ),
        (
            "Timeline of the attack",
            "At 10:45 a.m. the first call came. At 10:50 a.m. police arrived.",
        ),
        (
            "Platforms hire fact-checkers",
            "The company said that it would pay fact-checkers in three countries.",
        ),
        (
            "Mayor calls claim false",
            "The mayor said the claim was false and that the council knew it.",
        ),
        (
            "Company profits rise",
            "Orsen Works today announced profits of two million. Analysts had expected less.",
        ),
        ("Minister live on air", "The minister spoke live on the radio about the flood."),
        (None, "The town is quiet."),
    ],
)
def test_news_that_resembles_a_genre_is_left_alone(article: tuple[str | None, str]) -> None:
    assert announced(*article) is None


def test_a_match_report_in_the_manner_of_satire_stays_satire() -> None:
    assert announced(*MATCH, manner="satire") is None


def test_furniture_and_caveats_announce_nothing() -> None:
    title, text = FACT_CHECK
    document = read_document(Article(title=title, text=text, language="en"))
    everything = frozenset(s.index for s in document.sentences)

    assert STRUCTURE.announced(document, everything, "news") is None


def test_the_examined_claim_is_the_title_and_what_stands_under_its_heading() -> None:
    document = read_document(Article(title=FACT_CHECK[0], text=FACT_CHECK[1], language="en"))

    examined = STRUCTURE.examined(document, "fact_check")
    said = [document.normal[s.start : s.end] for s in document.sentences if s.index in examined]

    assert said == [
        FACT_CHECK[0],
        "What was claimed",
        "Posts shared on Facebook claim that the mayor sold the old bridge to a bank.",
    ]
    assert STRUCTURE.examined(document, "news") == frozenset()


def test_a_post_that_is_examined_is_its_sentence_alone() -> None:
    text = "A post shared by many on Facebook claims that the bridge was sold. This is false. It was not."
    document = read_document(Article(title="Fact check: No, it was not sold", text=text))

    assert STRUCTURE.examined(document, "fact_check") == {0, 1}


PLAIN_OBITUARIES = [
    ("Jon Ek, physicist who mapped the lake, dies at 91", "He is survived by two sons."),
    ("A mapper of lakes", "Jon Ek, a physicist, died on Tuesday. He was 91."),
]


@pytest.mark.parametrize("manner", ["news", "satire"])
@pytest.mark.parametrize("article", PLAIN_OBITUARIES)
def test_a_plain_obituary_is_no_satire(article: tuple[str, str], manner: str) -> None:
    assert announced(*article, manner=manner) == "obituary"


@pytest.mark.parametrize(
    ("title", "text", "genre"),
    [
        (
            "Bridges",
            "In my view they failed. We must stop this. Dear reader, do not wait.",
            "opinion",
        ),
        ("Bridges", "We must stop this plan, the mayor said. The vote is on Monday.", None),
        ("Area dog barks", "It surprised absolutely nobody. At press time, it slept.", "satire"),
        ("Bridge falls", "At press time, the mayor was unavailable for comment.", None),
        ("Bridge falls", "A nurse from Vale died on Tuesday. She was 34.", None),
    ],
)
def test_wit_and_judgement_are_told_by_several_marks(
    title: str, text: str, genre: str | None
) -> None:
    assert announced(title, text) == genre


@pytest.mark.parametrize("content", ["x = 1", "[sport]\nleast = 1", "[sport]\nkinds = 'a'", "["])
def test_a_broken_file_is_named(tmp_path: Path, content: str) -> None:
    broken = tmp_path / "genre.toml"
    broken.write_text(content, encoding="utf-8")

    with pytest.raises(BundleError, match=r"genre\.toml"):
        load_structure(broken)


def test_a_pattern_that_does_not_compile_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "genre.toml"
    mark = "{ where = 'text', points = 1, pattern = '(' }"
    broken.write_text(
        f"[sport]\nleast = 1\nkinds = 1\nover = []\nmarks = [{mark}]", encoding="utf-8"
    )

    with pytest.raises(BundleError, match=r"genre\.toml"):
        load_structure(broken)


@pytest.mark.timeout(5)
def test_a_line_of_a_hundred_thousand_characters_is_read_in_time() -> None:
    assert announced("Live", "claim: 10:45 posts shared " * 4_000) in {None, "fact_check"}
