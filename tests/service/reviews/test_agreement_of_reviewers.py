"""Whose opinions agreement is measured on, and who sees it."""

from __future__ import annotations

import pytest

from models.contract import WORDING
from service.db.engine import Database
from service.reviews.workflow.agreement import Agreement, measure_agreement
from service.roles import Moderator
from tests.service.insight.builders import a_verdict
from tests.service.reviews.builders import a_moderator, a_review


@pytest.fixture
def people(any_database: Database) -> dict[str, Moderator]:
    """Three reviewers and a senior."""
    names = {"anna": "reviewer", "ben": "reviewer", "chidi": "reviewer", "sara": "senior"}
    return {name: a_moderator(any_database, name, role) for name, role in names.items()}


def measured(database: Database, moderator: Moderator, pair: str | None = None) -> Agreement:
    """What somebody sees of all time."""
    return measure_agreement(moderator=moderator, database=database, pair=pair)


def opine(database: Database, *opinions: tuple[Moderator, int]) -> None:
    """A fresh article with these opinions on it, each with the same reason."""
    review = a_review(database)
    for moderator, rating in opinions:
        a_verdict(database, review, moderator, rating, reasons=["c.d"])


def test_a_signal_is_named_as_a_reason_or_at_a_place(
    any_database: Database, people: dict[str, Moderator]
) -> None:
    anna, ben = people["anna"], people["ben"]
    for said in ("accepted", "added", "corrected"):
        review = a_review(any_database)
        a_verdict(any_database, review, anna, 4, items=[(said, None, "a.b")])
        a_verdict(any_database, review, ben, 4, reasons=["a.b"])
    review = a_review(any_database)
    a_verdict(any_database, review, anna, 2, items=[("rejected", "a.b", "a.b")])
    a_verdict(any_database, review, ben, 2)

    agreement = measured(any_database, people["sara"])

    assert agreement.signals["a.b"].value == pytest.approx(1.0)
    assert agreement.rating is not None
    assert agreement.rating.articles == 4
    assert agreement.rating.value == pytest.approx(1.0)


def test_signals_that_nobody_of_the_compared_named_have_no_row(
    any_database: Database, people: dict[str, Moderator]
) -> None:
    anna, ben, chidi = people["anna"], people["ben"], people["chidi"]
    opine(any_database, (anna, 3), (ben, 3))
    review = a_review(any_database)
    a_verdict(any_database, review, anna, 3, reasons=["c.d"])
    a_verdict(any_database, review, chidi, 3, reasons=["a.b", WORDING])

    everybody = measured(any_database, people["sara"])
    pair = measured(any_database, people["sara"], "anna,ben")

    assert list(everybody.signals) == ["a.b", "c.d"]
    assert list(pair.signals) == ["c.d"]


def test_only_first_independent_opinions_count(
    any_database: Database, people: dict[str, Moderator]
) -> None:
    anna, ben, chidi = people["anna"], people["ben"], people["chidi"]
    opine(any_database, (anna, 1), (ben, 5))
    review = a_review(any_database)
    first = a_verdict(any_database, review, anna, 5, is_blind=True)
    a_verdict(any_database, review, anna, 1, kind="revision", refers_to=first)
    a_verdict(any_database, review, ben, 1)
    a_verdict(any_database, review, chidi, 1, kind="adjudication")
    a_verdict(any_database, review, chidi, 1, kind="covered")

    agreement = measured(any_database, people["sara"])

    assert agreement.rating is not None
    assert agreement.rating.opinions == 4
    assert agreement.rating.value is not None
    assert agreement.rating.value < 0


def test_the_first_word_counts_whatever_became_of_it(
    any_database: Database, people: dict[str, Moderator]
) -> None:
    anna, ben = people["anna"], people["ben"]
    opine(any_database, (anna, 1), (ben, 1))
    review = a_review(any_database)
    undone = a_verdict(any_database, review, anna, 1)
    a_verdict(any_database, review, anna, None, kind="undo", refers_to=undone)
    a_verdict(any_database, review, ben, 4)
    a_verdict(any_database, review, anna, 4)

    agreement = measured(any_database, people["sara"])

    assert agreement.articles == 2
    assert agreement.rating is not None
    assert agreement.rating.value is not None
    assert agreement.rating.value < 1.0


def test_an_opinion_on_what_was_settled_is_no_independent_one(
    any_database: Database, people: dict[str, Moderator]
) -> None:
    review = a_review(any_database)
    a_verdict(any_database, review, people["anna"], 1)
    a_verdict(any_database, review, people["ben"], 1, state_before="settled")

    assert measured(any_database, people["sara"]).articles == 0


def test_pairs_are_measured_by_themselves_and_one_can_be_chosen(
    any_database: Database, people: dict[str, Moderator]
) -> None:
    anna, ben, chidi = people["anna"], people["ben"], people["chidi"]
    for rating in (1, 5, 3):
        opine(any_database, (anna, rating), (ben, rating), (chidi, 6 - rating))

    agreement = measured(any_database, people["sara"], pair="anna,ben")

    values = {pair.key: pair.rating.value for pair in agreement.pairs}
    assert values["anna,ben"] == pytest.approx(1.0)
    assert values["anna,chidi"] == values["ben,chidi"]
    assert agreement.chosen is not None
    assert agreement.rating == agreement.chosen.rating
    assert agreement.signals["c.d"].reason == "no_variation"


def test_reviewers_see_pairs_with_themselves_only(
    any_database: Database, people: dict[str, Moderator]
) -> None:
    anna, ben, chidi = people["anna"], people["ben"], people["chidi"]
    opine(any_database, (anna, 2), (ben, 2))
    opine(any_database, (ben, 3), (chidi, 1))
    opine(any_database, (anna, 4), (ben, 5), (chidi, 1))

    agreement = measured(any_database, anna, pair="ben,chidi")

    assert [pair.key for pair in agreement.pairs] == ["anna,ben", "anna,chidi"]
    assert agreement.chosen is not None
    assert agreement.chosen.key == "anna,ben"


def test_a_reviewer_without_a_shared_article_sees_nothing_of_others(
    any_database: Database, people: dict[str, Moderator]
) -> None:
    opine(any_database, (people["ben"], 3), (people["chidi"], 1))

    agreement = measured(any_database, people["anna"])

    assert (agreement.rating, agreement.signals, agreement.pairs) == (None, {}, [])
    assert (agreement.articles, agreement.reviewers) == (0, 0)


def test_an_empty_database_has_no_agreement(
    any_database: Database, people: dict[str, Moderator]
) -> None:
    agreement = measured(any_database, people["sara"])

    assert agreement.rating is not None
    assert agreement.rating.reason == "no_pairs"
