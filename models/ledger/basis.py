"""How a source knows what it says, and why its name is withheld, where the text tells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import re2

if TYPE_CHECKING:
    from models.ledger.entries import AttributionEntry, Range, SourceEntry
    from models.text.document import Document

# "familiar with the talks", "who was briefed on the plan", "with direct knowledge of the order".
BASIS = re2.compile(
    rb"\b(?:(?:who (?:(?:is|are|was|were|has|have|had) )?(?:both |also |directly |personally |been )?)?"
    rb"(?:familiar with|briefed (?:on|about|by)|privy to|involved (?:in|with)|close to|aware of|"
    rb"present (?:at|in|when|for|during)|acquainted with)"
    rb"|who (?:(?:has|have|had) )?(?:personally )?"
    rb"(?:saw|seen|witnessed|attended|heard|reviewed|read|inspected|participated|took part)"
    rb"|with (?:\w+ ){0,2}(?:knowledge|insight|access|experience))\b"
)
# "... because she was not authorised to speak": the reason stands after words that withhold the name, or alone.
WITHHELD = re2.compile(
    rb"\b(?:anonym(?:ity|ously|ous)|not (?:to )?be (?:publicly )?(?:named|identified|quoted)|"
    rb"(?:declined|refused) to be (?:named|identified|quoted)|"
    rb"(?:name|names|identity|identities) (?:be |is |are |was |were |has been |have been )?withheld)\b"
    rb"|\b(because (?:he|she|they|the \w+) (?:was|were|is|are)(?: not|n't) (?:yet |publicly )?"
    rb"(?:authori[sz]ed|allowed|permitted|cleared|supposed))\b"
)
REASON = re.compile(
    r"\b(?:because|for fear|fearing|given|due to|owing to|since|citing|out of fear|in order to|"
    r"to (?:discuss|speak|describe|talk|protect|avoid|share|disclose|reveal))\b"
)
END = re.compile(r"[.;:\"()]|, (?:said|told|according|who|but|and)\b")
CLAUSE_END = re.compile(r"[,.;:\"()]")
# What tells how a source knows stands right after it, and is a phrase.
NEAR = 30
LONGEST = 160
THINGS = frozenset({"document", "news_report", "social_media"})


def with_basis(
    document: Document, attributions: list[AttributionEntry], sources: list[SourceEntry]
) -> list[SourceEntry]:
    """The sources, each with the words that say how it knows and why it has no name."""
    known = [match.start() for match in BASIS.finditer(document.shadow, document.body_start)]
    withheld = _reasons(document)
    if not known and not withheld:
        return sources
    spoken = _spoken(attributions, sources)
    told = list(sources)
    for at in known:
        for entry in spoken.get(document.sentence_at(at), ()):
            number = entry.source or 0
            if told[number].basis is None and _stands_by(at, entry):
                told[number] = replace(told[number], basis=_basis(document, at, entry))
    for start, end in withheld:
        nameless = _withheld(document.sentence_at(start), spoken, sources)
        if nameless is not None and told[nameless].anonymity is None:
            told[nameless] = replace(told[nameless], anonymity=(start, end))
    return told


def _spoken(
    attributions: list[AttributionEntry], sources: list[SourceEntry]
) -> dict[int, list[AttributionEntry]]:
    """By sentence, the statements of people and bodies."""
    spoken: dict[int, list[AttributionEntry]] = {}
    for entry in attributions:
        if entry.source is not None and sources[entry.source].kind not in THINGS:
            spoken.setdefault(entry.sentence, []).append(entry)
    return spoken


def _stands_by(at: int, entry: AttributionEntry) -> bool:
    """Whether words stand in a source's own phrase or right behind it."""
    if entry.source_span is None:
        return False
    start, end = entry.source_span
    return start < at <= end + NEAR and not any(end <= cue[0] < at for cue in entry.cue)


def _basis(document: Document, start: int, entry: AttributionEntry) -> Range:
    stops = [cue[0] for cue in entry.cue if cue[0] > start] + [start + LONGEST]
    closing = CLAUSE_END.search(document.normal, start, min(stops))
    end = closing.start() if closing else min(stops)
    return start, start + len(document.normal[start:end].rstrip())


def _reasons(document: Document) -> list[Range]:
    """Where the text gives a reason for leaving out a name, in text order."""
    text, found = document.normal, []
    for match in WITHHELD.finditer(document.shadow, document.body_start):
        sentence = document.sentences[document.sentence_at(match.start())]
        reason = None if match.group(1) else _reason(text, match.end(), sentence.end)
        if sentence.furniture or not (match.group(1) or reason):
            continue
        start, after = reason or match.span()
        found.append((start, _end(text, after, sentence.end)))
    return found


def _reason(text: str, start: int, highest: int) -> Range | None:
    match = REASON.search(text, start, min(highest, start + NEAR))
    return match.span() if match else None


def _end(text: str, start: int, highest: int) -> int:
    closing = END.search(text, start, min(highest, start + LONGEST))
    return closing.start() if closing else min(highest, start + LONGEST)


def _withheld(
    sentence: int, spoken: dict[int, list[AttributionEntry]], sources: list[SourceEntry]
) -> int | None:
    """The source without a name that speaks in a sentence or in the one before it."""
    for index in (sentence, sentence - 1):
        for entry in reversed(spoken.get(index, [])):
            if entry.source is not None and not sources[entry.source].named:
                return entry.source
    return None
