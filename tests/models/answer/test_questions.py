"""Tests of `models.answer.questions`: what is asked, and that the score if settled is that of the settled text."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from models import Article, BundleScorer, load_scorer
from models.answer.settled import settle
from models.contract import Answer
from models.reading import Reading
from models.text import read_document
from tests.contracts.articles import NAMES, sample

SCORER: BundleScorer = load_scorer()
RULES: BundleScorer = load_scorer(mode="rules")
NOBODY_NAMED = Article(
    title="Bridge to close",
    text=(
        "A senior official said on Monday that the bridge over the river would be closed for a year. "
        "Experts say the old wall may have been weak for decades and could fall at any time. "
        "An unverified clip circulating on Telegram appears to show stones in the water below the bridge. "
        "The town has two other bridges, and both of them are open to cars and lorries all day."
    ),
)
ARTICLES = [*(sample(name) for name in NAMES), NOBODY_NAMED]


def weighed(scorer: BundleScorer, reading: Reading) -> float:
    """The score of a reading, summed here by hand from the features that the risk sees and the fitted weights."""
    from models.risk import read_features  # noqa: PLC0415 - only what is summed here

    target = scorer.composer.weights.mislead
    logit = target.base
    for feature in read_features(reading, scorer.taxonomy):
        logit += target.weights.get(feature.name, 0.0) * feature.value
    return 1 / (1 + math.exp(-logit))


def readings(scorer: BundleScorer, article: Article) -> tuple[Reading, ...]:
    """Both readings that an answer weighs."""
    return scorer._ways_to_count(scorer.read(read_document(article)))  # noqa: SLF001 - the pair is not public


@pytest.mark.parametrize("scorer", [SCORER, RULES], ids=["linear", "rules"])
@pytest.mark.parametrize("article", ARTICLES, ids=[*NAMES, "nobody named"])
def test_the_score_if_settled_is_the_score_of_the_settled_reading(
    scorer: BundleScorer, article: Article
) -> None:
    answer = scorer.score(article)
    assert answer.risk.score is not None

    for question in answer.questions:
        signal = scorer.taxonomy[question.signal]
        settled = min(weighed(scorer, settle(r, signal)) for r in readings(scorer, article))
        assert question.score_if_settled is not None
        lower = min(settled, answer.risk.score)
        assert question.score_if_settled == pytest.approx(lower, abs=1e-12)
        assert question.score_if_settled <= answer.risk.score


@pytest.mark.parametrize("signal", ["footage.unverified", "claim.speculation", "language.loaded"])
def test_a_settled_signal_leaves_no_observation_and_nothing_else_changes(signal: str) -> None:
    (reading, *_) = readings(SCORER, sample("reckless"))

    settled = settle(reading, SCORER.taxonomy[signal])

    assert settled.observations == tuple(o for o in reading.observations if o.signal != signal)
    assert replace(settled, observations=reading.observations) == reading


def test_a_name_that_is_found_ends_the_absence_of_named_sources_too() -> None:
    (reading, *_) = readings(SCORER, NOBODY_NAMED)
    assert not any(source.named for source in reading.ledger.sources)

    settled = settle(reading, SCORER.taxonomy["source.anonymous"])

    assert any(source.named for source in settled.ledger.sources)
    assert len(settled.ledger.sources) >= len(reading.ledger.sources)


def test_a_second_side_is_what_settles_a_single_one() -> None:
    (reading, *_) = readings(SCORER, sample("disputed"))

    settled = settle(reading, SCORER.taxonomy["source.single"])
    claim = settled.ledger.main_claim()

    assert claim is not None
    assert claim.sides >= 2
    assert claim.status == "corroborated"
    assert not settled.ledger.single_source
    assert not [o for o in settled.observations if o.signal == "source.single"]


def test_what_is_confirmed_stands_as_confirmed_at_the_same_place() -> None:
    (reading, *_) = readings(SCORER, sample("disputed"))
    places = {(o.start, o.end) for o in reading.observations if o.signal == "claim.unverified"}
    assert places

    settled = settle(reading, SCORER.taxonomy["claim.unverified"])

    assert places <= {
        (o.start, o.end) for o in settled.observations if o.signal == "claim.corroborated"
    }


def asked(answer: Answer) -> list[str]:
    """The signals in the order in which they are asked about."""
    return [question.signal for question in answer.questions]


@pytest.mark.parametrize("article", ARTICLES, ids=[*NAMES, "nobody named"])
def test_every_raising_signal_is_asked_about_once_and_the_most_telling_first(
    article: Article,
) -> None:
    answer = SCORER.score(article)
    raising = {e.signal for e in answer.evidence if e.effect == "raises"} - {"language.wording"}

    assert len(set(asked(answer))) == len(asked(answer))
    assert raising <= set(asked(answer))
    scores = [2.0 if q.score_if_settled is None else q.score_if_settled for q in answer.questions]
    assert scores == sorted(scores)


def test_a_question_names_the_clip_that_it_is_about() -> None:
    questions = {q.signal: q.ask for q in SCORER.score(NOBODY_NAMED).questions}

    assert questions["footage.unverified"] == (
        "Who recorded this clip from Telegram, where and when, and who checked it?"
    )


def test_an_abstention_asks_without_a_score() -> None:
    answer = SCORER.score(Article(text="A senior official said the talks had failed."))

    assert answer.questions
    assert {q.score_if_settled for q in answer.questions} == {None}
