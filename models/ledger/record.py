"""From findings in words to attributions in characters: what is quoted, what stands inside what, what is left over."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from models.ledger.entries import AttributionEntry, Range
from models.ledger.nesting import enclosing

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from models.contract import Quotation
    from models.ledger.prose import Finding, Prose
    from models.text.document import Document


def entries_of(
    findings: Sequence[Finding],
    speakers: Sequence[int | None],
    carriers: Sequence[int | None],
    prose: Prose,
    outlets: Collection[int],
) -> list[AttributionEntry]:
    """The attributions with their sources, the outlet each came through and the one each stands in."""
    if any(
        finding.label and speaker is None
        for finding, speaker in zip(findings, speakers, strict=True)
    ):
        kept = [
            n for n, finding in enumerate(findings) if not finding.label or speakers[n] is not None
        ]
        findings = [findings[n] for n in kept]
        speakers, carriers = [speakers[n] for n in kept], [carriers[n] for n in kept]
    words = prose.words
    cues = [words.span(*finding.cue) for finding in findings]
    contents = [
        tuple([prose.whole_quotation(*words.span(*part)) for part in finding.parts])
        for finding in findings
    ]
    around = _around(findings, cues, contents)
    entries = []
    for number, finding in enumerate(findings):
        source, via, outer = speakers[number], carriers[number], around[number]
        if via is None and outer is not None:
            # What an outlet reports that somebody said came through the outlet.
            holder = speakers[outer]
            via = holder if holder in outlets else None
        span = finding.source
        entries.append(
            AttributionEntry(
                id=number,
                sentence=finding.sentence,
                source=source,
                source_span=words.span(span.first, span.extent) if span else None,
                cue=(cues[number],),
                content=contents[number],
                quote=_quotation(contents[number], prose),
                act=finding.act,
                via=via if via != source else None,
                within=outer,
                stance=_is_wish(finding, prose),
            )
        )
    return entries


def _around(
    findings: Sequence[Finding], cues: list[Range], contents: list[tuple[Range, ...]]
) -> list[int | None]:
    """The number of the attribution that each one stands in."""
    around = enclosing(cues, contents)
    if any(finding.within for finding in findings):
        number_of = {id(finding): number for number, finding in enumerate(findings)}
        for number, finding in enumerate(findings):
            if finding.within:
                around[number] = number_of.get(id(finding.within))
    return around


def _is_wish(finding: Finding, prose: Prose) -> bool:
    """Whether a wish or a position is reported, not what somebody says or believes to be so."""
    if not finding.stance:
        return False
    known = prose.gazetteer.verbs
    verbs = [known[word] for word in prose.words.lowered[slice(*finding.cue)] if word in known]
    return bool(verbs) and all(verb.stance and not verb.belief for verb in verbs)


def _quotation(content: tuple[Range, ...], prose: Prose) -> Quotation:
    """Direct when nearly all of a statement is quoted, mixed when some of it is."""
    inside = sum([prose.quoted_length(*part) for part in content])
    if not inside:
        return "indirect"
    whole = sum(end - start for start, end in content)
    marks = 2 * len(content)
    return "direct" if inside * 10 >= (whole - marks) * 9 else "mixed"


def unattributed(document: Document, attributions: Sequence[AttributionEntry]) -> tuple[int, ...]:
    """Sentences of prose that no attribution covers; a quotation may cover several sentences.

    A wish leaves its sentence to the article: that somebody wants something is the article's own word.
    """
    starts = [sentence.start for sentence in document.sentences]
    changes = [0] * (len(starts) + 1)
    for entry in attributions:
        if entry.stance and entry.quote == "indirect":
            continue
        changes[entry.sentence] += 1
        changes[entry.sentence + 1] -= 1
        sentence = document.sentences[entry.sentence]
        for start, end in entry.content:
            if sentence.start <= start and end <= sentence.end:
                continue
            changes[max(0, bisect_right(starts, start) - 1)] += 1
            changes[max(1, bisect_left(starts, end))] -= 1
    covered = accumulate(changes)
    return tuple(
        [
            sentence.index
            for sentence, count in zip(document.sentences, covered, strict=False)
            if not (count or sentence.furniture or sentence.in_title)
        ]
    )
