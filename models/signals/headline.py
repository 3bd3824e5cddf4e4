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
from models.ledger import Ledger
from models.rules import Hit
from models.signals.headline_features import (
    TitleWords,
    compare,
    has_caveats,
    load_title_words,
)
from models.signals.observation import Observation
from models.signals.structure import Structure, load_structure
from models.text import Document

SIGNAL = "headline.overstates"
# Its title gives the answer; the body also holds the claim that the answer is about.
_ANSWERS = "fact_check"
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
    structure: Structure | None = None

    def read(self, document: Document, hits: Sequence[Hit], ledger: Ledger) -> list[Observation]:
        """The title as one observation when it probably says more than the body, else nothing."""
        if not document.normal[: document.body_start].strip() or document.words == 0:
            return []
        if not self._says_too_much(document, hits, ledger, whole_sentences=True):
            return []
        # A caveat may be a sentence or a clause. Held against the text without either, the title must say too much both
        # times, so that no caveat makes it say more.
        if has_caveats(hits) and not self._says_too_much(
            document, hits, ledger, whole_sentences=False
        ):
            return []
        if self.structure and self.structure.announced(document, frozenset(), "news") == _ANSWERS:
            return []
        return [_observe(document, self.weights.precision)]

    def _says_too_much(
        self, document: Document, hits: Sequence[Hit], ledger: Ledger, *, whole_sentences: bool
    ) -> bool:
        features = compare(
            document, hits, self.words, ledger.headline, whole_sentences=whole_sentences
        )
        return self.weights.chance(features) >= self.weights.threshold


def load_headline_reader(folder: Path) -> HeadlineReader:
    """The reader of a bundle folder; raises BundleError."""
    weights = load_weights(folder / "headline.json")
    structure = load_structure(folder / "genre.toml")
    return HeadlineReader(weights, load_title_words(folder / "headline.toml"), structure)


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
