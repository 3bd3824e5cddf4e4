"""Finds cues in documents: a word look-up chooses the cues for each sentence, then only those are searched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.contract import AttributeValue
from models.rules.cue import Cue, Hit
from models.rules.haystack import build_haystack, readable
from models.rules.matcher import Matcher
from models.rules.negation import is_negated
from models.rules.prefilter import Prefilter
from models.rules.scope import Range, ScopeReader
from models.rules.voice import VoiceReader
from models.text.document import Document, Sentence


@dataclass(frozen=True, slots=True)
class _Page:
    """One document laid out for searching."""

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

    def counts(self, cue: Cue, match: Range, sentence: Range) -> bool:
        """Whether a match stands where its cue counts: quotation marks and negation."""
        if cue.voice != "any" and (cue.voice == "quoted") != self.voices.is_between_marks(*match):
            return False
        if not cue.negatable:
            return True
        return not is_negated(self.text, match[0], self.scopes.clause(match, sentence)[0])


class Ruleset:
    """All cues of a language, compiled once; `find` gives the same answer for the same text, in any thread."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self.cues: tuple[Cue, ...] = tuple(cues)
        self._matchers = [Matcher(cue) for cue in self.cues]
        self._prefilter = Prefilter([cue.pattern for cue in self.cues])

    def find(self, document: Document) -> list[Hit]:
        """Every hit, ordered by place and cue; none crosses a sentence or lies in furniture."""
        sentences = readable(document)
        text = build_haystack(document.shadow, sentences)
        page = _Page(text, sentences, VoiceReader(document, text), ScopeReader(text))
        hits: list[Hit] = []
        for number, sentence in enumerate(sentences):
            words = text[sentence.start : sentence.end]
            for index in self._prefilter.candidates(words):
                matcher = self._matchers[index]
                if (
                    not matcher.is_picky or page.admits(matcher.cue, sentence)
                ) and matcher.probe.may_match(words):
                    hits += _search(matcher, page, number)
        hits.sort(key=lambda hit: (hit.match_start, hit.match_end, hit.cue.id))
        return hits


def _search(matcher: Matcher, page: _Page, number: int) -> Iterator[Hit]:
    """Every hit of a cue in one sentence; what surrounds a match is judged once for all of them."""
    sentence, cue = page.sentences[number], matcher.cue
    bounds = (sentence.start, sentence.end)
    attributes: dict[str, AttributeValue] | None = None
    for found in matcher.pattern.finditer(page.text, *bounds):
        match = found.span()
        if match[0] == match[1] or not page.counts(cue, match, bounds):
            continue
        if attributes is None:
            if not matcher.holds(page.text, bounds, page.around(number)):
                return
            attributes = matcher.attributes(page.text, page.around(number))
        start, end = page.scopes.grow(match, bounds, cue.scope)
        voice = page.voices.read(cue.signal, match, bounds)
        yield Hit(cue, start, end, *match, sentence.index, voice, dict(attributes))
