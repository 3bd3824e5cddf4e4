"""Scores the wording of one article: sparse, additive over sentences, equal to scikit-learn.

A word or pair weighs `(1 + log tf) * idf / norm`, as in sublinear TF-IDF with an L2 norm; three
classes (reliable, unreliable, satire) share one logistic regression. `log_odds` is unreliable
against reliable: a difference of two linear scores, so it is linear itself and every sentence has
its exact share. Satire takes part in the fit, where it keeps jokes out of `unreliable`, and is
reported apart.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from models.linear.masking import HouseStyle, Range
from models.linear.parameters import CLASSES, LinearParameters, read_parameters
from models.linear.tokens import NUMBER, WordRun, read_words
from models.text.document import Document

_RELIABLE, _UNRELIABLE, _SATIRE = (CLASSES.index(name) for name in CLASSES)

# A known word: its feature, and the features of the pairs that it opens by their second word.
_Entry = tuple[int, dict[str, int]]
_NO_PAIRS: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class LanguageReading:
    """How an article is worded; never whether it is true.

    `log_odds` (unreliable against reliable copy) is `intercept` plus the log-odds of the sentences;
    `probability` is the same on the scale 0 to 1, high is bad. `satire` is the chance of satire
    among the three classes. `known_share` is the share of the `words` that the vocabulary knows,
    names left out: low means out of distribution.
    """

    probability: float
    log_odds: float
    intercept: float
    by_sentence: tuple[tuple[int, float], ...]
    satire: float
    words: int
    known_share: float


class LanguageModel:
    """The fitted parameters, laid out for one text at a time; threads may share it."""

    def __init__(self, parameters: LinearParameters) -> None:
        weights = parameters.weights.astype(np.float64)
        self._idf = parameters.idf.astype(np.float64)
        self._slope = weights[_UNRELIABLE] - weights[_RELIABLE]
        self._weights = np.ascontiguousarray(weights.T)
        self._intercepts = parameters.intercepts.astype(np.float64)
        self._entries = _entries(parameters)
        self._house_style = HouseStyle()

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Load the model of a bundle folder; raises BundleError."""
        return cls(read_parameters(folder))

    def read(self, document: Document, set_aside: Sequence[Range] = ()) -> LanguageReading:
        """Read the outlet's own wording outside the given ranges (caveats, for one)."""
        return self.read_runs(read_words(document, self._house_style, set_aside))

    def read_runs(self, runs: Iterable[WordRun]) -> LanguageReading:
        """Read prepared runs of words."""
        found = self._find(runs)
        intercept = float(self._intercepts[_UNRELIABLE] - self._intercepts[_RELIABLE])
        if not found.features:
            return _nothing_known(intercept, self._intercepts, found.unknown)
        features = np.array(found.features, dtype=np.intp)
        counts = np.bincount(features)[features]
        values = (1.0 + np.log(counts)) * self._idf[features]
        # A word that occurs twice gives each occurrence half of its value: sentences then add up.
        shares = values / counts
        shares /= math.sqrt(shares @ values)
        by_sentence = _by_sentence(
            found, np.add.reduceat(shares * self._slope[features], found.starts).tolist()
        )
        log_odds = intercept + math.fsum(share for _, share in by_sentence)
        return LanguageReading(
            probability=_logistic(log_odds),
            log_odds=log_odds,
            intercept=intercept,
            by_sentence=by_sentence,
            satire=_satire(self._intercepts + shares @ self._weights[features]),
            words=found.known + found.unknown,
            known_share=found.known / (found.known + found.unknown),
        )

    def _find(self, runs: Iterable[WordRun]) -> _Found:
        """Look every word and pair up: the one loop over words, which calls nothing of ours."""
        entry_of = self._entries.get
        number = self._entries.get(NUMBER)
        found = _Found()
        features = found.features
        for sentence, words in runs:
            start = len(features)
            followers = _NO_PAIRS
            for word in words:
                entry = entry_of(word)
                if entry is None:
                    if word[0].isdigit() and number is not None:
                        word, entry = NUMBER, number  # noqa: PLW2901 - a number goes on as its placeholder
                    else:
                        found.unknown += word[0].islower()
                        followers = _NO_PAIRS
                        continue
                pair = followers.get(word)
                if pair is not None:
                    features.append(pair)
                    found.pairs += 1
                features.append(entry[0])
                followers = entry[1]
            if len(features) > start:
                found.starts.append(start)
                found.sentences.append(sentence)
        return found


@dataclass(slots=True)
class _Found:
    """Features of an article in reading order; `starts` says where each run with any begins."""

    features: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    pairs: int = 0
    unknown: int = 0

    @property
    def known(self) -> int:
        """Running words that the vocabulary knows."""
        return len(self.features) - self.pairs


def _entries(parameters: LinearParameters) -> dict[str, _Entry]:
    """Lay the vocabulary out as nested dictionaries: a pair costs one look-up and no joined string."""
    words = parameters.words
    followers: list[dict[str, int]] = [_NO_PAIRS] * len(words)
    for feature, (first, second) in enumerate(parameters.pairs.tolist(), start=len(words)):
        if followers[first] is _NO_PAIRS:
            followers[first] = {}
        followers[first][words[second]] = feature
    return {word: (feature, followers[feature]) for feature, word in enumerate(words)}


def _by_sentence(found: _Found, shares: Sequence[float]) -> tuple[tuple[int, float], ...]:
    """Join the runs of one sentence."""
    joined: dict[int, float] = {}
    for sentence, share in zip(found.sentences, shares, strict=True):
        joined[sentence] = joined.get(sentence, 0.0) + share
    return tuple(joined.items())


def _satire(logits: NDArray[np.float64]) -> float:
    """Take the softmax of the three classes at satire."""
    powers = np.exp(logits - logits.max())
    return float(powers[_SATIRE] / powers.sum())


def _logistic(log_odds: float) -> float:
    """Log-odds as a probability, without overflow."""
    if log_odds >= 0:
        return 1.0 / (1.0 + math.exp(-log_odds))
    return 1.0 - 1.0 / (1.0 + math.exp(log_odds))


def _nothing_known(
    intercept: float, intercepts: NDArray[np.float64], unknown: int
) -> LanguageReading:
    """Give the prior, with a known share of zero: the text has no known word."""
    return LanguageReading(
        _logistic(intercept), intercept, intercept, (), _satire(intercepts), unknown, 0.0
    )
