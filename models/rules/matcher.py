"""A cue with its patterns compiled, and the conditions that look at the words around a match."""

from __future__ import annotations

from models.contract import AttributeValue
from models.rules.cue import Cue
from models.rules.pattern import Probe, compile_any, compile_pattern
from models.rules.scope import Range


class Matcher:
    """Everything of a cue that RE2 compiles; conditions ignore case."""

    def __init__(self, cue: Cue) -> None:
        self.cue = cue
        # Nearly all cues count in every sentence; only the others are asked about each.
        self.is_picky = cue.field != "any" or cue.voice == "quoted"
        self.pattern = compile_pattern(cue.pattern, case_sensitive=cue.case_sensitive)
        self.probe = Probe(cue.pattern, case_sensitive=cue.case_sensitive)
        self._unless = compile_any(cue.unless)
        self._unless_near = compile_any(cue.unless_near)
        self._near = compile_any(cue.near)
        self._near_neighbour = compile_any(cue.near_neighbour)
        self._attributes_near = [
            (name, compiled)
            for name, patterns in cue.attributes_near.items()
            if (compiled := compile_any(patterns)) is not None
        ]

    def holds(self, text: bytes, sentence: Range, around: Range) -> bool:
        """Whether nothing around a match cancels it and what it needs is there."""
        if self._unless and self._unless.search(text, *sentence):
            return False
        if self._near and not self._near.search(text, *sentence):
            return False
        if self._unless_near and self._unless_near.search(text, *around):
            return False
        return not self._near_neighbour or self._near_neighbour.search(text, *around) is not None

    def attributes(self, text: bytes, around: Range) -> dict[str, AttributeValue]:
        """The cue's attributes, and those that depend on the words around."""
        near: dict[str, AttributeValue] = {
            name: pattern.search(text, *around) is not None
            for name, pattern in self._attributes_near
        }
        return {**self.cue.attributes, **near}
