"""One document laid out for searching, and what about a place keeps a cue from counting there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.rules.cue import Cue
from models.rules.haystack import build_haystack, readable
from models.rules.negation import is_negated
from models.rules.scope import Range, ScopeReader
from models.rules.voice import VoiceReader
from models.text.document import Document, Sentence

Obstacle = Literal["field", "voice", "negation", "unless", "near", "unless_near", "near_neighbour"]


@dataclass(frozen=True, slots=True)
class Page:
    """The sentences that rules may read, and the readers of what surrounds a match."""

    text: bytes
    sentences: list[Sentence]
    voices: VoiceReader
    scopes: ScopeReader

    def admits(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether a cue can count in a sentence: the field is right, and words are quoted if they have to be."""
        if cue.field != "any" and (cue.field == "title") != sentence.in_title:
            return False
        return cue.voice != "quoted" or self.voices.has_quotation(sentence.start, sentence.end)

    def around(self, number: int) -> Range:
        """The range of a sentence and its neighbours."""
        last = min(number + 1, len(self.sentences) - 1)
        return self.sentences[max(number - 1, 0)].start, self.sentences[last].end

    def obstacle(self, cue: Cue, match: Range, sentence: Range) -> Obstacle | None:
        """What about the place of a match keeps its cue from counting: quotation marks or negation."""
        if cue.voice != "any" and (cue.voice == "quoted") != self.voices.is_between_marks(*match):
            return "voice"
        if not cue.negatable:
            return None
        start = self.scopes.clause(match, sentence)[0]
        return "negation" if is_negated(self.text, match[0], start) else None


def lay_out(document: Document) -> Page:
    """A document ready to be searched by any number of cues."""
    sentences = readable(document)
    text = build_haystack(document.shadow, sentences)
    return Page(text, sentences, VoiceReader(document, text), ScopeReader(text))
