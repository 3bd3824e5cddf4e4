"""How much of the outlet is left in the words: a probe that guesses the outlet of an article.

The lower the probe scores on masked words against plain ones, the less a word model can learn whose
copy it reads.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.naive_bayes import ComplementNB

from models.linear.tokens import terms
from training.corpora import Example
from training.evaluate import Figure, with_interval
from training.folds import fold_of
from training.prepare import Prepared
from training.vocabulary import Vocabulary

_FEWEST_ARTICLES = 40
_FOLDS = 5


def probe_plain(examples: Sequence[Example], seed: int) -> Figure:
    """Share of articles whose outlet is guessed from every word and pair as printed."""
    printed = ((example.source, f"{example.title} {example.text}") for example in examples)
    return _probe([(outlet, _as_printed(text)) for outlet, text in printed if outlet], seed)


def probe_masked(rows: Sequence[Prepared], vocabulary: Vocabulary, seed: int) -> Figure:
    """The same guess from what the language model sees."""
    known, features = frozenset(vocabulary.words), frozenset(vocabulary.names())
    seen = ([term for term in terms(row.runs, known) if term in features] for row in rows)
    return _probe([(row.group, words) for row, words in zip(rows, seen, strict=True)], seed)


def _probe(articles: Sequence[tuple[str, list[str]]], seed: int) -> Figure:
    """Cross-validated share of right guesses over the outlets with enough articles."""
    counts = Counter(outlet for outlet, _ in articles)
    kept = [article for article in articles if counts[article[0]] >= _FEWEST_ARTICLES]
    outlets = np.array([outlet for outlet, _ in kept])
    matrix = TfidfVectorizer(
        analyzer=_as_given, lowercase=False, min_df=10, max_features=60_000, sublinear_tf=True
    ).fit_transform([words for _, words in kept])
    folds = np.array([fold_of(f"{position}", _FOLDS) for position in range(len(kept))])
    right = np.zeros(len(kept))
    for fold in range(_FOLDS):
        seen, new = folds != fold, folds == fold
        guess = ComplementNB().fit(matrix[seen], outlets[seen]).predict(matrix[new])
        right[new] = guess == outlets[new]
    return with_interval(lambda values, _: float(values.mean()), right, right, seed)


def _as_printed(text: str) -> list[str]:
    """Words and pairs with nothing masked."""
    words = re.findall(r"\w+", text.lower())
    return [*words, *(f"{first} {second}" for first, second in pairwise(words))]


def _as_given(words: list[str]) -> list[str]:
    return words
