"""Search finds the same on every database, whatever is typed."""

# ruff: noqa: RUF001 - letters that look like others are the point
from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from service.db.engine import Database
from service.db.tables import ReviewRow, ScoreRow
from service.identifiers import new_uuid7
from service.reviews.search import search_of
from service.reviews.search.words import MOST_CHARACTERS

# Number of the review: its title and its text. What is not asked for must not be found.
ARTICLES = {
    1: ("Harbour closed after storm", "The port of Málaga was closed. Don’t sail, the captain’s office said."),
    2: ("Élan vital: the CRÈME BRÛLÉE scandal", "A well-known cook said \"it's near the C++ title\" AND left 😀."),
    3: ("Straße in Łódź", "ﬁne words, Ο Οδυσσέας, İstanbul, Ærø and Đakovo"),
    4: ("東京タワーで火事", "消防によると、けが人はいない。"),
    5: ("О погоде", "Ёлка и район; naïve façade — soft\u00adhyphen, zero\u200bwidth"),
    6: ("हिन्दी समाचार", "العَرَبِيَّة अख़बार 42 007 3.14 under_score"),
}  # fmt: skip


def _add(database: Database, number: int, title: str, body: str) -> None:
    now, score = datetime.now(UTC), new_uuid7()
    with database.writing() as session:
        session.add(
            ScoreRow(
                id=score,
                created_at=now,
                text="",
                article_sha256="",
                bundle_sha256="",
                mode="linear",
                answer=b"",
            )
        )
        session.flush()
        session.add(
            ReviewRow(
                number=number,
                score_id=score,
                created_at=now,
                state="open",
                version=0,
                title="",
                source="",
                language="en",
                disagreement=0,
                worth=0,
                lot=0,
                is_blind=False,
                wants_second=False,
                copy_group=number,
                sketch=b"",
            )
        )
        session.flush()
        search_of(session).add(session, number, title, body)


def _find(database: Database, query: str) -> list[int]:
    with database.reading() as session:
        chosen = select(ReviewRow.number).where(search_of(session).matches(query))
        return list(session.scalars(chosen.order_by(ReviewRow.number)))


@pytest.fixture
def stocked(any_database: Database) -> Database:
    """The articles, findable."""
    for number, (title, body) in ARTICLES.items():
        _add(any_database, number, title, body)
    return any_database


def _check(database: Database, cases: Iterable[tuple[str, list[int]]]) -> None:
    expected = dict(cases)
    assert {query: _find(database, query) for query in expected} == expected


def test_every_word_must_stand_in_title_or_text(stocked: Database) -> None:
    _check(
        stocked,
        [
            ("harbour", [1]),
            ("harbour captain", [1]),
            ("captain harbour", [1]),
            ("said", [1, 2]),
            ("said harbour cook", []),
            ("the said", [1, 2]),
            ("harb", []),
            ("harbours", []),
        ],
    )


def test_case_and_accents_make_no_difference(stocked: Database) -> None:
    _check(
        stocked,
        [
            ("MALAGA", [1]),
            ("málaga", [1]),
            ("ma\u0301laga", [1]),
            ("elan", [2]),
            ("creme brulee", [2]),
            ("strasse LODZ", [3]),
            ("STRAẞE łódź", [3]),
            ("fine", [3]),
            ("οδυσσεας", [3]),
            ("istanbul", [3]),
            ("aero dakovo", [3]),
            ("ÆRØ", [3]),
            ("елка", [5]),
            ("раион", [5]),
            ("naive facade", [5]),
            ("العربية", [6]),
        ],
    )


def test_hyphens_and_apostrophes_separate_words(stocked: Database) -> None:
    _check(
        stocked,
        [
            ("don't", [1]),
            ("don’t", [1]),
            ("captain's", [1]),
            ("well-known", [2]),
            ("well known", [2]),
            ("known-well", [2]),
            ("it's", [2]),
            ("under score", [6]),
            ("3.14", [6]),
            ("007", [6]),
            ("7", []),
        ],
    )


def test_what_is_invisible_inside_a_word_hides_nothing(stocked: Database) -> None:
    _check(stocked, [("softhyphen", [5]), ("zerowidth", [5]), ("har\u200bbour", [1])])


