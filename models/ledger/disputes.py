"""The parties of an article, and which of them are in dispute: one denies, accuses or fights the other."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import chain, pairwise, product
from typing import TYPE_CHECKING

import re2

from models.ledger.entries import SideEntry
from models.ledger.mentions import LONGEST_NAME, party_names
from models.ledger.sides import backer_of
from models.ledger.vouching import AGAINST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.ledger.account import Account
    from models.ledger.entries import AttributionEntry, ClaimEntry, Range, SourceEntry
    from models.ledger.gazetteer import Gazetteer

# "accused Moscow of ...": whom a charge is brought against stands right after the verb.
CHARGE = re.compile(r"\b(?:accus|blam|denounc|condemn)\w*")
CHARGED_WITHIN = 60
# "blamed each other", "traded accusations"; "Norvik-backed rebels fighting government troops".
QUARREL = re2.compile(
    rb"\b((?:accus|blam)\w+ (?:each other|one another|the other)|"
    rb"trad(?:e|ed|ing) (?:accusations|blame|barbs))\b"
    rb"|\b(?:fighting|battling|at war with|clash(?:ed|es|ing) with|fought)\b"
)
NAMED_WITHIN = 80
# A denial answers what was said shortly before it.
ANSWERED_WITHIN = 12
SHARED_STEMS = 3
LONGEST_CONTENT = 400

Pair = tuple[str, str]


class Places:
    """Which sides a stretch of text names: by their sources or by the names of the parties that they are."""

    def __init__(self, account: Account, gazetteer: Gazetteer) -> None:
        self._named: list[tuple[int, str]] | None = None
        self._account = account
        self._gazetteer = gazetteer
        self._stated: dict[int, frozenset[str]] = {}

    def between(self, start: int, end: int) -> list[str]:
        """The sides that are named between two characters, in text order."""
        sources = self._sources()
        named = sources[bisect_left(sources, (start,)) : bisect_left(sources, (end,))]
        words, parties = self._account.words, self._gazetteer.parties
        for at in range(*words.bounds(start, end)):
            word = words.words[at]
            backer = backer_of(word, self._gazetteer) if "-" in word else ""
            if backer:
                named.append((words.starts[at], backer))
            elif word in self._gazetteer.party_heads:
                names = party_names(words.words[at : at + LONGEST_NAME], self._gazetteer)
                here = [name for name in names if name.startswith(word)]
                named += [(words.starts[at], parties[name].side) for name in here[:1]]
        return list(dict.fromkeys(side for _, side in sorted(named)))

    def _sources(self) -> list[tuple[int, str]]:
        """Where each source is named, with its side; read when it is first asked for."""
        if self._named is None:
            sources = self._account.sources
            self._named = sorted((start, s.side) for s in sources for start, _ in s.mentions)
        return self._named

    def stated(self, entry: AttributionEntry) -> frozenset[str]:
        """The sides that a statement names."""
        if entry.id not in self._stated:
            found = {side for part in _parts(entry) for side in self.between(*part)}
            self._stated[entry.id] = frozenset(found)
        return self._stated[entry.id]


def sides_of(
    account: Account, gazetteer: Gazetteer, claims: Iterable[ClaimEntry] = ()
) -> tuple[SideEntry, ...]:
    """Every side with those who speak for it and the sides that it is in dispute with."""
    sources: dict[str, list[int]] = {}
    for source in account.sources:
        sources.setdefault(source.side, []).append(source.id)
    opposed: dict[str, dict[str, None]] = {}
    pairs = chain(_over_claims(account, claims), _pairs(account, Places(account, gazetteer)))
    for one, other in pairs:
        if one != other:
            opposed.setdefault(one, {})[other] = None
            opposed.setdefault(other, {})[one] = None
    return tuple(
        SideEntry(name, tuple(ids), tuple(opposed.get(name, ()))) for name, ids in sources.items()
    )


def _over_claims(account: Account, claims: Iterable[ClaimEntry]) -> Iterator[Pair]:
    """Who denies a claim is in dispute with who asserts it."""
    for claim in claims:
        for one, other in product(claim.asserted_by, claim.denied_by):
            yield account.sources[one].side, account.sources[other].side


def _pairs(account: Account, places: Places) -> Iterator[Pair]:
    yield from _charges(account, places)
    yield from _denials(account, places)
    document = account.document
    for match in QUARREL.finditer(document.shadow):
        start, end = match.span()
        sentence = document.sentences[document.sentence_at(start)]
        before = places.between(max(sentence.start, start - NAMED_WITHIN), start)
        after = places.between(end, min(sentence.end, end + NAMED_WITHIN))
        if match.group(1):
            found = [*before, *after]
            yield from pairwise(found)
        elif before and after:
            yield before[-1], after[0]


def _charges(account: Account, places: Places) -> Iterator[Pair]:
    """`Kyiv accused Moscow of ...`: a charge against whoever is named first behind it."""
    text = account.document.normal
    for entry in account.attributions:
        side = _side(entry, account.sources)
        cue = entry.cue[0]
        if side and CHARGE.search(text, *cue):
            yield from (
                (side, other) for other in places.between(cue[1], cue[1] + CHARGED_WITHIN)[:1]
            )


def _denials(account: Account, places: Places) -> Iterator[Pair]:
    """A denial opposes those who said before what it denies, or who accuse the one that denies."""
    for number, entry in enumerate(account.attributions):
        side = _side(entry, account.sources)
        # Who could not confirm a report is in no dispute with those who made it.
        if entry.act != "denies" or not side:
            continue
        topic = account.words.stems_in(_parts(entry))
        for other in account.attributions[max(0, number - ANSWERED_WITHIN) : number]:
            source = None if other.source is None else account.sources[other.source]
            if source is None or source.kind == "news_report" or other.act in AGAINST:
                continue
            shared = topic.intersection(account.words.stems_in(_parts(other)))
            if len(shared) >= SHARED_STEMS or side in places.stated(other):
                yield side, source.side


def _parts(entry: AttributionEntry) -> Iterable[Range]:
    """The statement, of a very long one the beginning."""
    return [(start, min(end, start + LONGEST_CONTENT)) for start, end in entry.content]


def _side(entry: AttributionEntry, sources: list[SourceEntry]) -> str:
    return "" if entry.source is None else sources[entry.source].side
