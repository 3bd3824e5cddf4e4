"""An observation: one signal at one place, before anybody has weighed it."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.contract import AttributeValue, Voice


@dataclass(frozen=True, slots=True)
class Observation:
    """A signal in normal-form coordinates; `confidence` is the measured precision of `by`.

    `focus` are the words that gave it away, where the evidence holds more than them.
    """

    signal: str
    start: int
    end: int
    sentence: int
    voice: Voice
    confidence: float
    why: str
    by: str
    attributes: dict[str, AttributeValue] = field(default_factory=dict)
    focus: tuple[int, int] | None = None
