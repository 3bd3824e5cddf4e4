"""Finding who says what: each cue with its subject and its statement, as word indices.

Rules on class letters (`tokens`) and noun phrases (`phrases`); the verbs are data. Nothing inside a direct quotation
is read, because there the quoted person speaks, not the article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.ledger.outlets import outlet_in
from models.ledger.phrases import Phrase, phrase_after, subject_before
from models.ledger.prose import Clause, Finding, Part, Prose, cut
from models.ledger.statements import (
    CLOSED,
    CLOSING,
    QUOTE_MARKS,
    place_backward,
    place_forward,
    resumed,
)

if TYPE_CHECKING:
    from models.contract import Act
    from models.ledger.gazetteer import Verb

CUE = re.compile(r"[VGALQ]")
AGENT = re.compile(r"[^,\".:;Vv]{0,12}?p")
VERB_USE = frozenset('PNRWrhbxas",)')
STATEMENT_START = frozenset('DNnrRPt":')
QUOTED_AS = frozenset({"quoted", "cited"})
CITING = frozenset({"citing", "quoting"})
# "quoted as", "quoted by the Herald as", read from the right.
AS_SAYING = re.compile(r"k(?:[NRrnD]{1,6}p)?[nVv]b")
AGENTS_WITHIN = 14
# An auxiliary stands at most this far before its verb ("was not first reported").
GROUP_WORDS = 3
# "And according to ...", "But, according to ...": the phrase still opens its sentence.
OPENING_WORDS = 2


def find_attributions(clause: Clause, prose: Prose) -> list[Finding]:
    """Every attribution of one sentence, in text order."""
    found: list[Finding] = []
    for match in CUE.finditer(prose.letters, clause.first, clause.stop):
        cue = match.start()
        if not prose.is_quoted(cue):
            finding = _read(cue, clause, prose, found)
            if finding is not None and finding.parts:
                finding.in_title = clause.in_title
                found.append(finding)
    if found:
        found[-1].via = outlet_in(clause, prose)
    return found


def _read(cue: int, clause: Clause, prose: Prose, before: list[Finding]) -> Finding | None:
    letter = prose.letters[cue]
    if letter == "A":
        return _according(cue, clause, prose)
    if letter == "Q":
        return _nominal(cue, clause, prose)
    if letter == "L":
        parts = prose.part(clause.first, cue) + prose.part(cue + 1, clause.stop)
        return Finding(clause.index, "asserts", (cue, cue + 1), None, parts)
    if prose.word(cue) in CITING:
        return _citing(cue, clause, prose)
    return _read_verb(cue, clause, prose, before)


def _read_verb(cue: int, clause: Clause, prose: Prose, before: list[Finding]) -> Finding | None:
    verb, is_gerund = prose.gazetteer.verbs[prose.word(cue)], prose.letters[cue] == "G"
    if is_gerund and AS_SAYING.match(prose.mirror.mirrored, prose.mirror.size - cue):
        return _quoted_as(cue, clause, prose, verb)
    if not _is_verb(cue, clause, prose, verb):
        return None
    group = prose.letters[max(clause.first, cue - GROUP_WORDS) : cue]
    if group.rstrip("axd")[-1:] == "b":
        read = _active if is_gerund else _passive
        return read(cue, clause, prose, verb, before)
    read = _gerund if is_gerund else _active
    return read(cue, clause, prose, verb, before)


def _is_verb(cue: int, clause: Clause, prose: Prose, verb: Verb) -> bool:
    """Tell "the report" from "they report": by the word before and, for nouns, the word after."""
    word = prose.word(cue)
    if word not in prose.gazetteer.ambiguous and not verb.stance:
        return True
    before, after = prose.letter(cue - 1, clause), prose.letter(cue + 1, clause)
    if word.endswith("ed"):
        return before not in "Ds"
    if before == "s" or before not in VERB_USE:
        return False
    closing = before in "PhbW" or _follows_comma(cue, clause, prose)
    return after in STATEMENT_START or (closing and after != "V")


def _follows_comma(cue: int, clause: Clause, prose: Prose) -> bool:
    """`..., Politico reports.`: a short subject after a comma or a closing quotation mark."""
    return any(prose.letter(cue - back, clause) in '",' for back in range(2, 6))


def _according(cue: int, clause: Clause, prose: Prose) -> Finding | None:
    if cue + 1 >= clause.stop or prose.word(cue + 1) != "to":
        return None
    source = phrase_after(prose.letters, cue + 2, clause.stop)
    if source is None:
        return None
    if cue - clause.first <= OPENING_WORDS or prose.letters[cue - 1] == "k":
        source = Phrase(source.first, source.stop, source.stop)
        parts = prose.part(source.stop, clause.stop)
    else:
        parts = prose.part(clause.first, cue)
    return Finding(clause.index, "asserts", (cue, cue + 2), source, parts)


def _nominal(cue: int, clause: Clause, prose: Prose) -> Finding | None:
    """`Moscow's claim that ...`, `the accusation by Kyiv that ...`."""
    letters = prose.letters
    owner = _owner_before(cue, clause, prose)
    start = cue + 1
    if owner is None and prose.letter(start, clause) == "p" and prose.word(start) in ("by", "from"):
        owner = phrase_after(letters, start + 1, clause.stop)
        start = owner.stop if owner else start
    if owner is None or letters[start : start + 1] not in ("t", "o"):
        return None
    act: Act = "denies" if prose.word(cue) == "denial" else "asserts"
    return Finding(clause.index, act, (cue, cue + 1), owner, prose.part(start + 1, clause.stop))


def _owner_before(cue: int, clause: Clause, prose: Prose) -> Phrase | None:
    if prose.letter(cue - 1, clause) != "s":
        return None
    first = cue - 1
    while first > clause.first and prose.letters[first - 1] in "NnrRD0" and cue - first < 9:  # noqa: PLR2004
        first -= 1
    return Phrase(first, cue - 1, cue - 1) if first < cue - 1 else None


def _gerund(
    cue: int, clause: Clause, prose: Prose, verb: Verb, before: list[Finding]
) -> Finding | None:
    """`..., accusing Moscow of ...`: the subject is that of the clause before."""
    if cue != clause.first and prose.letters[cue - 1] not in ",ca-":
        return None
    source = before[-1].source if before else _opening(clause, cue, prose)
    if source is None:
        return None
    if before:
        cut(before[-1], cue - 1)
    finding = Finding(clause.index, _act(verb, prose.letters[cue - 1]), (cue, cue + 1), source)
    finding.stance = verb.stance
    place_forward(finding, clause, verb, prose)
    return finding


def _quoted_as(cue: int, clause: Clause, prose: Prose, verb: Verb) -> Finding | None:
    """`was quoted (by the Herald) as saying`: the subject of the passive is the speaker."""
    start = prose.letters.rfind("b", clause.first, cue)
    if start < 0 or prose.word(start + 1) not in QUOTED_AS:
        return None
    subject = subject_before(prose.mirror, start, clause.first)
    if subject is None:
        return None
    finding = Finding(clause.index, verb.act, (start, cue + 1), subject[0])
    if not place_backward(finding, clause, verb, prose, clause.first):
        place_forward(finding, clause, verb, prose)
    return finding


def _citing(cue: int, clause: Clause, prose: Prose) -> Finding | None:
    """`..., citing two officials, reported ...`: those cited are what the report rests on."""
    source = phrase_after(prose.letters, cue + 1, clause.stop)
    if source is None:
        return None
    parts = prose.part(source.stop, clause.stop)
    if not parts or not prose.holds_clause(*parts[0]):
        parts = prose.part(clause.first, cue)
    return Finding(clause.index, "asserts", (cue, cue + 1), source, parts)


def _opening(clause: Clause, stop: int, prose: Prose) -> Phrase | None:
    """The subject that opens a sentence, where no verb of saying names one."""
    first = clause.first
    while first < stop and prose.letters[first] in 'kad,"cp':
        first += 1
    return phrase_after(prose.letters, first, stop)


def _passive(
    cue: int,
    clause: Clause,
    prose: Prose,
    verb: Verb,
    before: list[Finding],  # noqa: ARG001 -- every reader of a verb has the same shape
) -> Finding | None:
    """`was reported by ...`, `is said to have ...`: an agent or nobody."""
    if verb.stance and not verb.belief:
        return None
    agent = AGENT.match(prose.letters, cue + 1, min(clause.stop, cue + AGENTS_WITHIN))
    source = None
    if agent and prose.word(agent.end() - 1) == "by":
        source = phrase_after(prose.letters, agent.end(), clause.stop)
    if source is None and verb.complement == "object":
        return None
    start = prose.letters.rfind("b", clause.first, cue)
    parts = prose.part(clause.first, start) if source else prose.part(cue + 1, clause.stop)
    return Finding(clause.index, verb.act, (start, cue + 1), source, parts)


def _active(
    cue: int, clause: Clause, prose: Prose, verb: Verb, before: list[Finding]
) -> Finding | None:
    lowest = before[-1].cue[1] if before else clause.first
    inverted = _inverted(cue, clause, prose, verb, lowest)
    if inverted is not None:
        return inverted
    subject = subject_before(prose.mirror, cue, lowest)
    if subject is None:
        return _coordinate(cue, clause, prose, verb, before)
    source, group = subject
    act = _act(verb, prose.letters[group:cue])
    finding = Finding(clause.index, act, (group, cue + 1), source, stance=verb.stance)
    if not place_backward(finding, clause, verb, prose, lowest):
        place_forward(finding, clause, verb, prose)
    if before and finding.parts and prose.letter(source.first - 1, clause) in "kc,;":
        cut(before[-1], source.first - 1)
    return finding


def _coordinate(
    cue: int, clause: Clause, prose: Prose, verb: Verb, before: list[Finding]
) -> Finding | None:
    """`X accused ... and warned ...`: the verb shares the subject of the one before."""
    group = cue
    while group > clause.first and prose.letters[group - 1] in "haxd":
        group -= 1
    if not before or prose.letters[group - 1] not in "c,k" or before[-1].source is None:
        return None
    finding = Finding(
        clause.index, _act(verb, prose.letters[group:cue]), (group, cue + 1), before[-1].source
    )
    finding.stance = verb.stance
    place_forward(finding, clause, verb, prose)
    if finding.parts:
        cut(before[-1], group - 1)
    return finding


def _inverted(cue: int, clause: Clause, prose: Prose, verb: Verb, lowest: int) -> Finding | None:
    """Read `..., said Peskov`: the verb stands before its subject."""
    if not verb.inverts or cue <= lowest or prose.letters[cue - 1] not in CLOSING:
        return None
    if prose.word(cue) in prose.gazetteer.bases:
        return None
    source = phrase_after(prose.letters, cue + 1, clause.stop)
    if source is None or not CLOSED.match(prose.letters, source.stop, clause.stop):
        return None
    if prose.letters[cue - 1] not in QUOTE_MARKS and _is_apposed(cue, prose, lowest):
        return None
    parts: list[Part] = prose.part(lowest, cue) + resumed(source.extent, clause, prose)
    return Finding(clause.index, verb.act, (cue, cue + 1), source, parts)


def _is_apposed(cue: int, prose: Prose, lowest: int) -> bool:
    """Whether the comma before the verb closes an apposition to a subject that opens the clause."""
    subject = subject_before(prose.mirror, cue, lowest)
    if subject is None:
        return False
    first = subject[0].first
    return first - lowest <= 1 or prose.letters[first - 1] in "kcd,"


def _act(verb: Verb, group: str) -> Act:
    """What the verb does, with a negation beside it taken into account."""
    if verb.act == "confirms" and "x" in group:
        return "doubts"
    return verb.act
