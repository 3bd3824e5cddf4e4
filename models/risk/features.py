"""What the risk model sees of a reading: a few dozen features, each traceable to its evidence.

Signals are counted per voice, weighted per item and damped: the fifth loaded word adds less than
the first, and long articles are not riskier for being long. Laws that are kept here, whatever the weights:

- disclosed footage counts at most half of undisclosed footage;
- in a sentence that corroborates a claim, nothing that would raise the risk counts;
- the words of an honest caveat raise nothing: "unconfirmed reports" is no second fault beside the caveat that it is;
- what a fact-check quotes or sets out in order to examine it does not count as if the outlet had asserted it;
- sentences that were set aside change no manner and no word feature.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.contract import Effect
from models.reading import Reading
from models.signals.genre import FACT_CHECK
from models.signals.observation import Observation
from models.signals.taxonomy import SINGLE, Signal

DISCLOSED_WEIGHT = 0.5
# By these the outlet itself says that something is not confirmed or is doubted.
HONEST = frozenset({"claim.unverified", "denial.third_party_doubt"})
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
        features.append(Feature(LANGUAGE, math.fsum(value for _, value in wording_of(reading))))
    return features


def wording_of(reading: Reading) -> list[tuple[int, float]]:
    """What the word model counts of every sentence, by index; the claim that a fact-check examines raises nothing."""
    if reading.language is None:
        return []
    examined = reading.genre.examined
    return [(i, min(0.0, v) if i in examined else v) for i, v in reading.language.by_sentence]


def _signal_features(reading: Reading, taxonomy: Mapping[str, Signal]) -> list[Feature]:
    corroborated = {o.sentence for o in reading.observations if o.signal == "claim.corroborated"}
    caveats = [o for o in reading.observations if o.signal in HONEST and o.voice == "outlet"]
    honest = _joined(sorted((o.start, o.end) for o in caveats))
    examined = _examined(reading) if reading.genre.label == FACT_CHECK else None
    weights: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for index, observation in enumerate(reading.observations):
        effect = taxonomy[observation.signal].effect
        weight = _item_weight(observation, effect, corroborated)
        if effect == "raises" and (
            (examined and examined.holds(observation)) or _is_half_inside(observation, honest)
        ):
            weight = 0.0
        weights[f"signal:{observation.signal}/{observation.voice}"].append((index, weight))
    # Counts are taken per short news story (400 words); shorter texts are not scaled up.
    units = math.sqrt(max(1.0, math.expm1(reading.manner["length"])))
    return [_damped(name, items, units) for name, items in sorted(weights.items())]


@dataclass(frozen=True, slots=True)
class _Examined:
    """What a fact-check is about: sentences that state it, and every range that is quoted or said by somebody."""

    sentences: frozenset[int]
    ranges: tuple[tuple[int, int], ...]

    def holds(self, observation: Observation) -> bool:
        """Whether an observation is about the examined material and not about the fact-check's own words."""
        return (
            observation.voice == "quoted"
            or observation.signal == SINGLE
            or observation.sentence in self.sentences
            or self._lies_inside(observation)
        )

    def _lies_inside(self, observation: Observation) -> bool:
        before = bisect_right(self.ranges, (observation.start, math.inf)) - 1
        return before >= 0 and observation.end <= self.ranges[before][1]


def _examined(reading: Reading) -> _Examined:
    said = [part for entry in reading.ledger.attributions for part in entry.content]
    quoted = [(quote.start, quote.end) for quote in reading.document.quotes]
    return _Examined(reading.genre.examined, _joined(sorted(said + quoted)))


def _is_half_inside(observation: Observation, ranges: Sequence[tuple[int, int]]) -> bool:
    """Whether one of some disjoint ranges in order covers at least half of an observation."""
    start, end = observation.start, observation.end
    for left, right in ranges[max(0, bisect_right(ranges, (start, math.inf)) - 1) :]:
        if left >= end:
            return False
        if 2 * (min(end, right) - max(start, left)) >= end - start:
            return True
    return False


def _joined(ranges: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Overlapping ranges as one each, in order."""
    joined: list[tuple[int, int]] = []
    for start, end in ranges:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


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
