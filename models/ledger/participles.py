"""Verbs of saying that have no subject of their own beside them: -ing forms, infinitives, passives, second verbs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.ledger.phrases import Phrase, phrase_after, phrase_before, subject_before
from models.ledger.prose import FINITE, Clause, Finding, Prose, cut
from models.ledger.statements import place_backward, place_forward

if TYPE_CHECKING:
    from models.contract import Act
    from models.ledger.gazetteer import Verb

AGENT = re.compile(r"[^,\".:;Vv]{0,12}?p")
QUOTED_AS = frozenset({"quoted", "cited"})
CITING = frozenset({"citing", "quoting"})
GOING = frozenset({"went", "goes"})
CITED = frozenset({"cited", "cites", "quoted", "quotes"})
REPORTS_WITHIN = 4
# "quoted as", "quoted by the Herald as", read from the right.
AS_SAYING = re.compile(r"k(?:[NRrnD]{1,6}p)?[nVv]b")
AGENTS_WITHIN = 14
# From "to say" back to the verb that it hangs on: "went on to say", "continued to argue", "wants to stress".
HANGS_ON = re.compile(r"[pa]{0,3}[vVnhb]")
# What joins a second verb to the first, and what stands before a participle clause.
JOINTS = "c,k"
PARTICIPLE_AFTER = frozenset(',ca-pok"')
AFTER_PARTICIPLE = frozenset('tPDN",k')
OPENING_CLAUSE = 40
HEADS = frozenset("nrRNQ")


def act_of(verb: Verb, group: str) -> Act:
    """What the verb does, with a negation beside it taken into account."""
    if verb.act == "confirms" and "x" in group:
        return "doubts"
    return verb.act


def gerund(
    cue: int, clause: Clause, prose: Prose, verb: Verb, before: list[Finding]
) -> Finding | None:
    """`..., accusing Moscow of ...`: the subject is that of the clause before, or the noun beside it."""
    letter = prose.letter(cue - 1, clause)
    if cue != clause.first and letter not in PARTICIPLE_AFTER:
        return _beside(cue, clause, prose, verb) if letter in HEADS else None
    source = before[-1].source if before else _opening(clause, cue, prose)
    if source is None:
        return None
    if before and letter in JOINTS:
        cut(before[-1], cue - 1, prose.letters)
    finding = Finding(clause.index, act_of(verb, letter), (cue, cue + 1), source)
    finding.stance = verb.stance or letter not in JOINTS
    place_forward(finding, clause, verb, prose)
    return finding


def _beside(cue: int, clause: Clause, prose: Prose, verb: Verb) -> Finding | None:
    """`a statement saying ...`, `records showing that ...`."""
    if verb.stance or prose.letter(cue + 1, clause) not in AFTER_PARTICIPLE:
        return None
    source = phrase_before(prose.mirror, cue, clause.first)
    if source is None:
        return None
    finding = Finding(clause.index, verb.act, (cue, cue + 1), source, stance=True)
    place_forward(finding, clause, verb, prose)
    return finding


def infinitive(cue: int, clause: Clause, prose: Prose, verb: Verb) -> Finding | None:
    """`went on to say ...`: the subject is that of the verb before."""
    if prose.word(cue - 1) != "to":
        return None
    start = prose.mirror.before(HANGS_ON, cue - 1, clause.first)
    subject = None
    if start is not None:
        subject = subject_before(prose.mirror, start, clause.first)
    source = subject[0] if subject else _opening(clause, cue, prose)
    if source is None:
        return None
    first = start if start is not None and subject else cue - 1
    finding = Finding(clause.index, verb.act, (first, cue + 1), source, stance=True)
    place_forward(finding, clause, verb, prose)
    return finding


def quoted_as(cue: int, clause: Clause, prose: Prose, verb: Verb) -> Finding | None:
    """`was quoted (by the Herald) as saying`: the subject of the passive is the speaker."""
    start = prose.letters.rfind("b", clause.first, cue)
    if start < 0 or prose.word(start + 1) not in QUOTED_AS:
        return None
    return _said_by_subject((start, cue + 1), clause, prose, verb)


def went_on(cue: int, clause: Clause, prose: Prose) -> Finding | None:
    """`"...," she went on.`: a statement before a verb of two words."""
    verb = prose.gazetteer.verbs.get("continued")
    if verb is None or prose.word(cue) not in GOING or prose.word(cue + 1) != "on":
        return None
    if cue + 1 == clause.stop or prose.letter(cue + 2, clause) not in " .,:;":
        return None
    return _said_by_subject((cue, cue + 2), clause, prose, verb)


def _said_by_subject(
    group: tuple[int, int], clause: Clause, prose: Prose, verb: Verb
) -> Finding | None:
    """The subject before a group of verbs says what stands before it, or else behind the group."""
    subject = subject_before(prose.mirror, group[0], clause.first)
    if subject is None:
        return None
    finding = Finding(clause.index, verb.act, group, subject[0])
    if not place_backward(finding, clause, verb, prose, clause.first):
        place_forward(finding, clause, verb, prose)
    return finding


def citing(cue: int, clause: Clause, prose: Prose) -> Finding | None:
    """`..., citing two officials, reported ...`: those cited are what the report rests on."""
    source = phrase_after(prose.letters, cue + 1, clause.stop)
    if source is None:
        return None
    parts = prose.part(source.stop, clause.stop)
    if not parts or not prose.holds_clause(*parts[0]):
        parts = prose.part(clause.first, cue)
    return Finding(clause.index, "asserts", (cue, cue + 1), source, parts, cites=True)


def join_cited(found: list[Finding]) -> None:
    """Let those cited say what the report says that cites them, and stand inside it."""
    for at, finding in enumerate(found):
        if not finding.cites or finding.source is None:
            continue
        after = found[at + 1] if at + 1 < len(found) else None
        near = after is not None and after.cue[0] - finding.source.extent <= REPORTS_WITHIN
        report = after if near else (found[at - 1] if at else None)
        if report is not None:
            finding.within = report
            finding.parts = list(report.parts)


def _opening(clause: Clause, stop: int, prose: Prose) -> Phrase | None:
    """The subject that opens a sentence, where no verb of saying names one."""
    first = clause.first
    while first < stop and prose.letters[first] in 'kad,"cp':
        first += 1
    return phrase_after(prose.letters, first, stop)


def passive(
    cue: int,
    clause: Clause,
    prose: Prose,
    verb: Verb,
    before: list[Finding],
) -> Finding | None:
    """`was reported by ...`, `is said to have ...`: an agent or nobody."""
    agent = AGENT.match(prose.letters, cue + 1, min(clause.stop, cue + AGENTS_WITHIN))
    source = None
    if agent and prose.word(agent.end() - 1) == "by":
        source = phrase_after(prose.letters, agent.end(), clause.stop)
        source = _without_charge(source, prose) if verb.complement == "object" else source
    start = prose.letters.rfind("b", clause.first, cue)
    after = prose.letter(cue + 1, clause)
    lowest, group = _subject_of_passive(start, clause, prose, before)
    if source is None and verb.act == "confirms" and not _goes_on(cue, clause, prose):
        act = act_of(verb, prose.letters[group:cue])
        return Finding(clause.index, act, (group, cue + 1), None, prose.part(lowest, group))
    if source is None and verb.complement == "object" and after not in "pko":
        return None
    if verb.stance and not verb.belief and source is None and after not in "pkot":
        return None
    if source is None:
        parts = prose.part(cue + 1, clause.stop)
    elif verb.complement == "object" and prose.letter(source.stop, clause) in "pkto":
        is_charge = prose.letters[source.stop] == "o"
        parts = prose.part(source.stop + is_charge, clause.stop)
    else:
        parts = prose.part(clause.first, start)
    return Finding(clause.index, verb.act, (start, cue + 1), source, parts, stance=verb.stance)


def _subject_of_passive(
    start: int, clause: Clause, prose: Prose, before: list[Finding]
) -> tuple[int, int]:
    """Where the words before a passive begin and its verb group does; a claim that is its subject ends there."""
    group = start
    while group > clause.first and prose.letters[group - 1] in "haxd":
        group -= 1
    if not before:
        return clause.first, group
    if prose.letters[before[-1].cue[0]] != "Q":
        return before[-1].cue[1], group
    _end_subject(before[-1], group, clause, prose)
    return clause.first, group


def _goes_on(cue: int, clause: Clause, prose: Prose) -> bool:
    """Whether what a passive is about follows it: "it was confirmed that", "is confirmed to have"."""
    return prose.letter(cue + 1, clause) in "tk:" or (
        cue + 1 < clause.stop and prose.word(cue + 1) == "to"
    )


def _without_charge(agent: Phrase | None, prose: Prose) -> Phrase | None:
    """`accused by three aides of taking bribes`: the aides, without what they say."""
    if agent is None:
        return None
    at = prose.letters.rfind("o", agent.first, agent.stop)
    charge = prose.words.words[at + 1]
    if at < 0 or not (charge.endswith("ing") and charge.islower()):
        return agent
    return Phrase(agent.first, at, at)


def _end_subject(claim: Finding, group: int, clause: Clause, prose: Prose) -> None:
    """`The accusation that he lied was rejected`: a claim that is the subject ends before its own verb."""
    if not claim.parts or FINITE.search(prose.letters, clause.first, claim.cue[0]):
        return
    start, stop = claim.parts[0]
    begins = start < group < stop and prose.letters[group - 1] not in "kcWt,P"
    if begins and prose.holds_clause(start, group):
        cut(claim, group, prose.letters)


def coordinate(
    cue: int, clause: Clause, prose: Prose, verb: Verb, before: list[Finding]
) -> Finding | None:
    """`X accused ... and warned ...`: the verb shares the subject of the one before."""
    group = cue
    while group > clause.first and prose.letters[group - 1] in "haxd":
        group -= 1
    joined = prose.letter(group - 1, clause) in JOINTS
    source = before[-1].source if before and joined else None
    is_past = prose.word(cue) not in prose.gazetteer.bases
    if source is None and is_past and not verb.stance and prose.letter(group - 1, clause) in "cd":
        source = _opening(clause, group, prose)
    if source is None:
        return None
    act = act_of(verb, prose.letters[group:cue])
    finding = Finding(clause.index, act, (group, cue + 1), source, stance=verb.stance or not before)
    place_forward(finding, clause, verb, prose)
    if finding.parts and before and joined:
        cut(before[-1], group - 1, prose.letters)
    return finding


def opening_participle(clause: Clause, prose: Prose) -> list[Finding]:
    """`Asked whether ..., she said`, `Declaring that ..., he left`: a statement before its sentence's subject."""
    cue = clause.first
    word = prose.word(cue) if prose.letter(cue, clause) == "N" else ""
    verb = prose.gazetteer.verbs.get(word) if word.endswith(("ing", "asked")) else None
    if verb is None:
        return []
    comma = prose.letters.find(",", cue + 1, min(clause.stop, cue + OPENING_CLAUSE))
    if comma < 0 or prose.is_quoted(cue):
        return []
    if word in CITING:
        cited = phrase_after(prose.letters, cue + 1, comma)
        parts = prose.part(comma, clause.stop)
        return [Finding(clause.index, "asserts", (cue, cue + 1), cited, parts, cites=True)]
    source = None if word == "asked" else phrase_after(prose.letters, comma + 1, clause.stop)
    agent = AGENT.match(prose.letters, cue + 1, cue + 3)
    start = cue + 1
    if word == "asked" and agent and prose.word(agent.end() - 1) == "by":
        source = phrase_after(prose.letters, agent.end(), comma)
        start = source.stop if source else start
    elif source is None and word != "asked":
        return []
    finding = Finding(clause.index, verb.act, (cue, cue + 1), source, prose.part(start, comma))
    finding.stance, finding.in_title = True, clause.in_title
    return [finding] if finding.parts else []
