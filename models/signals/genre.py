"""Genre: what kind of text this is. A context for reading the score, never a verdict."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.errors import BundleError
from models.signals.structure import Structure, load_structure
from models.text import Document

CLASSES = ("news", "opinion", "satire")
FACT_CHECK = "fact_check"
# The word model's chance of satire enters as a logit; beyond this it says nothing more.
SATIRE_WORDS = "satire_words"
_MOST = 4.0


@dataclass(frozen=True, slots=True)
class Genre:
    """`opinion` and `satire` are chances, 0 to 1; `label` is the guideline's word, or what its `other` is.

    `examined` are the sentences in which a fact-check states what it examines; it does not assert that itself.
    """

    label: str
    opinion: float
    satire: float
    examined: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class GenreModel:
    """Multinomial logistic regression over manner; per class an intercept and weights by name.

    What a text shows by its build (`structure`) goes before what its manner suggests.
    """

    intercepts: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]
    structure: Structure

    def read(
        self,
        document: Document,
        manner: Mapping[str, float],
        satire: float | None,
        caveats: frozenset[int] = frozenset(),
    ) -> Genre:
        """The genre of a document.

        Args:
            document: what is read.
            manner: rates of the sentences that are counted.
            satire: the word model's chance, None in mode `rules`.
            caveats: sentences that show nothing of the build, so that no honest caveat decides the genre.
        """
        logits = [self._logit(name, manner, satire) for name in CLASSES]
        top = max(logits)
        odds = [math.exp(logit - top) for logit in logits]
        chances = [value / sum(odds) for value in odds]
        likeliest = CLASSES[chances.index(max(chances))]
        announced = self.structure.announced(document, caveats, likeliest)
        label = announced or likeliest
        examined = self.structure.examined(document, label)
        return Genre(label, chances[1], chances[2], examined)

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
    """The fitted model of one mode, with the marks of `genre.toml` beside it.

    Raises:
        BundleError: the mode or a class is missing, or the marks are wrong.
    """
    structure = load_structure(path.with_suffix(".toml"))
    try:
        fitted = json.loads(path.read_bytes())[mode]
        return GenreModel(
            {name: float(fitted[name]["intercept"]) for name in CLASSES},
            {name: dict(fitted[name]["weights"]) for name in CLASSES},
            structure,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BundleError(f"{path}: no genre model for mode {mode!r} ({error}).") from error
