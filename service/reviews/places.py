"""What a decision says of places in an article, checked against the article and cut from it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from models.contract import WORDING, Evidence
from models.contract import Field as TextField
from service.errors import FieldFault
from service.reviews.schemas import EvidenceDecision, Place, VerdictItem, VerdictRequest

_NO_SUCH_EVIDENCE: Final = (
    "is no evidence that can be judged",
    "Use an id from the evidence of the answer, other than of `language.wording`.",
)
_TWICE: Final = ("is decided more than once", "Decide each item of evidence at most once.")
_UNKNOWN_SIGNAL: Final = ("names an unknown signal", "Use an id that GET /v1/signals lists.")
_OUTSIDE: Final = (
    "is not inside the text",
    "Send code points with `start` before `end` and `end` at most the length of the field.",
)
_EMPTY: Final = ("holds no words", "Select at least one visible character.")
_BLIND: Final = (
    "cannot be decided before it was shown",
    "Decide without `evidence` first; then see the score and revise.",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a decision is about: the fields of the article, the evidence that was found, the signals there are."""

    texts: Mapping[TextField, str]
    evidence: Mapping[int, Evidence]
    signals: Collection[str]

    def cut(self, place: Place) -> str:
        """The words at a place."""
        return self.texts[place.field][place.start : place.end]


def faults_of(request: VerdictRequest, judged: Judged, *, is_blind: bool) -> list[FieldFault]:
    """Everything that is wrong with the signals and places of a decision."""
    faults = [FieldFault("reasons", *_UNKNOWN_SIGNAL)]
    if all(signal in judged.signals for signal in request.reasons):
        faults = []
    if is_blind and request.evidence:
        return [*faults, FieldFault("evidence", *_BLIND)]
    return [*faults, *_evidence_faults(request.evidence, judged), *_added_faults(request, judged)]


def items_of(request: VerdictRequest, judged: Judged) -> list[VerdictItem]:
    """The places as they are kept, with the words cut from the article; the decision has no faults."""
    decided = [_decided(decision, judged) for decision in request.evidence]
    # The same place sent twice is one statement.
    return [*decided, *(_added(place, judged) for place in dict.fromkeys(request.added))]


def _evidence_faults(decisions: list[EvidenceDecision], judged: Judged) -> Iterator[FieldFault]:
    times = Counter(decision.evidence for decision in decisions)
    for number, decision in enumerate(decisions):
        field = f"evidence[{number}]"
        found = judged.evidence.get(decision.evidence)
        if found is None or found.signal == WORDING:
            yield FieldFault(field, *_NO_SUCH_EVIDENCE)
        elif times[decision.evidence] > 1:
            yield FieldFault(field, *_TWICE)
        if decision.place is not None:
            yield from _place_faults(f"{field}.place", decision.place, judged)


def _added_faults(request: VerdictRequest, judged: Judged) -> Iterator[FieldFault]:
    for number, place in enumerate(request.added):
        yield from _place_faults(f"added[{number}]", place, judged)


def _place_faults(field: str, place: Place, judged: Judged) -> Iterator[FieldFault]:
    if place.signal not in judged.signals:
        yield FieldFault(field, *_UNKNOWN_SIGNAL)
    if not place.start < place.end <= len(judged.texts[place.field]):
        yield FieldFault(field, *_OUTSIDE)
    elif not judged.cut(place).strip():
        yield FieldFault(field, *_EMPTY)


def _decided(decision: EvidenceDecision, judged: Judged) -> VerdictItem:
    found = judged.evidence[decision.evidence]
    right = decision.place or Place(
        signal=found.signal, field=found.field, start=found.start, end=found.end
    )
    return VerdictItem(
        action=decision.action,
        evidence=found.id,
        found_signal=found.signal,
        signal=right.signal,
        field=right.field,
        start=right.start,
        end=right.end,
        exact=judged.cut(right),
    )


def _added(place: Place, judged: Judged) -> VerdictItem:
    return VerdictItem(
        action="added",
        evidence=None,
        found_signal=None,
        signal=place.signal,
        field=place.field,
        start=place.start,
        end=place.end,
        exact=judged.cut(place),
    )
