"""Tests of `models.signals.headline`: a title that says more than its body."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.bundle import DEFAULT_FOLDER
from models.contract import Article
from models.errors import BundleError
from models.ledger import load_gazetteer, read_ledger
from models.rules import load_ruleset
from models.scorer import load_scorer
from models.signals.headline import (
    HeadlineReader,
    HeadlineWeights,
    load_headline_reader,
    load_weights,
)
from models.signals.headline_features import compare
from models.signals.observation import Observation
from models.text import Document, read_document

LEXICONS = DEFAULT_FOLDER / "lexicons" / "en"
GAZETTEER = load_gazetteer(DEFAULT_FOLDER / "gazetteer")
SHIPPED = load_headline_reader(DEFAULT_FOLDER)
EVERY_TITLE = HeadlineWeights(intercept=9.0, weights={}, threshold=0.5, precision=0.4)
NO_TITLE = HeadlineWeights(intercept=-9.0, weights={}, threshold=0.5, precision=0.4)
BODY = (
    "The harbour company may have moved the barrels at night, according to a dock worker. "
    "Officials said that they were still looking into the report. Nobody has been charged.\n\n"
    "The company did not respond to a request for comment on Tuesday."
)


def read(title: str | None, text: str = BODY) -> Document:
    """An invented article."""
    return read_document(Article(title=title, text=text, language="en"))


def features(title: str, text: str = BODY) -> dict[str, float]:
    """The comparison of an invented article, without cues."""
    document = read(title, text)
    return compare(document, [], SHIPPED.words, read_ledger(document, GAZETTEER).headline)


def judged(title: str | None, weights: HeadlineWeights | None = None) -> list[Observation]:
    """What is observed on the title of an invented article."""
    document = read(title)
    reader = HeadlineReader(weights or SHIPPED.weights, SHIPPED.words)
    hits = load_ruleset(LEXICONS).find(document)
    return reader.read(document, hits, read_ledger(document, GAZETTEER))


def test_a_shouting_title_over_a_hedged_body_is_marked() -> None:
    assert (
        judged("EXPOSED: Secret Proof Harbour Company DESTROYED Evidence in Poison Scandal!") != []
    )


def test_a_sober_title_that_keeps_the_hedge_is_not_marked() -> None:
    assert judged("Harbour company may have moved barrels at night, dock worker says") == []


def test_the_span_is_the_whole_title() -> None:
    title = "Harbour company moved barrels"

    (found,) = judged(title, EVERY_TITLE)

    assert (found.start, found.end, found.sentence) == (0, len(title), 0)
    assert found.confidence == EVERY_TITLE.precision


def test_a_title_below_the_threshold_is_left_alone() -> None:
    assert judged("Harbour company moved barrels", NO_TITLE) == []


def test_an_article_without_a_title_has_none_to_mark() -> None:
    assert judged(None, EVERY_TITLE) == []


def test_a_dropped_attribution_is_seen() -> None:
    assert features("Harbour company moved the barrels at night")["any_dropped"] == 1
    assert features("Harbour company moved the barrels, worker says")["any_dropped"] == 0


def test_a_dropped_hedge_and_an_added_negation_are_seen() -> None:
    assert features("Harbour company moved the barrels, worker says")["hedge_dropped"] == 1
    assert features("Harbour company may have moved the barrels")["hedge_dropped"] == 0
    assert features("Harbour company never moved the barrels")["negation_added"] == 1


def test_a_number_that_the_body_lacks_is_seen() -> None:
    assert features("Harbour company moved 60 barrels")["number_missing"] == 1


def test_what_a_title_adds_or_drops_never_speaks_for_it() -> None:
    departures = ("_dropped", "_added", "_missing")
    weights = SHIPPED.weights.weights

    assert all(weight >= 0 for name, weight in weights.items() if name.endswith(departures))


def test_words_that_the_body_lacks_are_counted() -> None:
    lacking = features("Harbour company bribed senators")

    assert lacking["missing_share"] > features("Harbour company moved barrels")["missing_share"]
    assert lacking["missing_count"] == pytest.approx(0.5)


def test_a_quotation_that_the_body_lacks_is_seen() -> None:
    assert features("Company: 'we burned every barrel'")["quotation_missing"] == 1
    assert features("Company 'moved the barrels at night'")["quotation_missing"] == 0


def test_inflected_words_agree() -> None:
    assert features("Barrel moves")["missing_share"] == 0


def test_a_title_of_signs_only_is_read_without_error() -> None:
    assert features("!!!")["missing_share"] == 0


def test_the_shipped_weights_know_only_features_that_are_computed() -> None:
    assert set(SHIPPED.weights.weights) == set(features("Harbour company moved barrels"))


def test_a_broken_weights_file_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "headline.json"
    broken.write_text("{}", encoding="utf-8")

    with pytest.raises(BundleError, match=r"headline\.json"):
        load_weights(broken)


@pytest.mark.parametrize(
    "honest",
    [
        BODY.replace("at night,", "at night, a claim that could not be verified,"),
        BODY.replace("Nobody has", "The claim could not be independently verified. Nobody has"),
    ],
    ids=["clause", "sentence"],
)
def test_no_caveat_makes_a_title_say_too_much(honest: str) -> None:
    """Whatever the threshold: a title that passes with the caveat passes without it."""
    title = "Harbour company moved the barrels"
    ruleset = load_ruleset(LEXICONS)
    for threshold in (number / 50 for number in range(1, 50)):
        weights = replace(SHIPPED.weights, threshold=threshold)
        reader = HeadlineReader(weights, SHIPPED.words)
        marked = []
        for text in (BODY, honest):
            document = read(title, text)
            ledger = read_ledger(document, GAZETTEER)
            marked.append(bool(reader.read(document, ruleset.find(document), ledger)))

        assert marked[0] or not marked[1], threshold


def test_the_title_of_a_fact_check_is_not_held_against_the_claim_that_it_answers() -> None:
    answer = load_scorer().score(
        Article(
            title="Fact check: No, the vaccine does not contain microchips",
            text=(
                "A post shared thousands of times on Facebook claims that the vaccine contains microchips. "
                "This is false. The maker publishes the list of what is in it, and no chip is on the list. "
                "The agency read the list in March and found nothing else. Our verdict: False."
            ),
        )
    )

    assert answer.document.genre == "fact_check"
    assert "headline.overstates" not in {item.signal for item in answer.evidence}
