"""A cue, one entry of a lexicon, and a hit, one place where a cue was found."""

from __future__ import annotations

import dataclasses
from typing import Literal

from models.contract import AttributeValue, Voice

Scope = Literal["match", "clause", "sentence"]
VoiceRule = Literal["any", "outlet", "quoted"]
FieldRule = Literal["any", "title", "text"]


@dataclasses.dataclass(frozen=True, slots=True)
class Cue:
    """One wording that shows a signal, and when it counts; macros in the patterns are already written out.

    `unless` and `near` look at the sentence of the match, `unless_near` and `near_neighbour` at the sentences beside
    it too. `attributes_near` sets an attribute to whether a pattern matches in the sentence or its neighbours.
    `positive` and `negative` are invented sentences that must and must not give a hit. `confidence` is what the
    author of an unmeasured cue trusts it with; `origin` is the file and line where it stands.
    """

    id: str
    signal: str
    pattern: str
    scope: Scope = "match"
    voice: VoiceRule = "any"
    field: FieldRule = "any"
    case_sensitive: bool = False
    negatable: bool = False
    unless: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    near_neighbour: tuple[str, ...] = ()
    attributes: dict[str, AttributeValue] = dataclasses.field(default_factory=dict)
    attributes_near: dict[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    confidence: float | None = None
    origin: str = dataclasses.field(default="", compare=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Hit:
    """A cue at one place of a document, in normal-form coordinates and inside one sentence.

    `start` and `end` are the evidence, grown from the match by the cue's scope.
    """

    cue: Cue
    start: int
    end: int
    match_start: int
    match_end: int
    sentence: int
    voice: Voice
    attributes: dict[str, AttributeValue]
