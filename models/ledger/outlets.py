"""News outlets in a sentence: those that a statement was made to, or that it was taken from."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from models.ledger.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.ledger.gazetteer import Gazetteer
    from models.ledger.prose import Clause, Prose

# "told the Herald", "in an interview with CNN", "told the state news agency Orlan".
CARRIER = re.compile(r"[pVG]D?(?:N?[nr]{1,4})?(?=[NR])")
# No carrier is longer than this with the name behind it.
REACH = 12
# "seen by the Herald", "in a Herald report", "via the Herald".
CARRYING = frozenset({"with", "by", "from", "in", "via"})
NAME = re.compile(r"[NR]{1,5}")
CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-TV|-FM)?")
# "Norvik.com", "Norvik12", "12News".
SITE = re.compile(r"[A-Z]\w+\.(?:com|org|net)|[A-Z][a-z]+\d+|\d+News")
# "the Herald's Ana Ruiz", "the Herald and others", "Herald reporter": the outlet is not what is told.
OWNING = "s'cNR"


def may_name(word: str, gazetteer: Gazetteer) -> bool:
    """Whether a word can be the first or the last one of an outlet's name."""
    return (
        word in gazetteer.outlet_heads
        or word in gazetteer.outlet_shapes
        or not word.isalpha()
        or (word[0] in "KW" and CALL_SIGN.fullmatch(word) is not None)
    )


def outlet_in(clause: Clause, prose: Prose) -> Phrase | None:
    """The first outlet that a sentence names after a preposition or a verb of telling."""
    return next(outlets_in(clause.first, clause.stop, prose), None)


def outlets_in(first: int, stop: int, prose: Prose) -> Iterator[Phrase]:
    """Every outlet that some words name after a preposition or a verb of telling."""
    places = prose.outlet_places
    for place in places[bisect_left(places, first) : bisect_left(places, stop)]:
        # Most words are far from any outlet's name: only those beside one are read.
        nearest = max(first, place - REACH)
        for match in CARRIER.finditer(prose.letters, nearest, min(stop, place + REACH)):
            at = match.start()
            if at > place:
                break
            first = at + 1
            if prose.letters[at] == "p" and prose.word(at) not in CARRYING:
                continue
            name = NAME.match(prose.letters, match.end(), stop)
            if name is None or prose.is_quoted(name.start()):
                continue
            words = prose.words.words[name.start() : name.end()]
            if is_outlet(words, prose.gazetteer) and not _owns(name.end(), prose):
                yield Phrase(name.start(), name.end(), name.end())


def _owns(after: int, prose: Prose) -> bool:
    """Whether an outlet's name only tells whose reporter or show is meant."""
    letter = prose.letters[after : after + 1]
    if letter == "r":
        return prose.word(after) not in prose.gazetteer.pieces
    return bool(letter) and letter in OWNING


def is_outlet(words: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether a name is an outlet's: listed, shaped like one, or a station's call sign."""
    name = " ".join(words)
    if name in gazetteer.outlets or (name[0] in "KW" and CALL_SIGN.fullmatch(name)):
        return True
    if len(words) == 1:
        return not name.isalpha() and SITE.fullmatch(name) is not None
    if (
        words[-1] in gazetteer.outlet_shapes
        or words[-1].rpartition("-")[2] in gazetteer.outlet_shapes
    ):
        return True
    # "NBC Bay Area": a station of a network.
    return words[0].isupper() and words[0] in gazetteer.outlets
