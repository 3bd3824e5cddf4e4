"""What a caveat's own words count."""

from __future__ import annotations

import pytest

from models import Article, BundleScorer, load_scorer

STORY = (
    "The harbour was closed on Monday after a crane had fallen on the northern pier. {} The port authority said that "
    "the repair would take a week, and ships were sent to the next town until Friday."
)


@pytest.fixture(scope="module")
def scorer() -> BundleScorer:
    """The shipped bundle without its word model."""
    return load_scorer(mode="rules")


def test_the_words_of_a_caveat_raise_nothing(scorer: BundleScorer) -> None:
    text = STORY.format("Unconfirmed reports say that two dockers were hurt.")
    items = scorer.score(Article(title="Harbour closed", text=text)).evidence

    caveats = [item for item in items if item.signal == "claim.unverified"]
    inside = [item for item in items if item.effect == "raises" and item.exact in caveats[0].exact]

    assert len(caveats) == 1
    assert [item.log_odds for item in inside] == [0.0] * len(inside)


def test_the_same_signal_counts_where_no_caveat_stands(scorer: BundleScorer) -> None:
    text = STORY.format("Reports say that two dockers were hurt.")
    items = scorer.score(Article(title="Harbour closed", text=text)).evidence

    assert [item.log_odds for item in items if item.signal == "source.vague"] > [0.0]
