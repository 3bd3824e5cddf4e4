"""Where the statement of an attribution stands: after the cue, before the subject, or around both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.ledger.gazetteer import Verb
    from models.ledger.prose import Clause, Finding, Part, Prose

# From the verb to "that", a colon or a quotation mark, with nothing between that could be another clause.
TO_STATEMENT = re.compile(r"[^t:\".;WvbhVk]{0,14}(?:t|:|,?(?=\"))")
RECIPIENT = re.compile(
    r"(?:P|D{0,2}[nrRNQ0]{1,6}(?:s[NnrR]{1,5})?(?:[poc]D{0,2}[NnrRd0]{1,5}){0,2})(?:p?d{1,2})?t?"
)
# After a closing cue: nothing, a time, a place or a new clause, but no statement.
CLOSED = re.compile(r"$|[.;,()]|p(?!v)|[kdaWcxGo]")
# "As the Herald pointed out in May, ..."
ASIDE_WITHIN = 14
RESUMES_WITHIN = 12
QUOTE_MARKS = "\"'"
# What stands between a statement and a speaker named after it.
CLOSING = QUOTE_MARKS + ",-"
SHORTEST_CLAUSE = 4
LONGEST_QUOTATION = 120


def place_forward(finding: Finding, clause: Clause, verb: Verb, prose: Prose) -> None:
    """`X said (that) ...`: the statement follows the cue, after whom and when it was said."""
    start, letters = _past_particle(finding, clause, verb, prose), prose.letters
    if _is_aside(finding, prose):
        comma = letters.find(",", start, min(clause.stop, start + ASIDE_WITHIN))
        finding.parts = prose.part(comma, clause.stop) if comma > 0 else []
        return
    bridge = TO_STATEMENT.match(letters, start, clause.stop)
    free = verb.complement in ("clause", "sentence")
    if bridge and not (free and letters[bridge.end() - 1] != "t"):
        start = bridge.end()
    elif verb.complement == "that" and not verb.document:
        return
    elif prose.word(start - 1) in prose.gazetteer.addressed:
        start = _past_recipient(start, clause, prose)
    elif free:
        start = _past_time(letters, start, clause.stop)
    if verb.complement == "sentence" and not bridge and not _is_clause(start, clause, prose):
        return
    finding.parts = prose.part(start, clause.stop)
    if not finding.parts and letters[clause.stop - 1] == ":":
        # "The Herald reported:" introduces what follows.
        finding.parts = prose.part(clause.stop, clause.following)


def _is_aside(finding: Finding, prose: Prose) -> bool:
    """Whether "as" opens an aside about the speaker, as it does not in "groups such as the union"."""
    first = finding.source.first if finding.source else 0
    lowered = prose.words.lowered
    return first > 0 and lowered[first - 1] == "as" and lowered[max(0, first - 2)] != "such"


def _past_recipient(start: int, clause: Clause, prose: Prose) -> int:
    """Step over whom a statement was made to; "urged dockers to leave" is a statement from "to" on."""
    recipient = RECIPIENT.match(prose.letters, start, clause.stop)
    if recipient is None:
        return start
    words = prose.words.lowered[start : recipient.end()]
    return start + words.index("to") if "to" in words[1:] else recipient.end()


def _past_particle(finding: Finding, clause: Clause, verb: Verb, prose: Prose) -> int:
    """Take "for" into the cue of "called for", and return where the statement may begin."""
    first, stop = finding.cue
    if verb.complement == "object" and prose.letter(stop, clause) == "p":
        finding.cue = (first, stop + 1)
    return finding.cue[1]


def _is_clause(start: int, clause: Clause, prose: Prose) -> bool:
    """Tell "claimed the bridge was shelled" from "claimed the lead", "claimed 2,563 lives"."""
    if prose.letter(start, clause) == "0":
        return False
    return prose.holds_clause(start, clause.stop)


def place_backward(finding: Finding, clause: Clause, verb: Verb, prose: Prose, lowest: int) -> bool:
    """`"...," he said on Monday.`: the statement stands before the subject."""
    source, letters = finding.source, prose.letters
    if source is not None and source.first == clause.first:
        finding.parts = quotation_before(source.first, finding.cue[1], clause, prose)
        return bool(finding.parts)
    if source is None or source.first <= lowest or letters[source.first - 1] not in CLOSING:
        return False
    after = finding.cue[1]
    if prose.word(after - 1) in prose.gazetteer.addressed:
        after = _past_recipient(after, clause, prose)
    if not CLOSED.match(letters, after, clause.stop):
        return False
    closes = prose.letter(after, clause) in " .;" or letters[source.first - 1] in QUOTE_MARKS
    if not closes and not _stands_alone(source.first, after, clause, prose, lowest):
        return False
    if verb.complement == "object" and not verb.inverts:
        return False
    finding.parts = prose.part(lowest, source.first) + resumed(after, clause, prose)
    return bool(finding.parts)


def quotation_before(first: int, after: int, clause: Clause, prose: Prose) -> list[Part]:
    """`"Who knows?" Carson said.`: a quotation that ends in a sentence of its own."""
    if not first or prose.letters[first - 1] != '"':
        return []
    if not CLOSED.match(prose.letters, after, clause.stop):
        return []
    opening = prose.letters.rfind('"', max(0, first - LONGEST_QUOTATION), first - 1)
    return prose.part(opening, first) if opening >= 0 else []


def _stands_alone(first: int, after: int, clause: Clause, prose: Prose, lowest: int) -> bool:
    """Whether the words before a comma are a statement of their own and none follows the verb."""
    if TO_STATEMENT.match(prose.letters, after, clause.stop):
        return False
    if first - lowest < SHORTEST_CLAUSE:
        return False
    return any(prose.holds_clause(at, first - 1) for at in range(lowest, first - 1, 8))


def resumed(index: int, clause: Clause, prose: Prose) -> list[Part]:
    """The rest of a quotation that goes on after the speaker was named."""
    at = prose.letters.find('"', index, min(clause.stop, index + RESUMES_WITHIN))
    if at < 0:
        return []
    closing = prose.letters.find('"', at + 1, clause.stop)
    return prose.part(at, closing + 1 if closing > 0 else clause.stop)


def _past_time(letters: str, start: int, stop: int) -> int:
    """Step over "on Wednesday" and "that" after a verb."""
    while start < stop and (letters[start] in "dt:," or letters[start : start + 2] == "pd"):
        start += 1
    return start
