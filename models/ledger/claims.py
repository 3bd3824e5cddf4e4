"""The claims of an article: the main one, and every other matter that several statements or a denial concern.

A claim knows who asserts, denies, doubts and corroborates it, how many independent sides stand behind it, and where
the text says it again. Each attribution knows its claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.ledger.entries import AttributionEntry, ClaimEntry, Range, Status
from models.ledger.main_claim import MainClaim, find_main_claim, said_in
from models.ledger.matters import Subject, find_subjects
from models.ledger.polarity import agree
from models.ledger.restatements import apart, restated
from models.ledger.vouching import (
    AGAINST,
    SAME_MATTER,
    VOUCHING,
    backing,
    independent_sides,
    is_corroborated,
    is_single,
    of_the_first_side,
    one_way,
)

if TYPE_CHECKING:
    from models.ledger.account import Account

# Statements that share this many stems with title and claim are about it.
SAME_STATEMENT = 3
SHORT_DENIAL = 2
# A confirmation that shares no word with the claim stands this few sentences below it and points back to it.
NEAR = 2
POINTING = frozenset({"it", "that", "the", "this"})
ACCOUNTS = frozenset(
    {"account", "accounts", "claim", "claims", "news", "report", "reports", "toll"}
)
Parties = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """All claims, the main one first, the attributions with their claims, and whether the main one has one side."""

    claims: tuple[ClaimEntry, ...]
    attributions: tuple[AttributionEntry, ...]
    single_source: bool


def weigh_claims(account: Account) -> Weighed:
    """What the article claims and how each claim stands; no claim in a text without sentences."""
    found = find_main_claim(account)
    if found is None:
        return Weighed((), tuple(account.attributions), single_source=True)
    said = {entry.id for entry in said_in(account, found.sentence)}
    concerned = [e for e in account.attributions if _concerns(account, e, found, said)]
    about = one_way(concerned, said, account.sources)
    single = not is_corroborated(about, account.sources) and is_single(account, found)
    main = _main(account, found, about, single=single)
    known = {entry.id for entry in about}
    others = [
        _other(account, number, subject)
        for number, subject in enumerate(find_subjects(account, known), start=1)
    ]
    # Of one side's claim others may speak without vouching for it: such a statement belongs to no claim.
    claim_of = {e.id: 0 for e in about if e.act != "asserts" or _is_listed(e, main)}
    claim_of |= {e.id: claim.id for claim, entries in others for e in entries}
    for entry in account.attributions:
        entry.claim = claim_of.get(entry.id)
    return Weighed(
        claims=(main, *(claim for claim, _ in others)),
        attributions=tuple(account.attributions),
        single_source=single,
    )


def _is_listed(entry: AttributionEntry, claim: ClaimEntry) -> bool:
    return entry.source is None or entry.source in claim.asserted_by


def _concerns(account: Account, entry: AttributionEntry, claim: MainClaim, said: set[int]) -> bool:
    """Whether an attribution is about the main claim."""
    if entry.id in said:
        return True
    if entry.act == "confirms":
        return _confirms(account, entry, claim)
    if entry.act not in AGAINST:
        return claim.shared[entry.id] >= SAME_STATEMENT
    if claim.shared[entry.id]:
        return True
    # "denied any involvement": a short denial has no words of its own to share.
    return len(account.said[entry.id] - account.lore.common) <= SHORT_DENIAL


def _confirms(account: Account, entry: AttributionEntry, claim: MainClaim) -> bool:
    """Whether a confirmation, mostly short, is of the main claim: "confirmed the account", "that the ship had sunk"."""
    bounds = account.words.bounds
    if entry.sentence < claim.sentence.index or not entry.content:
        return claim.shared[entry.id] >= SAME_STATEMENT
    first, stop = bounds(*entry.content[0])
    if not agree(account, bounds(*claim.span), (first, stop)):
        return False
    shared, own = claim.shared[entry.id], account.said[entry.id] - account.lore.common
    if shared >= SAME_MATTER or (shared and len(own) <= SHORT_DENIAL):
        return True
    opening = account.words.lowered[first:stop]
    near = entry.sentence - claim.sentence.index <= NEAR
    if len(own) > SHORT_DENIAL or not near or not opening:
        return False
    # "confirmed the account"; "an investigation" is news of its own.
    return opening[0] in POINTING or not ACCOUNTS.isdisjoint(opening)


def _main(
    account: Account, found: MainClaim, about: list[AttributionEntry], *, single: bool
) -> ClaimEntry:
    parties = _parties(about)
    # What nobody is cited for and is not single-sourced stands on the record: the outlet vouches for it itself.
    sides = max(1, len(independent_sides(about, account.sources)))
    if single:
        parties["asserts"] = of_the_first_side(parties["asserts"], account.sources)
        sides = int(bool(parties["asserts"] or parties["confirms"] or backing(account, found)))
    said = [part for entry in about if entry.act in VOUCHING for part in entry.content]
    places = restated(account, found.span, said)
    return _claim(0, found.span, parties, sides, places, single=single)


def _other(
    account: Account, number: int, subject: Subject
) -> tuple[ClaimEntry, tuple[AttributionEntry, ...]]:
    """A claim beside the main one; nobody but its speakers vouches for it."""
    sides = len(independent_sides(subject.entries, account.sources))
    vouching = (e for e in subject.entries if e.act in VOUCHING)
    bounds = account.words.bounds
    said = sorted({part for entry in vouching for part in entry.content} - {subject.span})
    parts = [part for part in said if agree(account, bounds(*subject.span), bounds(*part))]
    parties, places = _parties(subject.entries), apart(parts, subject.span)
    claim = _claim(number, subject.span, parties, sides, places, single=sides <= 1)
    return claim, subject.entries


def _claim(
    number: int,
    span: Range,
    parties: Parties,
    sides: int,
    places: tuple[Range, ...],
    *,
    single: bool,
) -> ClaimEntry:
    return ClaimEntry(
        id=number,
        start=span[0],
        end=span[1],
        main=number == 0,
        asserted_by=parties["asserts"],
        denied_by=parties["denies"],
        doubted_by=parties["doubts"],
        corroborated_by=parties["confirms"],
        sides=sides,
        status=_status(parties, sides, single=single),
        restated=places,
    )


def _parties(entries: list[AttributionEntry] | tuple[AttributionEntry, ...]) -> Parties:
    """The sources that concern a claim, by what they do to it."""
    found: dict[str, dict[int, None]] = {
        act: {} for act in ("asserts", "denies", "doubts", "confirms")
    }
    for entry in entries:
        if entry.source is not None and entry.act in found:
            found[entry.act][entry.source] = None
    return {act: tuple(ids) for act, ids in found.items()}


def _status(parties: Parties, sides: int, *, single: bool) -> Status:
    if parties["denies"]:
        return "contested"
    if parties["doubts"]:
        return "unverified"
    if single:
        return "single_side" if sides else "unattributed"
    return "corroborated" if sides > 1 else "documented"
