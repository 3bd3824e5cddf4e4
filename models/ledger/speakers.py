"""From a noun phrase to a speaker: the fuller description that the text gives elsewhere, kind, side and gender."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from models.ledger.identity import form_of, gender_of, is_named, is_person
from models.ledger.kinds import kind_of
from models.ledger.mentions import Mention, read_mention
from models.ledger.naming import is_definite
from models.ledger.phrases import APPOSITION_RIGHT, Phrase
from models.ledger.sides import plain, side_of

if TYPE_CHECKING:
    from models.ledger.entries import Kind, Range
    from models.ledger.gazetteer import Gazetteer
    from models.ledger.identity import Form
    from models.ledger.tokens import Places, Words

TITLE_WORDS = 7
# The places of a name in which its title is sought.
PLACES_READ = 4
# "footage posted by the ministry", "a report from the institute".
ISSUED = re.compile(r"[nVvG]{0,2}p(D?[nrNRQs0]{1,6})")
ISSUING = frozenset({"by", "from"})
OPENINGS = frozenset('.":;?!)-')
TOO_COMMON = frozenset({"people", "officials", "sources", "official", "source"})


@dataclass(slots=True)
class Speaker:
    """A source while it is being collected.

    `searchable` names stand for the source wherever they are, `description` is what an unnamed one is sought by.
    """

    mention: Mention
    kind: Kind
    named: bool
    side: str
    person: bool
    plural: bool
    form: Form
    gender: str
    searchable: bool
    description: tuple[str, ...]
    spans: list[Range] = field(default_factory=list)


class Speakers:
    """Describes the speakers of one text."""

    def __init__(self, words: Words, gazetteer: Gazetteer, places: Places) -> None:
        self._words = words
        self._gazetteer = gazetteer
        self._places = places

    def speaker(self, mention: Mention) -> Speaker:
        """All that is known of who is mentioned."""
        described = self._in_context(self._described(mention))
        kind = kind_of(described, self._gazetteer)
        person = is_person(described)
        return Speaker(
            mention=described,
            kind=kind,
            named=is_named(described),
            side=side_of(described, kind, self._gazetteer),
            person=person,
            plural=bool(described.roles) and not described.name and described.roles[0].plural,
            form=form_of(described, kind, person=person),
            gender=gender_of(described, self._gazetteer),
            searchable=not self._is_place(described),
            description=_description(described),
        )

    def _in_context(self, mention: Mention) -> Mention:
        """The mention with who issued it, and without a capital that only opens a sentence."""
        words, context = self._words, mention.context
        if self._opens(mention) and context:
            context = (context[0].lower(), *context[1:])
        issued = None if mention.name else ISSUED.match(words.classes, mention.stop)
        if issued and words.lowered[issued.start(1) - 1] in ISSUING:
            context += words.words[issued.start(1) : issued.end(1)]
        return mention if context is mention.context else replace(mention, context=context)

    def _opens(self, mention: Mention) -> bool:
        """Whether a phrase begins with a common word that is capitalised for its place: "Unverified footage"."""
        letters, first = self._words.classes, mention.first
        if mention.name or (first and letters[first - 1] not in OPENINGS):
            return False
        if mention.letters[0] == "R":
            return mention.letters[1:2] not in ("N", "R")
        word = self._words.words[first]
        if mention.letters[0] != "N" or mention.letters[1:2] not in ("n", "r") or "-" in word:
            return False
        is_known = word in self._gazetteer.party_heads or word in self._gazetteer.outlets
        return not is_known and len(self._places.of((word,), most=2)) == 1

    def _is_place(self, mention: Mention) -> bool:
        """A capital or a state stands in the text for much else than its government."""
        party = self._gazetteer.parties.get(mention.whole)
        return party is not None and party.how in ("places", "demonyms")

    def _described(self, mention: Mention) -> Mention:
        """The mention with the fuller description that its first naming in the text may give."""
        if not mention.name or mention.roles or mention.is_body:
            return mention
        known = mention.first_name
        best = mention
        for place, _ in self._places.of(mention.name[-1:], most=PLACES_READ):
            found = self._around(place)
            if known and len(found.name) > 1 and found.first_name != known:
                continue
            if found.roles and not found.is_body:
                return found
            best = found if len(found.name) > len(best.name) else best
        return best

    def _around(self, at: int) -> Mention:
        """The whole phrase around a surname, with its titles and what stands in apposition."""
        letters, start = self._words.classes, at
        while start > 0 and at - start < TITLE_WORDS and letters[start - 1] in "NnrRs":
            if self._words.opens_line(start):
                break
            start -= 1
        apposition = APPOSITION_RIGHT.match(letters, at + 1)
        extent = apposition.end() if apposition else at + 1
        return read_mention(Phrase(start, at + 1, extent), self._words, self._gazetteer)


def _description(mention: Mention) -> tuple[str, ...]:
    """What an unnamed source is sought by in the text: bare plurals and bodies."""
    if mention.name or not mention.roles:
        return ()
    role = mention.roles[0]
    if not role.plural and is_definite(mention):
        return (mention.head,)
    if not (role.plural or role.named):
        return ()
    words = tuple(plain(mention.core).split())
    return () if len(words) == 1 and words[0] in TOO_COMMON else words
