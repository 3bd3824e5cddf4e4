"""Statements tied to their source by a noun or a mark: `the claim by Oslo that`, `according to`, `Oslo: ...`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.ledger.phrases import Phrase, phrase_after
from models.ledger.prose import Clause, Finding, Prose, cut

if TYPE_CHECKING:
    from models.contract import Act

# "And according to ...", "But, according to ...": the phrase still opens its sentence.
OPENING_WORDS = 2
OWNER_WORDS = 9
# So many statements inside each other end before a closing "according to".
MOST_CUT = 4
OWN_WORDS = 3
VIEWS = frozenset({"view", "opinion"})
POSSESSIVES = frozenset({"his", "her", "their", "its"})
# A relative clause ("claims that were made") is no statement.
RELATIVE = frozenset("bhvVxa")
# The name or the role before the colon of a headline or a transcript.
LABEL = re.compile(r"(?:D?[NnrRQs]{1,8})(?:[po][^:\",.]{1,8})?:")
LABEL_WORDS = 18


def according(cue: int, clause: Clause, prose: Prose, before: list[Finding]) -> Finding | None:
    """`According to Oslo, ...` and `..., according to Oslo`."""
    if cue + 1 >= clause.stop or prose.word(cue + 1) != "to":
        return None
    source = phrase_after(prose.letters, cue + 2, clause.stop)
    if source is None:
        return None
    if cue - clause.first <= OPENING_WORDS or prose.letters[cue - 1] == "k":
        stop = source.extent
        if prose.letter(stop, clause) != "," or not prose.holds_clause(stop + 1, clause.stop):
            stop = source.stop
        source = Phrase(source.first, source.stop, stop)
        parts = prose.part(stop, clause.stop)
    else:
        parts = prose.part(clause.first, cue)
        if parts and not prose.holds_clause(*parts[0]):
            parts += prose.part(source.extent, clause.stop)
        for finding in before[-MOST_CUT:]:
            cut(finding, cue - 1, prose.letters)
    return Finding(clause.index, "asserts", (cue, cue + 2), source, parts)


def read_nominal(cue: int, clause: Clause, prose: Prose) -> Finding | None:
    """`Moscow's claim that ...`, `the accusation by Kyiv that ...`, `allegations of ...`."""
    letters = prose.letters
    owner, start = _owner_before(cue, clause, prose), cue + 1
    if prose.letter(start, clause) == "p" and prose.word(start) in ("by", "from"):
        named = phrase_after(letters, start + 1, clause.stop)
        owner, start = (named, named.stop) if named else (owner, start)
    joint = prose.letter(start, clause)
    if prose.word(cue) in VIEWS:
        return _view(cue, clause, prose, owner)
    if owner is not None and joint == "p" and prose.word(start) in ("to", "for"):
        finding = _found(cue, clause, prose, owner, start + (prose.word(start) == "for"))
        finding.stance = True
        return finding
    if joint not in "to" or (joint == "t" and prose.letter(start + 1, clause) in RELATIVE):
        return None
    if owner is None and joint == "o" and prose.word(cue) not in prose.gazetteer.charges:
        return None
    return _found(cue, clause, prose, owner, start + 1)


def _view(cue: int, clause: Clause, prose: Prose, owner: Phrase | None) -> Finding | None:
    """`in the view of the union, ...`, `..., in her view`."""
    first, stop = (owner.first, cue + 1) if owner else (cue, cue + 1)
    if owner is None and prose.letter(stop, clause) == "o":
        owner = phrase_after(prose.letters, stop + 1, clause.stop)
        first = cue - (prose.letter(cue - 1, clause) == "D")
        stop = owner.stop if owner else stop
    if owner is None or first <= clause.first or prose.word(first - 1) != "in":
        return None
    opens = first - 1 - clause.first <= OPENING_WORDS
    parts = prose.part(stop, clause.stop) if opens else prose.part(clause.first, first - 1)
    owner = Phrase(owner.first, owner.stop, owner.stop)
    return Finding(clause.index, "asserts", (cue, cue + 1), owner, parts, stance=True)


def _found(cue: int, clause: Clause, prose: Prose, owner: Phrase | None, start: int) -> Finding:
    act: Act = "denies" if prose.word(cue).startswith("denial") else "asserts"
    finding = Finding(clause.index, act, (cue, cue + 1), owner, prose.part(start, clause.stop))
    finding.stance = owner is None or prose.letters[owner.first : owner.stop] == "D"
    return finding


def _owner_before(cue: int, clause: Clause, prose: Prose) -> Phrase | None:
    letters, at = prose.letters, cue
    while at > clause.first and letters[at - 1] in "nad" and cue - at < OWN_WORDS:
        at -= 1
    if prose.letter(at - 1, clause) == "D" and prose.word(at - 1) in POSSESSIVES:
        return Phrase(at - 1, at, at)
    if prose.letter(at - 1, clause) != "s":
        return None
    first = at - 1
    while first > clause.first and letters[first - 1] in "NnrRD0" and at - first < OWNER_WORDS:
        if letters[first - 1] == "n" and prose.word(first - 1).endswith("ed"):
            break
        first -= 1
    return Phrase(first, at - 1, at - 1) if first < at - 1 else None


def read_label(clause: Clause, prose: Prose) -> list[Finding]:
    """`Oslo: "We knew nothing"`: the speaker before the colon of a headline or a transcript."""
    highest = min(clause.stop, clause.first + LABEL_WORDS)
    if prose.letters.find(":", clause.first, highest) < 0:
        return []
    label = LABEL.match(prose.letters, clause.first, highest)
    if label is None:
        return []
    cue = label.end() - 1
    source = phrase_after(prose.letters, clause.first, cue)
    quoted = prose.letter(cue + 1, clause) == '"' or prose.is_quoted(min(cue + 1, clause.stop - 1))
    if (
        source is None
        or prose.letters[source.stop] not in "po:"
        or not (quoted or clause.in_title or clause.opens)
    ):
        return []
    parts = prose.part(cue + 1, clause.stop)
    if not parts or not (quoted or prose.holds_clause(*parts[0])):
        return []
    finding = Finding(clause.index, "asserts", (cue, cue + 1), source, parts)
    finding.in_title = clause.in_title
    head = prose.words.words[source.stop - 1]
    finding.label = not (quoted or prose.letters[source.stop - 1] in "rR")
    # Only a transcript writes its speakers in capitals; "Location: ..." is nobody.
    finding.stance = not (quoted or head.isupper())
    return [finding]
