"""Quotations that are longer than a sentence: over paragraphs, and going on after their speaker was named."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.ledger.entries import Range
    from models.ledger.prose import Clause, Finding, Prose
    from models.text.document import Document, Quote


class Passages:
    """The quotations of a document; a mark repeated at each paragraph joins its paragraphs to one passage."""

    def __init__(self, document: Document) -> None:
        self.quotes = document.quotes
        self.starts = [quote.start for quote in document.quotes]
        self.ends = [quote.end for quote in document.quotes]
        self.wholes = _wholes(document)
        # What stands between the paragraphs of a passage counts as quoted.
        self._gaps = [
            self.starts[n] - self.ends[n - 1] if n and whole == self.wholes[n - 1] else 0
            for n, whole in enumerate(self.wholes)
        ]
        spans = zip(self.starts, self.ends, self._gaps, strict=True)
        self._lengths = [0, *accumulate(end - start + gap for start, end, gap in spans)]

    def at(self, position: int) -> int | None:
        """The number of the quotation that holds a character."""
        at = bisect_right(self.starts, position) - 1
        return at if at >= 0 and position < self.ends[at] else None

    def length(self, start: int, end: int) -> int:
        """How many characters of a range stand between quotation marks."""
        first, stop = bisect_right(self.ends, start), bisect_left(self.starts, end)
        if first >= stop:
            return 0
        outside = max(0, start - self.starts[first]) + max(0, self.ends[stop - 1] - end)
        return self._lengths[stop] - self._lengths[first] - self._gaps[first] - outside

    def touched(self, start: int, end: int) -> Range:
        """The numbers of the quotations that share a character with a range."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def _wholes(document: Document) -> list[Range]:
    """For each quotation the characters of its passage, the outer marks included."""
    quotes, text = document.quotes, document.normal
    wholes: list[Range] = []
    begun = 0
    for number, quote in enumerate(quotes):
        if not (number and _goes_on(quotes[number - 1], quote, document)):
            begun = number
        start = quotes[begun].start
        # A text may begin within a quotation, and a paragraph go on without a mark.
        start -= start > 0 and text[start - 1] in "\"'"
        wholes.append((start, min(quote.end + 1, len(text))))
    for number in range(len(wholes) - 1, 0, -1):
        if wholes[number][0] == wholes[number - 1][0]:
            wholes[number - 1] = wholes[number]
    return wholes


def _goes_on(before: Quote, quote: Quote, document: Document) -> bool:
    """Whether a quotation was never closed and the next one opens the paragraph after it."""
    if before.start < document.body_start <= quote.start or document.normal[before.end] != "\n":
        return False
    return not document.normal[before.end : quote.start].strip('\n "')


def carry_on(findings: Sequence[Finding], clauses: Sequence[Clause], prose: Prose) -> None:
    """Give sentences that are nothing but quotation to whoever spoke in the sentence before."""
    opening = _opening(clauses, prose) if findings else []
    if not opening:
        return
    covered: list[int] = []
    speaking = {finding.sentence: finding for finding in findings if not finding.stance}
    firsts = [clause.first for clause in clauses]
    stop = 0
    for number, at in opening:
        start, end = prose.passages.wholes[number]
        if start < stop or at == 0:
            continue
        last = bisect_left(prose.words.starts, end)
        to = bisect_right(firsts, last - 1) - 1
        speaker = speaking.get(clauses[at - 1].index)
        if speaker is None or speaker.source is None or last < clauses[to].stop - 1:
            continue
        # In a paragraph of its own only what goes on from a quotation.
        if clauses[at].opens and not prose.holds_quotation(speaker):
            continue
        # Read when it is first asked for, which is before any statement was made longer.
        covered = covered or _covered(findings, prose)
        if covered[number]:
            continue
        speaker.parts = [*speaker.parts, (clauses[at].first, last)]
        speaking[clauses[to].index] = speaker
        stop = end


def _opening(clauses: Sequence[Clause], prose: Prose) -> list[Range]:
    """The quotations that open a sentence, each with the place of that sentence."""
    letters, found = prose.letters, []
    for at, clause in enumerate(clauses):
        if clause.first < clause.stop and letters[clause.first] in "\"'":
            number = prose.passages.at(prose.words.starts[clause.first] + 1)
            if number is not None:
                found.append((number, at))
    return found


def _covered(findings: Sequence[Finding], prose: Prose) -> list[int]:
    """How many statements each quotation belongs to."""
    changes = [0] * (len(prose.passages.quotes) + 1)
    for finding in findings:
        for part in finding.parts:
            first, stop = prose.passages.touched(*prose.whole_quotation(*prose.words.span(*part)))
            if first < stop:
                changes[first] += 1
                changes[stop] -= 1
    return list(accumulate(changes))
