"""The metamorphic laws on some hundred pairs of invented articles; `python -m training metamorphic` takes thousands."""

from __future__ import annotations

from functools import cache

import pytest

from models import Article, BundleScorer
from training.metamorphic import LAWS, Pair, all_pairs, examples, measure, own_articles

FEWEST = 300


@cache
def _pairs() -> list[Pair]:
    return all_pairs(own_articles())


def test_there_are_pairs_for_every_law() -> None:
    assert len(_pairs()) >= FEWEST
    assert {pair.law for pair in _pairs()} == set(LAWS)


@pytest.mark.parametrize("law", LAWS)
def test_the_law_is_kept(scorer: BundleScorer, law: str) -> None:
    """No pair may miss it, not even of the laws that allow one in a hundred: these articles are known."""

    def score(article: Article) -> float | None:
        return scorer.score(article).risk.score

    [outcome] = measure([pair for pair in _pairs() if pair.law == law], score)

    assert not outcome.broken, examples([outcome])
