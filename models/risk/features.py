"""What the risk model sees of a reading: a few dozen features, each traceable to its evidence.

Signals are counted per voice, weighted per item and damped: the fifth loaded word adds less than
the first, and long articles are not riskier for being long. Laws that are kept here, whatever the weights:

- disclosed footage counts at most half of undisclosed footage;
- in a sentence that corroborates a claim, nothing that would raise the risk counts;
- sentences that were set aside change no manner and no word feature.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from models.contract import Effect
from models.reading import Reading
from models.signals.observation import Observation
from models.signals.taxonomy import Signal

DISCLOSED_WEIGHT = 0.5
LANGUAGE = "part:language"


@dataclass(frozen=True, slots=True)
class Feature:
    """One term; `shares` splits `value` over observations, by their index in the reading."""

    name: str
    value: float
    shares: tuple[tuple[int, float], ...] = ()


def read_features(reading: Reading, taxonomy: Mapping[str, Signal]) -> list[Feature]:
    """All features of a reading that are not zero, in a fixed order."""
    features = _signal_features(reading, taxonomy)
    features += _document_features(reading)
    if reading.language is not None:
        # Without the word model's own intercept: what stands in no sentence belongs to the base.
        features.append(Feature(LANGUAGE, math.fsum(v for _, v in reading.language.by_sentence)))
    return features


def _signal_features(reading: Reading, taxonomy: Mapping[str, Signal]) -> list[Feature]:
    corroborated = {o.sentence for o in reading.observations if o.signal == "claim.corroborated"}
    weights: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for index, observation in enumerate(reading.observations):
        weight = _item_weight(observation, taxonomy[observation.signal].effect, corroborated)
        weights[f"signal:{observation.signal}/{observation.voice}"].append((index, weight))
    # Counts are taken per short news story (400 words); shorter texts are not scaled up.
    units = math.sqrt(max(1.0, math.expm1(reading.manner["length"])))
    return [_damped(name, items, units) for name, items in sorted(weights.items())]


def _item_weight(observation: Observation, effect: Effect, corroborated: set[int]) -> float:
    if effect == "raises" and observation.sentence in corroborated:
        return 0.0
    if observation.attributes.get("disclosed") is True:
        return DISCLOSED_WEIGHT
    return 1.0


def _damped(name: str, items: list[tuple[int, float]], units: float) -> Feature:
    total = sum(weight for _, weight in items)
    value = math.log1p(total / units)
    shares = tuple((index, value * weight / total if total else 0.0) for index, weight in items)
    return Feature(name, value, shares)


def _document_features(reading: Reading) -> list[Feature]:
    named = sum(source.named for source in reading.ledger.sources)
    features = [
        Feature("document:opinion", reading.genre.opinion),
        Feature("document:satire", reading.genre.satire),
        Feature("document:no_named_source", float(named == 0)),
        Feature("document:named_sources", math.log1p(named)),
    ]
    features += [Feature(f"document:{name}", value) for name, value in reading.manner.items()]
    return [feature for feature in features if feature.value]
