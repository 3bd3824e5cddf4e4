"""Sources that no verb of saying brings: posts shown with their account, documents, outlets that are credited."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from models.ledger.outlets import outlets_in
from models.ledger.phrases import Phrase

if TYPE_CHECKING:
    from models.ledger.entries import Kind
    from models.ledger.prose import Clause, Prose

# "Ana Ruiz (@anaruiz)", "Ana Ruiz @anaruiz": the letters of a name, a bracket and the sign.
ACCOUNT = re.compile(r"[NRn0I]{1,4}\(?@")
MODIFIERS = "NnrRs0"
MOST_MODIFIERS = 6
INDEFINITE = frozenset({"a", "an", "another"})
CREDITING = frozenset({"in", "to", "from"})


def unspoken(clauses: list[Clause], prose: Prose) -> list[tuple[Phrase, Kind | None]]:
    """The sources of a text that speak without a verb, with their kind where the place tells it."""
    body = [clause for clause in clauses if not clause.in_title]
    if not body:
        return []
    whole = (body[0].first, body[-1].stop)
    starts = [clause.first for clause in body]
    found: list[tuple[Phrase, Kind | None]] = []
    for match in ACCOUNT.finditer(prose.letters, *whole) if "@" in prose.letters else ():
        stop = match.end() - (2 if prose.letters[match.end() - 2] == "(" else 1)
        found.append((Phrase(match.start(), stop, stop), "social_media"))
    for noun in _nouns(prose, *whole):
        phrase = _document(noun, whole[0], prose)
        if phrase is not None:
            found.append((phrase, None))
    found += [(outlet, None) for outlet in outlets_in(*whole, prose)]
    return [entry for entry in found if _is_prose(entry[0], body, starts)]


def _is_prose(phrase: Phrase, body: list[Clause], starts: list[int]) -> bool:
    """Whether a phrase lies in one sentence; what stands between sentences is page furniture."""
    clause = body[bisect_right(starts, phrase.first) - 1]
    return clause.first <= phrase.first and phrase.stop <= clause.stop


def _nouns(prose: Prose, first: int, stop: int) -> list[int]:
    """Where the nouns for documents stand, in text order."""
    roles, gazetteer = prose.places.roles, prose.gazetteer
    names = (roles.keys() & gazetteer.documents) | (roles.keys() & gazetteer.introduced)
    return sorted(at for name in names for at in roles[name] if first <= at < stop)


def _document(noun: int, lowest: int, prose: Prose) -> Phrase | None:
    gazetteer, letters, word = prose.gazetteer, prose.letters, prose.word(noun)
    always = word in gazetteer.documents
    if prose.is_quoted(noun):
        return None
    if letters[noun + 1 : noun + 2] == "n" and not prose.word(noun + 1).endswith("ed"):
        # "letter box" is no letter, "letter signed by" is one.
        return None
    first = noun
    while first > lowest and noun - first < MOST_MODIFIERS and letters[first - 1] in MODIFIERS:
        first -= 1
    has_determiner = first > lowest and letters[first - 1] == "D"
    indefinite = has_determiner and prose.word(first - 1) in INDEFINITE
    if has_determiner and not (indefinite or always):
        return None
    begin = first - 1 if has_determiner else first
    has_owner = any(letter in "NR" for letter in letters[first:noun])
    credited = begin > lowest and prose.word(begin - 1) in CREDITING
    named = (always and (has_determiner or has_owner)) or (indefinite and (has_owner or credited))
    return Phrase(begin, noun + 1, noun + 1) if named else None
