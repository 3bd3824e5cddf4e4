"""Finding who says what: each cue with its subject and its statement, as word indices.

Rules on class letters (`tokens`) and noun phrases (`phrases`); the verbs are data. Nothing inside a direct quotation
is read, because there the quoted person speaks, not the article. Verbs without a subject of their own stand in
`participles`, nouns and marks in `nominals`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from models.ledger.identity import FIRST_PERSON
from models.ledger.nominals import according, read_label, read_nominal
from models.ledger.outlets import outlet_in
from models.ledger.participles import (
    AS_SAYING,
    CITED,
    CITING,
    HEADS,
    PARTICIPLE_AFTER,
    act_of,
    citing,
    coordinate,
    gerund,
    infinitive,
    join_cited,
    opening_participle,
    passive,
    quoted_as,
    went_on,
)
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
    from collections.abc import Sequence

    from models.ledger.gazetteer import Verb

CUE = re.compile(r"[VGALQ]|v(?=p)")
VERB_USE = frozenset('PNRWrhbxant",)d')
STATEMENT_START = frozenset('DNnrRPtQk":')
PARTICIPLE_BEFORE = STATEMENT_START | frozenset(",pa0")
# An auxiliary stands at most this far before its verb ("was not first reported").
GROUP_WORDS = 3


def find_attributions(clauses: Sequence[Clause], prose: Prose) -> list[Finding]:
    """Every attribution of a text, in text order."""
    found: list[Finding] = []
    cues = [match.start() for match in CUE.finditer(prose.letters)]
    at = 0
    for clause in clauses:
        # What stands between sentences is page furniture.
        at = bisect_left(cues, clause.first, at)
        stop = bisect_left(cues, clause.stop, at)
        found += _of_sentence(cues[at:stop], clause, prose)
        at = stop
    return found


def _of_sentence(cues: list[int], clause: Clause, prose: Prose) -> list[Finding]:
    found = read_label(clause, prose) or opening_participle(clause, prose)
    for cue in cues:
        if not prose.is_quoted(cue):
            finding = _read(cue, clause, prose, found)
            if finding is not None and finding.parts:
                finding.in_title = clause.in_title
                found.append(finding)
    if found:
        join_cited(found)
        found[-1].via = outlet_in(clause, prose)
    return found


def _read(cue: int, clause: Clause, prose: Prose, before: list[Finding]) -> Finding | None:
    letter = prose.letters[cue]
    if letter == "v":
        return went_on(cue, clause, prose)
    if letter == "A":
        return according(cue, clause, prose, before)
    if letter == "Q":
        return read_nominal(cue, clause, prose)
    if letter == "L":
        parts = prose.part(clause.first, cue) + prose.part(cue + 1, clause.stop)
        return Finding(clause.index, "asserts", (cue, cue + 1), None, parts)
    if prose.word(cue) in CITING or (
        prose.word(cue) in CITED and prose.letter(cue - 1, clause) == "W"
    ):
        return citing(cue, clause, prose)
    return _read_verb(cue, clause, prose, before)


def _read_verb(cue: int, clause: Clause, prose: Prose, before: list[Finding]) -> Finding | None:
    word = prose.word(cue)
    verb, is_gerund = prose.gazetteer.verbs[word], prose.letters[cue] == "G"
    if is_gerund and AS_SAYING.match(prose.mirror.mirrored, prose.mirror.size - cue):
        return quoted_as(cue, clause, prose, verb)
    if prose.letter(cue - 1, clause) == "p" and word in prose.gazetteer.bases:
        return infinitive(cue, clause, prose, verb)
    if not _is_verb(cue, clause, prose):
        return None
    group = prose.letters[max(clause.first, cue - GROUP_WORDS) : cue]
    if group.rstrip("axd")[-1:] == "b":
        read = _active if is_gerund else passive
        return read(cue, clause, prose, verb, before)
    read = gerund if is_gerund else _active
    return read(cue, clause, prose, verb, before)


def _is_verb(cue: int, clause: Clause, prose: Prose) -> bool:
    """Tell "the report" from "they report": by the word before and, for nouns, the word after."""
    word = prose.word(cue)
    if word not in prose.gazetteer.doubtful:
        return True
    before, after = prose.letter(cue - 1, clause), prose.letter(cue + 1, clause)
    if word.endswith("ed"):
        return before not in "Ds"
    if word.endswith("ing") and (before in PARTICIPLE_AFTER or before in HEADS):
        return after in PARTICIPLE_BEFORE
    if before == "D":
        return _quantity(cue, clause, prose) is not None and after in STATEMENT_START
    fits = before in VERB_USE and (before != "n" or _agrees(prose.word(cue - 1), word, prose))
    return fits and (after in STATEMENT_START or _closes(cue, clause, prose))


def _closes(cue: int, clause: Clause, prose: Prose) -> bool:
    """Whether a verb is clear from what stands before it, although no statement follows at once."""
    before, after = prose.letter(cue - 1, clause), prose.letter(cue + 1, clause)
    if after == "p" and before in "NR" and prose.word(cue + 1) == "to":
        return True
    if after == "," and prose.letter(cue + 2, clause) == '"':
        return True
    return after != "V" and (before in "PhbW" or _follows_comma(cue, clause, prose))


def _agrees(noun: str, word: str, prose: Prose) -> bool:
    """Whether a noun and a verb fit in number: "voters fear", "the paper fears"."""
    return noun.endswith("s") == (word in prose.gazetteer.bases)


def _follows_comma(cue: int, clause: Clause, prose: Prose) -> bool:
    """`..., Politico reports.`: a short subject after a comma or a closing quotation mark."""
    return any(prose.letter(cue - back, clause) in '",' for back in range(2, 6))


def _active(
    cue: int, clause: Clause, prose: Prose, verb: Verb, before: list[Finding]
) -> Finding | None:
    said = [finding for finding in before[-2:] if not finding.cites]
    lowest = said[-1].cue[1] if said else clause.first
    inverted = _inverted(cue, clause, prose, verb, before)
    if inverted is not None:
        return inverted
    subject = subject_before(prose.mirror, cue, lowest) or _quantity(cue, clause, prose)
    if subject is None:
        return coordinate(cue, clause, prose, verb, before)
    source, group = subject
    if verb.stance and _is_own(source, prose, before):
        return None
    act = act_of(verb, prose.letters[group:cue])
    finding = Finding(clause.index, act, (group, cue + 1), source)
    finding.stance = verb.stance and not (verb.belief and _is_role(source, prose))
    if place_backward(finding, clause, verb, prose, lowest):
        _embrace(finding, before, prose)
    else:
        place_forward(finding, clause, verb, prose)
    if before and finding.parts and prose.letter(source.first - 1, clause) in "kc,;":
        cut(before[-1], source.first - 1, prose.letters)
    return finding


def _is_role(source: Phrase, prose: Prose) -> bool:
    """Whether a phrase ends in a role: what "investigators believe" is as good as said."""
    return prose.letters[source.stop - 1] in "rR"


def _embrace(finding: Finding, before: list[Finding], prose: Prose) -> None:
    """`Detectives believe it fell, the Herald reported`: the report holds the belief, not only its statement."""
    if not before or not finding.parts or finding.source is None:
        return
    (first, stop), held = finding.parts[0], before[-1]
    if first != held.cue[1] and first - held.cue[1] > 1:
        return
    if held.parts and held.parts[0][0] >= held.cue[1] and not prose.is_quoted(first):
        start = min(held.cue[0], held.source.first if held.source else held.cue[0])
        joints = [prose.letters.rfind(mark, start, stop) for mark in (",k", ",c", ";")]
        if max(joints) < 0:
            finding.parts[0] = (start, stop)


def _is_own(source: Phrase, prose: Prose, before: list[Finding]) -> bool:
    """Whether a state of mind belongs to what is said ("she said she hopes") or to the article ("I think")."""
    if prose.letters[source.first] != "P":
        return False
    if prose.word(source.first) in FIRST_PERSON:
        return True
    return bool(before) and not before[-1].stance and source.first - before[-1].cue[1] <= 1


def _quantity(cue: int, clause: Clause, prose: Prose) -> tuple[Phrase, int] | None:
    """`Some say`, `many others believe`: a quantity is a subject of its own right before its verb."""
    group = cue
    while group > clause.first and prose.letters[group - 1] in "hxa" and cue - group < GROUP_WORDS:
        group -= 1
    if prose.letter(group - 1, clause) != "D" or prose.word(group - 1) not in prose.gazetteer.some:
        return None
    first = group - 1
    if prose.word(cue).endswith("s"):
        # "Most states": after a quantity a verb has its plural form.
        return None
    if prose.letter(first - 1, clause) == "D":
        first -= 1
    return Phrase(first, group, group), group


def _inverted(
    cue: int, clause: Clause, prose: Prose, verb: Verb, before: list[Finding]
) -> Finding | None:
    """Read `..., said Peskov`: the verb stands before its subject."""
    lowest = before[-1].cue[1] if before else clause.first
    if not verb.inverts or cue <= lowest or prose.letters[cue - 1] not in CLOSING:
        return None
    if prose.word(cue) in prose.gazetteer.bases or prose.word(cue) in prose.gazetteer.addressed:
        return None
    source = phrase_after(prose.letters, cue + 1, clause.stop)
    if source is None:
        return None
    quoted = prose.letters[cue - 1] in QUOTE_MARKS
    if not quoted and not CLOSED.match(prose.letters, source.stop, clause.stop):
        return None
    if not quoted and _is_apposed(cue, prose, lowest):
        return None
    parts: list[Part] = prose.part(lowest, cue) + resumed(source.extent, clause, prose)
    finding = Finding(clause.index, verb.act, (cue, cue + 1), source, parts)
    _embrace(finding, before, prose)
    return finding


def _is_apposed(cue: int, prose: Prose, lowest: int) -> bool:
    """Whether the comma before the verb closes an apposition to a subject that opens the clause."""
    subject = subject_before(prose.mirror, cue, lowest)
    if subject is None:
        return False
    first = subject[0].first
    return first - lowest <= 1 or prose.letters[first - 1] in 'kcd,"'
