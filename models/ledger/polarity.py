"""Which words a stretch of text denies."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.ledger.account import Account
    from models.ledger.entries import Range

# A negation counts when it stands this close before a word that it is about.
REACH = 4
# "fire" and "fired" are one word here: of a stem no more than this is compared.
COMPARED = 4
NO_ONE = "no-one"


def negated(account: Account, bounds: Range) -> dict[int, str]:
    """Negations of a run of words with the first longer word that each is about."""
    lore, words, stems = account.lore, account.words, account.words.stems
    found: dict[int, str] = {}
    for at in range(*bounds):
        if words.lowered[at] in lore.negations or words.lowered[at] == NO_ONE:
            # "no one" is "nobody".
            first = at + 1 + (words.lowered[at : at + 2] == ("no", "one"))
            following = range(first, min(first + REACH, bounds[1]))
            near = (n for n in following if stems[n] and words.lowered[n] not in lore.common)
            place = next(near, None)
            if place is not None:
                found[at] = stems[place][:COMPARED]
    return found


def openings(account: Account, bounds: Range) -> set[str]:
    """The stems of a run of words as far as `negated` gives them."""
    return {stem[:COMPARED] for stem in account.words.stems_among(*bounds)}


def agree(account: Account, one: Range, other: Range) -> bool:
    """Whether two runs of words deny the same of what both speak of."""
    denied, denied_there = (set(negated(account, bounds).values()) for bounds in (one, other))
    if denied == denied_there:
        return True
    both = openings(account, one) & openings(account, other)
    return denied & both == denied_there & both
