"""From a document to its ledger: attributions, then speakers, then the main claim."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from models.ledger.attributions import find_attributions
from models.ledger.claims import weigh_main_claim
from models.ledger.entries import AttributionEntry, Ledger, Range, SourceEntry
from models.ledger.prose import Clause, Finding, Prose
from models.ledger.sources import Roster, Speaker
from models.ledger.tokens import Words, read_words

if TYPE_CHECKING:
    from models.contract import Quotation
    from models.ledger.gazetteer import Gazetteer
    from models.text.document import Document


# In so short a text "she said" is all that there is to know of a source.
FRAGMENT_SENTENCES = 3


def read_ledger(document: Document, gazetteer: Gazetteer) -> Ledger:
    """Who says what in an article, for whom they speak, and how its main claim stands."""
    words = read_words(document.normal, gazetteer, document.body_start)
    prose = Prose(document, words, gazetteer)
    findings = [f for clause in _clauses(document, words) for f in find_attributions(clause, prose)]
    is_fragment = len(document.sentences) <= FRAGMENT_SENTENCES
    roster = Roster(words, gazetteer, is_fragment=is_fragment)
    speakers = _speakers(findings, roster)
    carriers = _carriers(findings, roster)
    attributions = [
        _entry(number, finding, (speakers[number], carriers[number]), prose)
        for number, finding in enumerate(findings)
    ]
    return _ledger(document, words, attributions, _sources(roster))


def _ledger(
    document: Document,
    words: Words,
    attributions: list[AttributionEntry],
    sources: list[SourceEntry],
) -> Ledger:
    weighed = weigh_main_claim(document, words, attributions, sources)
    about = weighed.about if weighed else frozenset()
    return Ledger(
        sources=tuple(sources),
        attributions=tuple(
            replace(entry, claim=0) if entry.id in about else entry for entry in attributions
        ),
        claims=(weighed.claim,) if weighed else (),
        single_source=weighed.single_source if weighed else True,
        unattributed=_unattributed(document, attributions),
    )


def _clauses(document: Document, words: Words) -> list[Clause]:
    starts = words.starts
    prose = [s for s in document.sentences if not s.furniture]
    bounds = [(bisect_left(starts, s.start), bisect_left(starts, s.end)) for s in prose]
    following = [stop for _, stop in bounds[1:]] + [bounds[-1][1]] if bounds else []
    return [
        Clause(sentence.index, first, stop, after, sentence.in_title)
        for sentence, (first, stop), after in zip(prose, bounds, following, strict=True)
    ]


def _speakers(findings: list[Finding], roster: Roster) -> list[int | None]:
    """The source of every finding; titles and mere stances name nobody that the body does not know."""
    found: list[int | None] = [None] * len(findings)
    for number, finding in enumerate(findings):
        if finding.source and not (finding.in_title or finding.stance):
            found[number] = roster.enter(finding.source)
    for number, finding in enumerate(findings):
        if finding.source and (finding.in_title or finding.stance):
            found[number] = roster.find(finding.source)
    return found


def _carriers(findings: list[Finding], roster: Roster) -> list[int | None]:
    """The outlet through which each statement came ("told the Herald"), as a source of its own."""
    return [
        roster.enter(finding.via) if finding.via and not finding.in_title else None
        for finding in findings
    ]


def _entry(
    number: int, finding: Finding, speakers: tuple[int | None, int | None], prose: Prose
) -> AttributionEntry:
    words, span = prose.words, finding.source
    content = tuple(prose.whole_quotation(*words.span(*part)) for part in finding.parts)
    return AttributionEntry(
        id=number,
        sentence=finding.sentence,
        source=speakers[0],
        source_span=words.span(span.first, span.extent) if span else None,
        cue=(words.span(*finding.cue),),
        content=content,
        quote=_quotation(content, prose),
        act=finding.act,
        via=speakers[1],
    )


def _quotation(content: tuple[Range, ...], prose: Prose) -> Quotation:
    """Direct when nearly all of a statement is quoted, mixed when some of it is."""
    whole = sum(end - start for start, end in content)
    inside = sum(prose.quoted_length(*part) for part in content)
    if not inside:
        return "indirect"
    marks = 2 * len(content)
    return "direct" if inside * 10 >= (whole - marks) * 9 else "mixed"


def _sources(roster: Roster) -> list[SourceEntry]:
    return [
        SourceEntry(
            id=number,
            name=" ".join(speaker.mention.name).replace(" .", ".") or speaker.mention.text,
            named=speaker.named,
            kind=speaker.kind,
            side=speaker.side,
            mentions=_mentions(speaker, roster),
        )
        for number, speaker in enumerate(roster.speakers)
    ]


def _mentions(speaker: Speaker, roster: Roster) -> tuple[Range, ...]:
    """Where a source speaks, and wherever else its name stands."""
    spans = set(speaker.spans)
    name = speaker.mention.name
    if name and speaker.searchable:
        sought = name[-1:] if speaker.person else name
        spans.update(roster.words.span(*place) for place in roster.places.of(sought))
    return disjoint(sorted(spans))


def disjoint(spans: list[Range]) -> tuple[Range, ...]:
    """The spans without those that lie inside an earlier one."""
    kept: list[Range] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
        elif span[1] > kept[-1][1]:
            kept[-1] = (kept[-1][0], span[1])
    return tuple(kept)


def _unattributed(document: Document, attributions: list[AttributionEntry]) -> tuple[int, ...]:
    """Sentences of prose that no attribution covers; a quotation may cover several sentences."""
    attributed = {entry.sentence for entry in attributions}
    starts = [s.start for s in document.sentences]
    for entry in attributions:
        for start, end in entry.content:
            attributed.update(
                range(max(0, bisect_right(starts, start) - 1), bisect_left(starts, end))
            )
    return tuple(
        s.index
        for s in document.sentences
        if s.index not in attributed and not s.furniture and not s.in_title
    )