def test_scripts_without_spaces_are_searched_by_neighbouring_characters(stocked: Database) -> None:
    _check(
        stocked,
        [
            ("東京", [4]),
            ("タワー", [4]),
            ("火", [4]),
            ("京東", []),
            ("東京 harbour", []),
            ("समाचार", [6]),
        ],
    )


def test_a_blank_query_asks_for_nothing(stocked: Database) -> None:
    _check(stocked, [(query, list(ARTICLES)) for query in ("", " ", "\t\n", "\u00a0")])


def test_a_query_without_any_word_finds_nothing(stocked: Database) -> None:
    marks = [
        '"*',
        "*",
        "'",
        "''",
        '"',
        "😀",
        "()",
        "&",
        "|",
        "!",
        "<->",
        ":*",
        "--",
        "\\",
        "_",
        "%",
    ]

    _check(stocked, [(query, []) for query in [*marks, "\x00", "\ud800"]])


def test_operators_of_the_databases_are_words_like_others(stocked: Database) -> None:
    _check(
        stocked,
        [
            ("NEAR(", [2]),
            ("near(title, 2)", []),
            ("title:", [2]),
            ("title: cook", [2]),
            ("words: cook", []),
            ("AND", [2, 3]),
            ("cook OR harbour", []),
            ("cook NOT scandal", []),
            ('"cook', [2]),
            ('cook"', [2]),
            ("'cook", [2]),
            ("cook'", [2]),
            ("cook*", [2]),
            ("coo*", []),
            ("coo:*", []),
            ("^harbour", [1]),
            ("cook & scandal", [2]),
            ("cook | harbour", []),
            ("!cook", [2]),
            ("cook <-> said", [2]),
            ("C++", [2]),
            ("{title}: cook", [2]),
            ("'; DROP TABLE reviews; --", []),
            ("cook\\", [2]),
            ("\\'cook", [2]),
            ("cook\x00scandal", [2]),
            ("cook 😀", [2]),
        ],
    )


def test_long_questions_are_cut_and_answered(stocked: Database) -> None:
    """SQLite refuses questions of many parts, PostgreSQL words of many bytes."""
    assert _find(stocked, " ".join(["harbour", *(f"w{number}" for number in range(10_000))])) == []
    assert _find(stocked, "harbour " * 10_000) == [1]
    assert _find(stocked, "x" * 1_000_000) == []
    assert _find(stocked, "漢" * 100_000) == []


def test_of_a_long_text_the_beginning_is_found(any_database: Database) -> None:
    words = " ".join(f"word{number}" for number in range(300_000))[: MOST_CHARACTERS * 10]
    _add(any_database, 1, "Long", f"beginning {words} ending")

    assert len(words) == MOST_CHARACTERS * 10
    _check(any_database, [("long beginning word77", [1]), ("ending", [])])


@pytest.mark.parametrize(
    "body",
    [
        "x" * 2_000_000,
        "漢字" * 1_000_000,
        "".join(map(chr, range(0x4E00, 0x9FFF))) * 20,
        # One character that decomposes into eighteen.
        "\ufdfa" * 300_000,
        "😀" * 500_000,
        " ".join(chr(0x10400 + number % 40) * 39 + str(number) for number in range(20_000)),
    ],
    ids=["one word", "two signs", "all signs", "ligatures", "no words", "long words"],
)
def test_no_text_is_too_much_for_a_database(any_database: Database, body: str) -> None:
    _add(any_database, 1, "Findable", body)

    assert _find(any_database, "findable") == [1]


def test_a_long_word_is_found_by_all_of_it(any_database: Database) -> None:
    word = "donaudampfschifffahrtsgesellschaftskapitaenswitwenrente"
    _add(any_database, 1, word, "")

    assert _find(any_database, word.upper()) == [1]


def test_a_text_without_words_is_taken(any_database: Database) -> None:
    _add(any_database, 1, "", "")
    _add(any_database, 2, "…", "😀 'quoted' \\ \" \x00 end")

    assert _find(any_database, "quoted end") == [2]
