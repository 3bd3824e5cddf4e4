"""From the form of a decision to the request that the workflow takes, or to what is wrong, beside the field."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final, cast, get_args

from pydantic import ValidationError

from models.contract import Evidence, Field
from service.pages.review.reading_forms import Typed, TypedAddition, TypedDecision
from service.reading.finding import Findable, look_alike
from service.reviews.schemas import (
    MOST_NOTE_CHARACTERS,
    EvidenceDecision,
    Place,
    VerdictRequest,
)
from service.reviews.workflow.queue import ReviewDetail

_PLACE: Final = re.compile(r"(title|text):(\d{1,8}):(\d{1,8})")
_FIELDS: Final[tuple[Field, ...]] = get_args(Field)
_NOT_FOUND: Final = (
    "These words do not stand in the article. "
    "Quote them exactly as they stand there, or select them in the text."
)
_CHOOSE_SIGNAL: Final = "Choose the signal that was missed here."

Faults = dict[str, str]


class FormFaults(Exception):  # noqa: N818 - a list of faults, each of them told beside its field
    """The form cannot be understood yet; `faults` has the message for each field."""

    def __init__(self, faults: Faults) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults


def verdict_request(typed: Typed, detail: ReviewDetail, signals: Collection[str]) -> VerdictRequest:
    """What the form asks for.

    Raises:
        FormFaults: something is missing or cannot be understood; every fault is found at once.
    """
    reader = _Reader(detail, signals)
    faults = dict(_plain_faults(typed))
    evidence = list(reader.decisions(typed, faults))
    added = list(reader.additions(typed, faults))
    if faults:
        raise FormFaults(faults)
    try:
        return VerdictRequest(
            review=detail.review.id,
            version=int(typed.version),
            lease=typed.lease,
            rating=int(typed.rating),
            reasons=list(dict.fromkeys(typed.reasons)),
            note=typed.note or None,
            evidence=evidence,
            added=added,
            covers=list(dict.fromkeys(typed.covers)),
        )
    except ValidationError as error:
        raise FormFaults(
            {"form": "The form holds more than one decision can. Nothing was cut."}
        ) from error


def _plain_faults(typed: Typed) -> Iterator[tuple[str, str]]:
    if typed.rating not in {"1", "2", "3", "4", "5"}:
        yield "rating", "Choose one of the five answers."
    if len(typed.note) > MOST_NOTE_CHARACTERS:
        sizes = f"{len(typed.note):,} characters; at most {MOST_NOTE_CHARACTERS:,} are kept"
        yield "note", f"The note has {sizes}. Nothing was cut: shorten it."
    if "\x00" in typed.note:
        yield "note", "The note contains a NUL character (U+0000), which is no text. Remove it."
    if not typed.version.isdecimal() or len(typed.version) > len("999999999"):
        yield "form", "The form was not complete. Look at it and save again."


class _Reader:
    """Finds the places that a form names; one pass over the article serves all of them."""

    def __init__(self, detail: ReviewDetail, signals: Collection[str]) -> None:
        self._signals = signals
        self._texts: dict[Field, str] = {"title": detail.title or "", "text": detail.text}
        self._findable: dict[Field, Findable] = {}
        evidence = detail.answer.evidence if detail.answer else []
        self._evidence = {item.id: item for item in evidence}

    def decisions(self, typed: Typed, faults: Faults) -> Iterator[EvidenceDecision]:
        """What is said of the evidence; one that a changed score no longer has is a fault."""
        for number, decision in typed.decisions.items():
            item = self._evidence.get(number)
            if item is None:
                faults["form"] = "The form decides on evidence that this score does not have."
            elif decision.action == "corrected":
                place = self._corrected(item, decision, faults)
                if place is not None:
                    yield EvidenceDecision(evidence=number, action="corrected", place=place)
            elif decision.action == "accepted":
                yield EvidenceDecision(evidence=number, action="accepted")
            else:
                yield EvidenceDecision(evidence=number, action="rejected")

    def additions(self, typed: Typed, faults: Faults) -> Iterator[Place]:
        """What was missed; the fault of a row is told beside the row."""
        for index, row in enumerate(typed.additions):
            name = f"add-{index}"
            if row.signal not in self._signals:
                faults[name] = _CHOOSE_SIGNAL
                continue
            place = self._added(row, name, faults)
            if place is not None:
                yield place

    def _corrected(self, item: Evidence, decision: TypedDecision, faults: Faults) -> Place | None:
        name = f"evidence-{item.id}"
        signal = decision.signal or item.signal
        span = (item.start, item.end)
        if decision.words and not look_alike(decision.words, item.exact):
            found = self._find(item.field).places_of(decision.words)
            # Words that stand more than once mean the place that is corrected, if it is one of them.
            near = [one for one in found if one[0] < item.end and item.start < one[1]]
            chosen = near if len(near) == 1 else found
            if len(chosen) != 1:
                faults[name] = _miscounted(len(chosen))
                return None
            span = chosen[0]
        if signal not in self._signals:
            faults[name] = "Choose the signal that is right here."
        elif (signal, span) == (item.signal, (item.start, item.end)):
            faults[name] = "Change the signal or the words, or accept the item as it is."
        else:
            return Place(signal=signal, field=item.field, start=span[0], end=span[1])
        return None

    def _added(self, row: TypedAddition, name: str, faults: Faults) -> Place | None:
        selected = self._selected(row)
        if selected is not None:
            return selected
        if not row.words.strip():
            faults[name] = "Quote the words that show it, or select them in the text."
            return None
        found = [(one, *place) for one in _FIELDS for place in self._find(one).places_of(row.words)]
        if len(found) != 1:
            faults[name] = _miscounted(len(found))
            return None
        where, start, end = found[0]
        return Place(signal=row.signal, field=where, start=start, end=end)

    def _selected(self, row: TypedAddition) -> Place | None:
        """The selected place, unless the words were changed afterwards: then what is read counts."""
        found = _PLACE.fullmatch(row.place)
        if found is None:
            return None
        where, start, end = cast("Field", found[1]), int(found[2]), int(found[3])
        is_inside = start < end <= len(self._texts[where])
        exact = self._texts[where][start:end]
        if not is_inside or (row.words.strip() and not look_alike(row.words, exact)):
            return None
        return Place(signal=row.signal, field=where, start=start, end=end)

    def _find(self, where: Field) -> Findable:
        if where not in self._findable:
            self._findable[where] = Findable(self._texts[where])
        return self._findable[where]


def _miscounted(number: int) -> str:
    if number == 0:
        return _NOT_FOUND
    return f"These words stand {number} times in the article. Quote more of it, so that one place is meant."
