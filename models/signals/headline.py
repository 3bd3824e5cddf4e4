"""Whether a title says more than its body supports: attribution or hedge dropped, content that the body lacks.

A title is compared with its body (`headline_features`); a small additive score, fitted by `training.fit_headline`,
turns the comparison into a chance. The weights stand in the bundle's `headline.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.errors import BundleError
from models.rules import Hit
from models.signals.headline_features import TitleWords, compare, load_title_words
from models.signals.observation import Observation
from models.text import Document

SIGNAL = "headline.overstates"
WHY = "The title claims more than the text below it supports."


@dataclass(frozen=True, slots=True)
class HeadlineWeights:
    """The fitted score: a weight a feature, the chance from which a title is marked, and how often that was right."""

    intercept: float
    weights: Mapping[str, float]
    threshold: float
    precision: float

    def chance(self, features: Mapping[str, float]) -> float:
        """The chance that a reader marks the title."""
        logit = self.intercept + sum(
            self.weights.get(name, 0.0) * value for name, value in features.items()
        )
        return 1 / (1 + math.exp(-logit))


@dataclass(frozen=True, slots=True)
class HeadlineReader:
    """Reads titles with the weights and words of one bundle."""

    weights: HeadlineWeights
    words: TitleWords

    def read(self, document: Document, hits: Sequence[Hit]) -> list[Observation]:
        """The title as one observation when it probably says more than the body, else nothing."""
        if not document.normal[: document.body_start].strip() or document.words == 0:
            return []
        if self.weights.chance(compare(document, hits, self.words)) < self.weights.threshold:
            return []
        return [_observe(document, self.weights.precision)]


def load_headline_reader(folder: Path) -> HeadlineReader:
    """The reader of a bundle folder; raises BundleError."""
    weights = load_weights(folder / "headline.json")
    return HeadlineReader(weights, load_title_words(folder / "headline.toml"))


def _observe(document: Document, precision: float) -> Observation:
    return Observation(
        signal=SIGNAL,
        start=0,
        end=len(document.normal[: document.body_start].rstrip()),
        sentence=0,
        voice="outlet",
        confidence=precision,
        why=WHY,
        by="headline:comparison",
    )


def load_weights(path: Path) -> HeadlineWeights:
    """The fitted score, from the bundle.

    Raises:
        BundleError: the file is missing or not of this shape.
    """
    try:
        read = json.loads(path.read_bytes())
        return HeadlineWeights(
            intercept=float(read["intercept"]),
            weights={str(name): float(weight) for name, weight in read["weights"].items()},
            threshold=float(read["threshold"]),
            precision=float(read["precision"]),
        )
    except (OSError, KeyError, AttributeError, TypeError, ValueError) as error:
        raise BundleError(
            f"{path}: expected the weights of the headline score ({error})."
        ) from error
