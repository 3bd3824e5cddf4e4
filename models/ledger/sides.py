"""For whom a source speaks: metonymy and membership from the gazetteer, rules for the names it does not know."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from models.ledger.mentions import bare, party_names

if TYPE_CHECKING:
    from models.ledger.entries import Kind
    from models.ledger.gazetteer import Gazetteer
    from models.ledger.mentions import Mention

# Kinds whose nationality makes them speak for the state: "Russian officials", "Iranian media".
OF_THE_STATE = frozenset({"official"})
# "Moscow", "the Kremlin": a place speaks for its government only when it stands alone.
ALONE = 2
DETERMINERS = frozenset(
    {"the", "a", "an", "his", "her", "their", "some", "several", "two", "three", "many", "one"}
)


def side_of(mention: Mention, kind: Kind, gazetteer: Gazetteer) -> str:
    """The party that a source speaks for, in one or two words; its own name where it speaks for itself."""
    known = _known(mention, kind, gazetteer)
    if known:
        return known
    if kind == "news_report" and mention.name:
        return mention.whole
    owner = _owner(mention)
    if owner:
        return owner
    if mention.name:
        return mention.whole if mention.is_body else mention.name[-1]
    return plain(mention.core)


def _known(mention: Mention, kind: Kind, gazetteer: Gazetteer) -> str:
    parties = gazetteer.parties
    for name in (mention.whole, mention.name[-1] if mention.name else ""):
        party = parties.get(name)
        if party and (party.how in ("people", "bodies") or len(mention.letters) <= ALONE):
            return party.side
    if mention.whole in gazetteer.outlets:
        return mention.whole
    for name in party_names(mention.context, gazetteer):
        if parties[name].how in ("bodies", "places") or kind in OF_THE_STATE:
            return parties[name].side
    return ""


def _owner(mention: Mention) -> str:
    """The capitalised body in the phrase or its apposition that is not the person's own name."""
    own = {*mention.name, "A", "An", "The"}
    groups = groupby(mention.context, key=lambda word: word[:1].isupper() and word not in own)
    names = [" ".join(group) for is_name, group in groups if is_name]
    return bare(names[0]) if names and mention.context[0] != names[0] else _first_word(names)


def _first_word(names: list[str]) -> str:
    return bare(names[0]) if names and names[0].lower() not in {"the", "a", "an"} else ""


def plain(text: str) -> str:
    """A description without its determiner, in lower case."""
    first, _, rest = text.lower().partition(" ")
    return (
        rest
        if rest and first in {"the", "a", "an", "his", "her", "their", "some"}
        else text.lower()
    )
