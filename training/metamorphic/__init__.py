"""Metamorphic laws: pairs of articles that differ by one change, and what the change may do to the score."""

from training.metamorphic.articles import own_articles, shared_articles
from training.metamorphic.law import LAWS, Law, Pair, Sample
from training.metamorphic.pairs import all_pairs, make_pairs
from training.metamorphic.report import Finding, Outcome, examples, measure, table

__all__ = [
    "LAWS",
    "Finding",
    "Law",
    "Outcome",
    "Pair",
    "Sample",
    "all_pairs",
    "examples",
    "make_pairs",
    "measure",
    "own_articles",
    "shared_articles",
    "table",
]
