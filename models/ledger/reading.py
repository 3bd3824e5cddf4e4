"""From a document to its ledger: attributions, then speakers, then the main claim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.ledger.account import Account, open_account
from models.ledger.attributions import find_attributions
from models.ledger.basis import with_basis
from models.ledger.claims import weigh_claims
from models.ledger.clauses import bounds_of, clauses_of
from models.ledger.disputes import sides_of
from models.ledger.entries import Ledger, SourceEntry
from models.ledger.passages import carry_on
from models.ledger.prose import Finding, Prose
from models.ledger.quote_pairs import find_quote_pairs
from models.ledger.record import entries_of, unattributed
from models.ledger.sources import Roster
from models.ledger.support import support_of_title
from models.ledger.tokens import read_words
from models.ledger.unspoken import unspoken

if TYPE_CHECKING:
    from models.ledger.gazetteer import Gazetteer
    from models.text.document import Document


# In so short a text "she said" is all that there is to know of a source.
FRAGMENT_SENTENCES = 3
# "people who claim": from the noun to the verb of its own clause.
RELATIVE = re.compile(r"W[haxbd]{0,4}[VG]")


def read_ledger(document: Document, gazetteer: Gazetteer) -> Ledger:
    """Who says what in an article, for whom they speak, and how its claims stand."""
    account = read_account(document, gazetteer)
    weighed = weigh_claims(account)
    sides = sides_of(account, gazetteer, weighed.claims)
    return Ledger(
        sources=tuple(account.sources),
        attributions=weighed.attributions,
        claims=weighed.claims,
        single_source=weighed.single_source,
        unattributed=unattributed(document, account.attributions),
        headline=support_of_title(account, weighed, sides),
        sides=sides,
        quote_pairs=find_quote_pairs(document, gazetteer.wordings, account.attributions),
    )


def read_account(document: Document, gazetteer: Gazetteer) -> Account:
    """Who says what, before anything is weighed; the training of the weights reads through this."""
    words = read_words(document.normal, gazetteer, document.body_start)
    prose = Prose(document, words, gazetteer)
    bounds = bounds_of(document, words)
    clauses = clauses_of(document, bounds)
    findings = find_attributions(clauses, prose)
    carry_on(findings, clauses, prose)
    is_fragment = len(document.sentences) <= FRAGMENT_SENTENCES
    roster = Roster(words, gazetteer, prose.places, is_fragment=is_fragment)
    speakers = _speakers(findings, roster, prose)
    carriers = _carriers(findings, roster)
    for phrase, kind in unspoken(clauses, prose):
        roster.add(phrase, kind)
    attributions = entries_of(findings, speakers, carriers, prose, _outlets(roster))
    sources = with_basis(document, attributions, _sources(roster))
    return open_account(document, words, bounds, gazetteer.claims, attributions, sources)


def _outlets(roster: Roster) -> frozenset[int]:
    """The speakers that are news outlets."""
    kinds = enumerate(speaker.kind for speaker in roster.speakers)
    return frozenset(number for number, kind in kinds if kind == "news_report")


def _speakers(findings: list[Finding], roster: Roster, prose: Prose) -> list[int | None]:
    """The source of every finding; a title names nobody that the body does not know, nor does a mere stance."""
    found: list[int | None] = [None] * len(findings)
    late = [finding.in_title or _names_nobody_new(finding, roster, prose) for finding in findings]
    for number, finding in enumerate(findings):
        if finding.source and not late[number]:
            certain = prose.letters[finding.cue[0]] == "A"
            found[number] = roster.enter(finding.source, certain=certain)
    for number, finding in enumerate(findings):
        if finding.source and late[number]:
            found[number] = roster.find(finding.source)
    return found


def _names_nobody_new(finding: Finding, roster: Roster, prose: Prose) -> bool:
    """Whether somebody only wishes or supports and is not quoted with it, or is anybody "who claims" it."""
    source = finding.source
    if source is None or (
        finding.stance and (roster.is_fragment or not prose.holds_quotation(finding))
    ):
        return True
    opens = prose.letters[source.stop : source.stop + 1] == "W"
    if not opens or not RELATIVE.fullmatch(prose.letters, source.stop, finding.cue[0] + 1):
        return False
    return not roster.is_name(source)


def _carriers(findings: list[Finding], roster: Roster) -> list[int | None]:
    """The outlet through which each statement came ("told the Herald"), as a source of its own."""
    return [
        roster.enter(finding.via) if finding.via and not finding.in_title else None
        for finding in findings
    ]


def _sources(roster: Roster) -> list[SourceEntry]:
    return [
        SourceEntry(
            id=number,
            name=speaker.mention.full_name or speaker.mention.text,
            named=speaker.named,
            kind=speaker.kind,
            side=speaker.side,
            mentions=mentions,
        )
        for number, (speaker, mentions) in enumerate(
            zip(roster.speakers, roster.mentions(), strict=True)
        )
    ]
