"""News outlets in a sentence: those that a statement was made to, or that it was taken from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.ledger.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.ledger.gazetteer import Gazetteer
    from models.ledger.prose import Clause, Prose

# "told the Herald", "in an interview with CNN", "told the state news agency Orlan".
CARRIER = re.compile(r"[pV]D?(?:N?[nr]{1,4})?(?=[NR])")
CARRYING = frozenset({"with", "to", "by", "from"})
NAME = re.compile(r"[NR]{1,5}")
CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-TV|-FM)?")


def outlet_in(clause: Clause, prose: Prose) -> Phrase | None:
    """The first outlet that a sentence names after a preposition or a verb of telling."""
    for match in CARRIER.finditer(prose.letters, clause.first, clause.stop):
        name = NAME.match(prose.letters, match.end(), clause.stop)
        if name is None or prose.is_quoted(name.start()):
            continue
        if prose.letters[match.start()] == "p" and prose.word(match.start()) not in CARRYING:
            continue
        words = prose.words.words[name.start() : name.end()]
        if is_outlet(words, prose.gazetteer):
            return Phrase(name.start(), name.end(), name.end())
    return None


def is_outlet(words: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether a name is an outlet's: listed, shaped like one, or a station's call sign."""
    name = " ".join(words)
    if name in gazetteer.outlets or CALL_SIGN.fullmatch(name):
        return True
    return len(words) > 1 and words[-1] in gazetteer.outlet_shapes
