"""From candidates to observations: one list without doubles, in reading order, each item with its reason."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.heads import HeadFinding
from models.ledger import Ledger
from models.rules import Hit
from models.signals.by_heads import head_observations
from models.signals.headline import HeadlineReader
from models.signals.observation import Observation
from models.signals.quotes import altered_quotes
from models.signals.single import single_source
from models.signals.sourcing import SECONDHAND, Find, SourcingReader
from models.signals.taxonomy import SINGLE, Signal
from models.text import Document

# A cue that was never seen on the readings counts as it would on a coin toss.
UNMEASURED = 0.5
# Shorter sentences ("He denied it.") may well be said twice.
SHORTEST_REPEAT = 40
DENIAL = "denial.explicit"
DOUBTS = frozenset({"claim.unverified", "denial.third_party_doubt"})


@dataclass(frozen=True, slots=True)
class Judge:
    """Weighs candidates by the measured precision of their cues; below `floor` a candidate is dropped."""

    taxonomy: Mapping[str, Signal]
    precision: Mapping[str, float]
    floor: float
    headline: HeadlineReader
    sourcing: SourcingReader

    def observe(
        self,
        document: Document,
        hits: Sequence[Hit],
        ledger: Ledger,
        findings: Sequence[HeadFinding] = (),
    ) -> tuple[Observation, ...]:
        """All observations of one article, ordered by place and signal."""
        found = [self._from_hit(hit) for hit in hits]
        found += [self._from_find(find) for find in self.sourcing.read(document, ledger)]
        found = [o for o in found if o.confidence >= self.floor]
        found += self.headline.read(document, hits, ledger)
        found += altered_quotes(document, ledger)
        found += single_source(document, ledger, self.precision.get(SINGLE, UNMEASURED))
        found += head_observations(document, findings, found, self.taxonomy)
        outlets = self.sourcing.outlets(document, ledger)
        found = [o for o in found if o.signal != SECONDHAND or not outlets.is_own(o.start, o.end)]
        repeated = _repeated_sentences(document)
        kept = _without_doubles([o for o in found if o.sentence not in repeated])
        return tuple(sorted(_without_doubt(kept), key=lambda o: (o.start, o.end, o.signal)))

    def _from_find(self, find: Find) -> Observation:
        return Observation(
            signal=find.signal,
            start=find.start,
            end=find.end,
            sentence=find.sentence,
            voice="outlet",
            confidence=self.precision.get(find.rule, UNMEASURED),
            why=self.taxonomy[find.signal].why,
            by=find.rule,
            focus=(find.start, find.end),
        )

    def _from_hit(self, hit: Hit) -> Observation:
        return Observation(
            signal=hit.cue.signal,
            start=hit.start,
            end=hit.end,
            sentence=hit.sentence,
            voice=hit.voice,
            confidence=self.precision.get(hit.cue.id, UNMEASURED),
            why=self.taxonomy[hit.cue.signal].why,
            by=f"rule:{hit.cue.id}",
            attributes=hit.attributes,
            focus=(hit.match_start, hit.match_end),
        )


def _repeated_sentences(document: Document) -> frozenset[int]:
    """Sentences that the page gives twice in full; the guideline reads the first copy."""
    seen: set[str] = set()
    repeated = []
    for sentence in document.sentences:
        words = document.normal[sentence.start : sentence.end]
        if sentence.end - sentence.start >= SHORTEST_REPEAT and words in seen:
            repeated.append(sentence.index)
        seen.add(words)
    return frozenset(repeated)


def _without_doubt(found: list[Observation]) -> list[Observation]:
    """A denial in somebody's own words is a denial alone: nobody outside the dispute doubts anything there."""
    denied = sorted((o.start, o.end) for o in found if o.signal == DENIAL)
    return [
        o for o in found if o.signal not in DOUBTS or o.voice == "outlet" or not _meets(denied, o)
    ]


def _meets(spans: list[tuple[int, int]], observation: Observation) -> bool:
    """Whether an observation shares a character with one of these spans, which are in order and disjoint."""
    before = bisect_left(spans, (observation.end, 0)) - 1
    return before >= 0 and spans[before][1] > observation.start


def _without_doubles(found: list[Observation]) -> list[Observation]:
    """Of overlapping observations of one signal the surest stays; of equally sure ones the longest."""
    kept: list[Observation] = []
    reached: dict[str, int] = {}
    order = sorted(found, key=lambda o: (o.signal, o.start))
    for observation in order:
        if observation.start >= reached.get(observation.signal, 0):
            kept.append(observation)
        else:
            kept[-1] = max(kept[-1], observation, key=lambda o: (o.confidence, o.end - o.start))
        reached[observation.signal] = max(reached.get(observation.signal, 0), kept[-1].end)
    return kept
