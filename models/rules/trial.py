"""Every match of the cues of a ruleset, also those that do not count, each with what keeps it from counting.

Slower than `Ruleset.find` and for people who write lexicons; what it calls a hit is exactly what `find` finds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.contract import Voice
from models.rules.cue import Cue
from models.rules.matcher import Matcher
from models.rules.page import Obstacle, Page, lay_out
from models.rules.ruleset import Ruleset
from models.text.document import Document


@dataclass(frozen=True, slots=True)
class Trial:
    """One match of a pattern, in normal-form coordinates; a hit where `obstacle` is None."""

    cue: Cue
    start: int
    end: int
    match_start: int
    match_end: int
    sentence: int
    voice: Voice
    obstacle: Obstacle | None


def try_out(ruleset: Ruleset, document: Document) -> list[Trial]:
    """All matches, ordered by place and cue."""
    if not ruleset.cues:
        return []
    page = lay_out(document)
    found = [
        trial
        for number in range(len(page.sentences))
        for matcher in ruleset.candidates(page, number)
        for trial in _trials(matcher, page, number)
    ]
    return sorted(found, key=lambda trial: (trial.match_start, trial.match_end, trial.cue.id))


def _trials(matcher: Matcher, page: Page, number: int) -> Iterator[Trial]:
    sentence, cue = page.sentences[number], matcher.cue
    bounds = (sentence.start, sentence.end)
    is_wrong_field = cue.field != "any" and (cue.field == "title") != sentence.in_title
    around = matcher.obstacle(page.text, bounds, page.around(number))
    for found in matcher.pattern.finditer(page.text, *bounds):
        match = found.span()
        if match[0] == match[1]:
            continue
        obstacle = "field" if is_wrong_field else page.obstacle(cue, match, bounds) or around
        start, end = page.scopes.grow(match, bounds, cue.scope)
        voice = page.voices.read(cue.signal, match, bounds)
        yield Trial(cue, start, end, *match, sentence.index, voice, obstacle)
