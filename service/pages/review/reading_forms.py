"""The form of a decision: what was typed, kept as it was typed, and what it means once it can be understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Final, Self

from fastapi import Request
from starlette.datastructures import FormData

from service.reading.files import with_plain_newlines
from service.reviews.schemas import Verdict

# An article with hundreds of marks sends three fields for each of them.
MOST_FIELDS: Final = 4_000

_DECISION: Final = re.compile(r"evidence-(\d{1,6})")
_ACTIONS: Final = frozenset({"accepted", "rejected", "corrected"})


@dataclass(frozen=True, slots=True)
class TypedDecision:
    """What stands beside one item of evidence; signal and words only mean something for a correction."""

    action: str = ""
    signal: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class TypedAddition:
    """One thing that was missed: a signal, the words, and the place if the words were selected in the text."""

    signal: str = ""
    words: str = ""
    place: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether the row was left as it was offered."""
        return not (self.signal or self.words.strip() or self.place)


@dataclass(frozen=True, slots=True)
class Typed:
    """Everything in the form, as text; shown again beside whatever is wrong with it."""

    version: str = ""
    lease: str = ""
    rating: str = ""
    reasons: tuple[str, ...] = ()
    note: str = ""
    decisions: dict[int, TypedDecision] = field(default_factory=dict)
    additions: tuple[TypedAddition, ...] = ()
    covers: tuple[str, ...] = ()

    @classmethod
    def of_form(cls, form: FormData) -> Self:
        """What a browser sent."""
        return cls(
            version=text_of(form, "version"),
            lease=text_of(form, "lease"),
            rating=text_of(form, "rating"),
            reasons=tuple(_texts(form, "reasons")),
            note=text_of(form, "note"),
            decisions=dict(_decisions(form)),
            additions=tuple(row for row in _additions(form) if not row.is_blank),
            covers=tuple(_texts(form, "covers")),
        )

    @classmethod
    def of_verdict(cls, verdict: Verdict) -> Self:
        """What somebody decided before, to start a revision from."""
        return cls(
            rating=str(verdict.rating or ""),
            reasons=tuple(verdict.reasons),
            note=verdict.note or "",
            decisions={
                item.evidence: TypedDecision(item.action, item.signal, item.exact)
                for item in verdict.items
                if item.evidence is not None
            },
            additions=tuple(
                TypedAddition(item.signal, item.exact, f"{item.field}:{item.start}:{item.end}")
                for item in verdict.items
                if item.action == "added"
            ),
        )

    def holding(self, version: int, lease: str | None) -> Self:
        """The same, on the version and the lease of this moment: sending it again then counts."""
        return replace(self, version=str(version), lease=lease or "")

    def decision(self, evidence: int) -> TypedDecision:
        """What stands beside an item of evidence."""
        return self.decisions.get(evidence, TypedDecision())


async def read_form(request: Request) -> FormData:
    """The fields of a form; a dependency, because reading waits for the client and routes of pages do not."""
    return await request.form(max_files=0, max_fields=MOST_FIELDS)


def text_of(form: FormData, name: str) -> str:
    """One field as text, empty if it is missing."""
    value = form.get(name)
    return with_plain_newlines(value).strip() if isinstance(value, str) else ""


def _texts(form: FormData, name: str) -> Iterator[str]:
    for value in form.getlist(name):
        if isinstance(value, str):
            yield value


def _decisions(form: FormData) -> Iterator[tuple[int, TypedDecision]]:
    for name in form:
        found = _DECISION.fullmatch(name)
        action = text_of(form, name)
        if found is None or action not in _ACTIONS:
            continue
        number = found[1]
        signal, words = (
            text_of(form, f"correct-{number}-signal"),
            text_of(form, f"correct-{number}-words"),
        )
        yield int(number), TypedDecision(action, signal, words)


def _additions(form: FormData) -> Iterator[TypedAddition]:
    """The three fields of a row are repeated side by side; a row that lost one is still a row."""
    columns = (list(_texts(form, name)) for name in ("add-signal", "add-words", "add-place"))
    for signal, words, place in zip_longest(*columns, fillvalue=""):
        yield TypedAddition(signal, with_plain_newlines(words), place)
