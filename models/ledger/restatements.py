"""Where a text says the same again: sentences and statements that share most of their words with a claim.

What denies a word that the claim states, or states one that it denies, says something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.ledger.polarity import agree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.ledger.account import Account
    from models.ledger.entries import Range

# A place that says the same has this many words of the claim, and at least this share of them.
FEWEST_SHARED = 3
SHARE = 0.5
MOST_PLACES = 12


def restated(account: Account, claim: Range, said: Iterable[Range] = ()) -> tuple[Range, ...]:
    """The places that say what a claim says, in text order, the claim itself left out.

    Args:
        account: the text.
        claim: where the claim stands.
        said: statements already known to be about the claim.
    """
    topic = account.words.stems_of(*claim) - account.lore.common
    needed = max(FEWEST_SHARED, SHARE * len(topic))
    found = [
        (sentence.start, sentence.end)
        for sentence, stems in zip(account.document.sentences, account.stems, strict=True)
        if len(topic & stems) >= needed and not sentence.furniture
    ]
    found += [r for r in said if len(topic & account.words.stems_of(*r)) >= needed]
    bounds = account.words.bounds
    found = [r for r in found if agree(account, bounds(*claim), bounds(*r))]
    return apart(sorted(found, key=lambda place: (place[0], -place[1])), claim)


def apart(found: Iterable[Range], claim: Range) -> tuple[Range, ...]:
    """Of places in text order those that overlap neither the claim nor one before them, up to a bound."""
    places: list[Range] = []
    for start, end in found:
        is_outside = end <= claim[0] or start >= claim[1]
        if is_outside and (not places or start >= places[-1][1]):
            places.append((start, end))
    return tuple(places[:MOST_PLACES])
