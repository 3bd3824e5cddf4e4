"""How many independent sides stand behind a claim, and whether one side or none vouches for it.

Two outlets that rest on the same unnamed officials are one side, and so are an outlet and the one that it repeats.
`single` is an additive score with fixed signs: whatever supports a claim can only lower it, so that a corroboration
that is added never makes a claim single-sourced.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from models.ledger.account import Account
    from models.ledger.entries import AttributionEntry, SourceEntry
    from models.ledger.main_claim import MainClaim

UNNAMED = "unnamed sources"
AGAINST = frozenset({"denies", "doubts"})
VOUCHING = frozenset({"asserts", "confirms"})
# Statements that share this many stems with the claim speak to its matter; with so many they say the same.
SAME_MATTER = 2
SAME_STATEMENT = 4
MOST_COUNTED = 3
SUPPORTING_KINDS = ("document", "expert", "official", "social_media")
MADE_BY_SOMEBODY = frozenset({"document", "social_media"})


def independent_sides(entries: Iterable[AttributionEntry], sources: list[SourceEntry]) -> set[str]:
    """The parties behind some statements, each with those whose word it passes on."""
    vouching = [e for e in entries if e.source is not None and e.act in VOUCHING]
    passed_on: dict[str, str] = {}
    by_sentence: dict[int, list[SourceEntry]] = {}
    for entry in vouching:
        source = sources[entry.source or 0]
        by_sentence.setdefault(entry.sentence, []).append(source)
        if entry.via is not None:
            passed_on[_party(sources[entry.via])] = _party(source)
    for cited in by_sentence.values():
        origins = [_party(s) for s in cited if s.kind != "news_report"]
        outlets = [_party(s) for s in cited if s.kind == "news_report"]
        # Of outlets alone the one cited last is where the others have it from.
        origin = origins[-1] if origins else outlets[-1]
        passed_on |= {outlet: origin for outlet in outlets if outlet != origin}
    return {_origin(_party(sources[entry.source or 0]), passed_on) for entry in vouching}


def _party(source: SourceEntry) -> str:
    """The side of a source; those without a name who speak for nobody named are one."""
    if source.named or source.side[:1].isupper():
        return source.side
    return UNNAMED if source.kind == "official" else f"{UNNAMED}: {source.kind}"


def _origin(party: str, passed_on: dict[str, str]) -> str:
    seen = {party}
    while (origin := passed_on.get(party, party)) not in seen:
        seen.add(origin)
        party = origin
    return party


def backing(account: Account, claim: MainClaim) -> list[AttributionEntry]:
    """The statements that speak to the main claim, of sources whose side does not speak against it."""
    spoken = [(e, account.sources[e.source]) for e in account.attributions if e.source is not None]
    against = {source.side for entry, source in spoken if entry.act in AGAINST}
    return [
        entry
        for entry, source in spoken
        if source.side not in against
        and entry.act in VOUCHING
        and claim.shared[entry.id] >= SAME_MATTER
    ]


def is_single(account: Account, claim: MainClaim) -> bool:
    """Whether one side or none vouches for the main claim; two independent named sides settle the question."""
    if len(sides_behind(account, claim, SAME_STATEMENT)) > 1:
        return False
    lore, features = account.lore, single_features(account, claim)
    score = lore.base + sum(lore.single.get(name, 0.0) * value for name, value in features.items())
    return score > 0


def sides_behind(account: Account, claim: MainClaim, fewest_shared: int) -> set[str]:
    """The independent named sides whose statements share so many stems with the main claim."""
    named = [
        entry
        for entry in backing(account, claim)
        if claim.shared[entry.id] >= fewest_shared and account.sources[entry.source or 0].named
    ]
    return independent_sides(named, account.sources)


def single_features(account: Account, claim: MainClaim) -> dict[str, float]:
    """What tells a claim with support from one without; the training reads through this too."""
    unknown = _of_unknown_origin(account)
    kinds: list[str] = [source.kind for source in account.sources if source.id not in unknown]
    return {
        "sides": float(min(len(sides_behind(account, claim, SAME_MATTER)), MOST_COUNTED)),
        **{kind: min(kinds.count(kind), MOST_COUNTED) / 2 for kind in SUPPORTING_KINDS},
        "statements": math.log1p(sum(e.source not in unknown for e in account.attributions)),
        "length": math.log1p(len(account.prose)),
        **_wording(account),
    }


def _of_unknown_origin(account: Account) -> set[int]:
    """Documents, posts and clips that nobody is named for: else footage without a caveat would support a claim."""
    return {s.id for s in account.sources if not s.named and s.kind in MADE_BY_SOMEBODY}


def _wording(account: Account) -> dict[str, float]:
    """Records, public acts and dates in the body support a claim; how the title speaks may not."""
    lore = account.lore
    # Few words of a text are of these lists: they are picked out once and counted by list.
    telling = [*filter(lore.telling.__contains__, _counted(account))]
    title = account.words.lowered[: account.title_words]
    return {
        "records": math.log1p(sum(map(lore.records.__contains__, telling))),
        "acts": math.log1p(sum(map(lore.acts.__contains__, telling))),
        "dated": math.log1p(sum(map(lore.dated.__contains__, telling))),
        "title_open": float(not lore.left_open.isdisjoint(title)),
        "title_accuses": float(not lore.accusing.isdisjoint(title)),
        "title_exclaims": float("!" in title),
    }


def _counted(account: Account) -> Sequence[str]:
    """The words of the body, furniture left out."""
    words, document = account.words, account.document
    start = words.bounds(0, document.body_start)[1]
    if not document.furniture:
        return words.lowered[start:]
    kept: list[str] = []
    for begin, end in document.furniture:
        first, stop = words.bounds(begin, end)
        kept += words.lowered[start:first]
        start = max(start, stop)
    kept += words.lowered[start:]
    return kept


def one_way(
    entries: Sequence[AttributionEntry], first: AbstractSet[int], sources: list[SourceEntry]
) -> list[AttributionEntry]:
    """Statements about one claim without those by which a side both vouches for it and denies it.

    A side that makes the claim denies something else; any other that denies it does not vouch for it.

    Args:
        entries: the statements that seem to concern the claim.
        first: the ids of those that make the claim.
        sources: all sources of the text.
    """
    sided = [(e, sources[e.source].side) for e in entries if e.source is not None]
    denying = {side for entry, side in sided if entry.act == "denies"}
    if not denying:
        return [*entries]
    acts = {(side, entry.act) for entry, side in sided if entry.id in first}
    making = {side for side, act in acts if act in VOUCHING and (side, "denies") not in acts}
    dropped = {
        entry.id
        for entry, side in sided
        if (entry.act in VOUCHING and side in denying - making)
        or (entry.act == "denies" and side in making)
    }
    return [entry for entry in entries if entry.id not in dropped]


def is_corroborated(entries: Sequence[AttributionEntry], sources: list[SourceEntry]) -> bool:
    """Whether a side confirms what an independent one asserts."""
    asserting = [entry for entry in entries if entry.act == "asserts"]
    confirming = [entry for entry in entries if entry.act == "confirms"]
    if not asserting or not confirming:
        return False
    asserted = independent_sides(asserting, sources)
    both = independent_sides([*asserting, *confirming], sources)
    return bool(asserted) and len(both) > len(asserted)


def of_the_first_side(ids: tuple[int, ...], sources: list[SourceEntry]) -> tuple[int, ...]:
    """Those who speak for the side that speaks first; what others say of the matter is no vouching for it."""
    sides = {source.id: source.side for source in sources}
    return tuple(i for i in ids if sides[i] == sides[ids[0]])
