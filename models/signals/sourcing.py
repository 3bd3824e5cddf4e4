"""Sourcing signals from the ledger: somebody unnamed, nobody definite, a document.

Each rule looks at one attribution: the head of its source phrase, what counts it, what the ledger knows of the source.
Its id (`ledger:` and a name) is measured and weighed like that of a cue, and what a cue finds at the same place is one
observation with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.signals.own_outlet import OutletPlaces
from models.signals.source_phrase import PRONOUNS, SourcePhrase, read_phrase

if TYPE_CHECKING:
    from models.ledger import AttributionEntry, Ledger, Range
    from models.signals.sourcing_words import SourcingWords
    from models.text import Document

ANONYMOUS = "source.anonymous"
VAGUE = "source.vague"
SECONDHAND = "source.secondhand"
DOCUMENT = "source.document"
# Every rule with its signal.
RULES = {
    "ledger:anonymous.insider": ANONYMOUS,
    "ledger:anonymous.again": ANONYMOUS,
    "ledger:vague.group": VAGUE,
    "ledger:vague.group-thinks": VAGUE,
    "ledger:vague.many": VAGUE,
    "ledger:vague.nobody": VAGUE,
    "ledger:vague.again": VAGUE,
    "ledger:document.record": DOCUMENT,
}
AGAIN = {ANONYMOUS: "ledger:anonymous.again", VAGUE: "ledger:vague.again"}
# A name right before a phrase ("Ana Ruiz, an official, said"): the phrase only describes it.
DESCRIBED = re.compile(r"[A-Z][\w'-]+,\s$")
NAME_REACH = 40


@dataclass(frozen=True, slots=True)
class Find:
    """A place where a rule holds."""

    rule: str
    start: int
    end: int
    sentence: int

    @property
    def signal(self) -> str:
        """The signal that the rule is about."""
        return RULES[self.rule]


@dataclass(frozen=True, slots=True)
class SourcingReader:
    """Reads the attributions of any ledger with the word lists of one bundle."""

    words: SourcingWords

    def outlets(self, document: Document, ledger: Ledger) -> OutletPlaces:
        """Where the article names its own outlet, and others."""
        return OutletPlaces(document, ledger, self.words.own)

    def read(self, document: Document, ledger: Ledger) -> Iterator[Find]:
        """What the rules find, in the order of the attributions."""
        known: dict[int, str] = {}
        for entry in ledger.attributions:
            rule = self._rule(document.normal, ledger, entry, known)
            if rule is not None:
                if entry.source is not None:
                    known.setdefault(entry.source, RULES[rule])
                start, end = _extent(entry)
                yield Find(rule, start, end, entry.sentence)

    def _rule(
        self, text: str, ledger: Ledger, entry: AttributionEntry, known: dict[int, str]
    ) -> str | None:
        cue = text[slice(*entry.cue[0])].lower().split()
        if entry.source_span is None:
            # A passive has its auxiliary with it ("is believed"); "be" only tells what may come.
            is_passive = len(cue) > 1 and cue[0] != "be"
            return "ledger:vague.nobody" if is_passive and cue[-1] in self.words.nobody else None
        phrase = read_phrase(text[slice(*entry.source_span)], self.words.phrase)
        if phrase is None:
            return None
        speaks = cue[0] in self.words.saying or cue[-1] in self.words.saying
        if phrase.head in PRONOUNS:
            first = None if entry.source is None else known.get(entry.source)
            return AGAIN.get(first or "") if speaks and entry.act != "denies" else None
        if entry.source is None or not ledger.sources[entry.source].named:
            known_body = self._is_body(ledger, entry.source)
            if speaks and not known_body and self._is_insider(text, phrase, entry.source_span):
                return "ledger:anonymous.insider"
            vague = self._vague(phrase, speaks=speaks)
            if vague is not None:
                return vague
        is_record = phrase.head in self.words.records and phrase.is_identified
        return "ledger:document.record" if is_record else None

    def _is_insider(self, text: str, phrase: SourcePhrase, span: Range) -> bool:
        """Whether somebody speaks who could be asked by name, and is no institution."""
        if phrase.head not in self.words.insiders:
            return False
        if phrase.is_counted:
            return not DESCRIBED.search(text, max(0, span[0] - NAME_REACH), span[0])
        return not phrase.names_body(self.words.bodies)

    def _is_body(self, ledger: Ledger, source: int | None) -> bool:
        """Whether a source was first named with its institution: "the officials" after "city officials"."""
        first = "" if source is None else ledger.sources[source].name
        phrase = read_phrase(first, self.words.phrase)
        return phrase is not None and not phrase.is_counted and phrase.names_body(self.words.bodies)

    def _vague(self, phrase: SourcePhrase, *, speaks: bool) -> str | None:
        if phrase.head in self.words.groups and not phrase.is_counted:
            return "ledger:vague.group" if speaks else "ledger:vague.group-thinks"
        if phrase.head in self.words.many or phrase.determiner in self.words.many:
            return "ledger:vague.many"
        return None


def _extent(entry: AttributionEntry) -> Range:
    """The source phrase and the cue together."""
    start, end = entry.cue[0]
    if entry.source_span is None:
        return start, end
    return min(start, entry.source_span[0]), max(end, entry.source_span[1])
