"""What stood in the form of a decision when the session was over: carried through the sign-in, back into that form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from starlette.datastructures import FormData

# Only a decision is worth the way; and a sign-in sends what was typed to no other address than this.
_DECISION: Final = re.compile(r"/review/rv_[0-9a-f]{32}/verdict")
_CORRECTION: Final = re.compile(r"correct-(\d+)-(?:signal|words)")
_EVIDENCE: Final = re.compile(r"evidence-(\d+)")
# Belong to a session or to a sign-in; and what is secret never comes back.
_DROPPED: Final = frozenset({"csrf", "password", "new", "again", "old", "next", "resend"})
_SILENT: Final = frozenset({"version", "lease", "filters", "then", "covers", "add-place"})
_LABELS: Final = {
    "rating": "Rating",
    "reasons": "Reason",
    "note": "Note",
    "add-signal": "Missed: signal",
    "add-words": "Missed: words",
}

Fields = list[tuple[str, str]]


def is_decision(address: str) -> bool:
    """Whether the form of a decision is sent to this address."""
    return _DECISION.fullmatch(address) is not None


def carried_fields(form: FormData) -> Fields:
    """The fields of a decision to carry, in their order; `name` is the one of the sign-in."""
    return [(name, value) for name, value in _touched(form) if name != "name"]


def shown_fields(form: FormData) -> Fields:
    """What somebody typed or picked, each with a label for people."""
    return [
        (_label(name), value)
        for name, value in _touched(form)
        if name not in _SILENT and value.strip()
    ]


def _touched(form: FormData) -> Iterator[tuple[str, str]]:
    for name, value in form.multi_items():
        if name in _DROPPED or not isinstance(value, str):
            continue
        if _is_touched(form, name, value):
            yield name, value


def _is_touched(form: FormData, name: str, value: str) -> bool:
    correction = _CORRECTION.fullmatch(name)
    if correction is not None:
        # These fields are filled from the start; without a word on the evidence nobody has used them.
        return bool(form.get(f"evidence-{correction[1]}"))
    # The three columns of what was missed belong together row by row, the empty fields among them.
    return bool(value.strip()) or name.startswith("add-")


def _label(name: str) -> str:
    evidence = _EVIDENCE.fullmatch(name)
    if evidence is not None:
        return f"Evidence {int(evidence[1]) + 1}"
    correction = _CORRECTION.fullmatch(name)
    if correction is not None:
        which = "signal" if name.endswith("signal") else "words"
        return f"Evidence {int(correction[1]) + 1}: {which} that would be right"
    return _LABELS.get(name, name.replace("_", " ").replace("-", " ").capitalize())
