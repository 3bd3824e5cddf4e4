"""Genre: what kind of text this is. A context for reading the score, never a verdict."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import re2

from models.errors import BundleError
from models.text import Document

CLASSES = ("news", "opinion", "satire")
# The word model's chance of satire enters as a logit; beyond this it says nothing more.
SATIRE_WORDS = "satire_words"
_MOST = 4.0
_PRESS_RELEASE = re2.compile(
    r"(?i)for immediate release|/?\b(?:prnewswire|business wire|globe newswire)\b|media contact:"
)
_FACT_CHECK = re2.compile(
    r"(?i)\b(?:fact[- ]check(?:ed|ers?|ing)?|our rating|we rate (?:this|it)|claim ?review|verdict:)"
)
_LIVE = re2.compile(r"(?i)\blive (?:updates?|blog)\b|\bas it happened\b|\bobituary\b")
# Announcements of the genre stand at the head of a text.
_HEAD = 400


@dataclass(frozen=True, slots=True)
class Genre:
    """`opinion` and `satire` are chances, 0 to 1; `label` is the guideline's word."""

    label: str
    opinion: float
    satire: float


@dataclass(frozen=True, slots=True)
class GenreModel:
    """Multinomial logistic regression over manner; per class an intercept and weights by name."""

    intercepts: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    def read(self, document: Document, manner: Mapping[str, float], satire: float | None) -> Genre:
        """The genre of a document; `satire` is the word model's chance, None in mode `rules`."""
        logits = [self._logit(name, manner, satire) for name in CLASSES]
        top = max(logits)
        odds = [math.exp(logit - top) for logit in logits]
        chances = [value / sum(odds) for value in odds]
        likeliest = CLASSES[chances.index(max(chances))]
        return Genre(_announced(document) or likeliest, chances[1], chances[2])

    def _logit(self, name: str, manner: Mapping[str, float], satire: float | None) -> float:
        weights = self.weights[name]
        logit = self.intercepts[name] + math.fsum(
            weights.get(rate, 0.0) * value for rate, value in manner.items()
        )
        if satire is not None:
            logit += weights.get(SATIRE_WORDS, 0.0) * satire_logit(satire)
        return logit


def satire_logit(chance: float) -> float:
    """The logit of the word model's chance of satire, bounded."""
    bounded = min(max(chance, 1e-6), 1 - 1e-6)
    return max(-_MOST, min(_MOST, math.log(bounded / (1 - bounded))))


def load_genre_model(path: Path, mode: str) -> GenreModel:
    """The fitted model of one mode.

    Raises:
        BundleError: the mode or a class is missing.
    """
    try:
        fitted = json.loads(path.read_bytes())[mode]
        return GenreModel(
            {name: float(fitted[name]["intercept"]) for name in CLASSES},
            {name: dict(fitted[name]["weights"]) for name in CLASSES},
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BundleError(f"{path}: no genre model for mode {mode!r} ({error}).") from error


def _announced(document: Document) -> str | None:
    """A genre that the text itself announces."""
    head = document.normal[:_HEAD]
    if _PRESS_RELEASE.search(head):
        return "press_release"
    if _FACT_CHECK.search(head):
        return "fact_check"
    return "other" if _LIVE.search(head[: document.body_start + 80]) else None
