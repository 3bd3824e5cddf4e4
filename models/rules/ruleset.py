"""Finds cues in documents: a word look-up chooses the cues for each sentence, then only those are searched."""

from __future__ import annotations

from collections.abc import Iterable

from models.contract import AttributeValue
from models.rules.cue import Cue, Hit
from models.rules.matcher import Matcher
from models.rules.page import Page, lay_out
from models.rules.prefilter import Prefilter
from models.text.document import Document


class Ruleset:
    """All cues of a language, compiled once; `find` gives the same answer for the same text, in any thread."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self.cues: tuple[Cue, ...] = tuple(cues)
        self._matchers = [Matcher(cue) for cue in self.cues]
        self._prefilter = Prefilter(
            [cue.pattern for cue in self.cues],
            {index for index, cue in enumerate(self.cues) if cue.case_sensitive},
        )

    def find(self, document: Document) -> list[Hit]:
        """Every hit, ordered by place and cue; none crosses a sentence or lies in furniture."""
        if not self.cues:
            return []
        page = lay_out(document)
        hits: list[Hit] = []
        for number, sentence in enumerate(page.sentences):
            words = page.text[sentence.start : sentence.end]
            for index in self._prefilter.candidates(words):
                matcher = self._matchers[index]
                admitted = not matcher.is_picky or page.admits(matcher.cue, sentence)
                if admitted and matcher.probe.may_match(words):
                    hits += _search(matcher, page, number)
        hits.sort(key=lambda hit: (hit.match_start, hit.match_end, hit.cue.id))
        return hits

    def candidates(self, page: Page, number: int) -> list[Matcher]:
        """The cues whose pattern may match in a sentence; those left out cannot."""
        sentence = page.sentences[number]
        words = page.text[sentence.start : sentence.end]
        found = (self._matchers[index] for index in self._prefilter.candidates(words))
        return [matcher for matcher in found if matcher.probe.may_match(words)]


def _search(matcher: Matcher, page: Page, number: int) -> list[Hit]:
    """Every hit of a cue in one sentence; what surrounds a match is judged once for all of them."""
    text, sentence, cue = page.text, page.sentences[number], matcher.cue
    bounds = (sentence.start, sentence.end)
    hits: list[Hit] = []
    attributes: dict[str, AttributeValue] | None = None
    for found in matcher.pattern.finditer(text, *bounds):
        match = found.span()
        if match[0] == match[1] or (matcher.is_placed and page.obstacle(cue, match, bounds)):
            continue
        if attributes is None:
            around = page.around(number) if matcher.looks_around else bounds
            if matcher.obstacle(text, bounds, around):
                break
            attributes = matcher.attributes(text, around)
        start, end = page.scopes.grow(match, bounds, cue.scope)
        voice = page.voices.read(cue.signal, match, bounds)
        hits.append(Hit(cue, start, end, *match, sentence.index, voice, dict(attributes)))
    return hits
