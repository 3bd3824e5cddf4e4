"""A cue with its patterns compiled, and the conditions that look at the words around a match."""

from __future__ import annotations

from functools import cached_property

from models.contract import AttributeValue
from models.rules.cue import Cue
from models.rules.page import Obstacle
from models.rules.pattern import Pattern, Probe, compile_any, compile_pattern
from models.rules.scope import Range


class Matcher:
    """Everything of a cue that RE2 compiles; conditions ignore case.

    What is asked only where the cue's words stand is compiled when it is first needed: most of some 300 cues never
    come that far in a day.
    """

    def __init__(self, cue: Cue) -> None:
        self.cue = cue
        # Nearly all cues count in every sentence and at every place; only the others are asked about each.
        self.is_picky = cue.field != "any" or cue.voice == "quoted"
        self.is_placed = cue.voice != "any" or cue.negatable
        self.looks_around = bool(cue.unless_near or cue.near_neighbour or cue.attributes_near)
        self.pattern = compile_pattern(cue.pattern, case_sensitive=cue.case_sensitive)

    @cached_property
    def probe(self) -> Probe:
        """Whether the pattern has to be searched at all."""
        return Probe(self.cue.pattern, case_sensitive=self.cue.case_sensitive)

    @cached_property
    def _unless(self) -> Pattern | None:
        return compile_any(self.cue.unless)

    @cached_property
    def _unless_near(self) -> Pattern | None:
        return compile_any(self.cue.unless_near)

    @cached_property
    def _near(self) -> Pattern | None:
        return compile_any(self.cue.near)

    @cached_property
    def _near_neighbour(self) -> Pattern | None:
        return compile_any(self.cue.near_neighbour)

    @cached_property
    def _attributes_near(self) -> list[tuple[str, Pattern]]:
        return [
            (name, compiled)
            for name, patterns in self.cue.attributes_near.items()
            if (compiled := compile_any(patterns)) is not None
        ]

    def obstacle(self, text: bytes, sentence: Range, around: Range) -> Obstacle | None:
        """What around a match cancels it, or is needed there and missing."""
        if self._unless and self._unless.search(text, *sentence):
            return "unless"
        if self._near and not self._near.search(text, *sentence):
            return "near"
        if self._unless_near and self._unless_near.search(text, *around):
            return "unless_near"
        if self._near_neighbour and not self._near_neighbour.search(text, *around):
            return "near_neighbour"
        return None

    def attributes(self, text: bytes, around: Range) -> dict[str, AttributeValue]:
        """The cue's attributes, and those that depend on the words around."""
        near: dict[str, AttributeValue] = {
            name: pattern.search(text, *around) is not None
            for name, pattern in self._attributes_near
        }
        return {**self.cue.attributes, **near}
