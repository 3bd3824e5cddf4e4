"""Mentions merged into sources: full name, surname, title, role and pronoun of one speaker are one source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.ledger.identity import FIRST_PERSON, gender_of, is_person
from models.ledger.mentions import Mention, party_names, read_mention
from models.ledger.naming import Names, is_definite
from models.ledger.occurrences import occurrences
from models.ledger.phrases import Phrase
from models.ledger.referents import PERSONAL, Referents, fits
from models.ledger.speakers import Speaker, Speakers

if TYPE_CHECKING:
    from models.ledger.entries import Kind, Range
    from models.ledger.gazetteer import Gazetteer
    from models.ledger.tokens import Places, Words

# "the army and the rebels", "Ana Ruiz and Tom Bell": two sources that say one thing.
JOINED = re.compile(r"(D[nrNR]{1,5}|[NR]{2,5})c(D[nrNR]{1,5}|[NR]{2,5})")
# "a handful of residents": heads that count people.
AMOUNTS = frozenset(
    {
        "handful", "number", "group", "couple", "majority", "dozens", "hundreds", "thousands",
        "series", "pair", "trio", "percent", "lot", "panel", "team", "host", "string",
    }
)  # fmt: skip
SHORTEST_ELEGANT = 3


class Roster:
    """The speakers of one document, found again by name, surname, description or pronoun."""

    def __init__(
        self, words: Words, gazetteer: Gazetteer, places: Places, *, is_fragment: bool = False
    ) -> None:
        self.words = words
        self.is_fragment = is_fragment
        self.gazetteer = gazetteer
        self.speakers: list[Speaker] = []
        self._places = places
        self._describe = Speakers(words, gazetteer, places)
        self._names = Names(gazetteer)
        self._taken: set[int] = set()
        self._referents = Referents(words, gazetteer, places)

    def enter(self, phrase: Phrase, *, certain: bool = False) -> int | None:
        """The speaker that a phrase names, new or known; None where the article itself speaks ("we").

        What follows "according to" is `certain` to be a source, whatever noun it is.
        """
        letters = self.words.classes
        has_joint = letters.find("c", phrase.first, phrase.stop) > 0
        joined = JOINED.fullmatch(letters, phrase.first, phrase.stop) if has_joint else None
        if joined:
            self.enter(Phrase(joined.start(2), phrase.stop, phrase.extent))
            return self.enter(Phrase(phrase.first, joined.end(1), joined.end(1)))
        mention = read_mention(phrase, self.words, self.gazetteer)
        if mention.pronoun in FIRST_PERSON:
            return None
        found = self._known(mention)
        if found is None and (self._is_somebody(mention) or (certain and not mention.pronoun)):
            found = self._add(mention)
        if found is None:
            return None
        self._referents.note(mention.first, found)
        self._note(found, mention)
        return found

    def add(self, phrase: Phrase, kind: Kind | None) -> None:
        """Take up a source that speaks without a verb, unless one that speaks covers its words."""
        if self._taken.isdisjoint(range(phrase.first, phrase.stop)):
            known = len(self.speakers)
            found = self.enter(phrase)
            if kind is not None and found == known:
                self.speakers[found].kind = kind

    def _is_somebody(self, mention: Mention) -> bool:
        """Whether a phrase names a source at all: a pronoun that leads nowhere does so only in a fragment."""
        if mention.name:
            return True
        if mention.pronoun or not mention.roles:
            return self.is_fragment
        return mention.role_words[0] in mention.core.lower().split() or mention.head in AMOUNTS

    def find(self, phrase: Phrase) -> int | None:
        """The speaker that a phrase names, if somebody already speaks under that name."""
        mention = read_mention(phrase, self.words, self.gazetteer)
        found = None if mention.pronoun in FIRST_PERSON else self._known(mention)
        if found is not None:
            self._note(found, mention)
        return found

    def is_name(self, phrase: Phrase) -> bool:
        """Whether a phrase holds a proper name."""
        return bool(read_mention(phrase, self.words, self.gazetteer).name)

    def mentions(self) -> list[tuple[Range, ...]]:
        """Of every speaker, where he speaks and wherever else he is named."""
        return occurrences(self.speakers, self.words, self._places, self.gazetteer.suffixes)

    def _note(self, number: int, mention: Mention) -> None:
        self.speakers[number].spans.append(self.words.span(mention.first, mention.stop))
        self._taken.update(range(mention.first, mention.stop))

    def _known(self, mention: Mention) -> int | None:
        if mention.pronoun:
            return self._antecedent(mention)
        found = self._names.find(mention)
        if found is None and is_definite(mention):
            return self._gone_back_to(mention)
        if found is None and not mention.name and len(mention.letters) == 1:
            return self._referents.described(mention, self.speakers)
        return found

    def _gone_back_to(self, mention: Mention) -> int | None:
        """Whom a description means that has no name: who holds the office, else what spoke before."""
        found = self._names.holder(mention.head)
        many = bool(mention.roles) and mention.roles[0].plural
        fitting = found is not None and (not many or self.speakers[found].plural)
        if found is not None and fitting and self._may_mean(mention, found):
            return found
        titled = self._referents.office_holder(mention) or self._referents.introduced(mention)
        if titled is not None and not many:
            return self._named(titled)
        found = self._referents.described(mention, self.speakers)
        if found is None and _is_elegant(mention):
            found = self._antecedent(mention)
        return found if found is not None and self._may_mean(mention, found) else None

    def _may_mean(self, mention: Mention, number: int) -> bool:
        """Whether the names in a description fit a speaker: "the Estonian government" is no other one."""
        roles, speaker = self.gazetteer.roles, self.speakers[number]
        words = mention.text.split()[1:]
        named = [word for word in words if word[0].isupper() and word.lower() not in roles]
        if not named or any(word in speaker.mention.context for word in named):
            return True
        parties = party_names(mention.context, self.gazetteer)
        if parties:
            return speaker.side in {self.gazetteer.parties[name].side for name in parties}
        return speaker.person

    def _antecedent(self, mention: Mention) -> int | None:
        pronoun = mention.pronoun or gender_of(mention, self.gazetteer) or "he or she"
        found = self._referents.antecedent(mention.first, pronoun, self.speakers)
        if found is None and pronoun in PERSONAL:
            name = self._referents.name_before(mention.first, pronoun)
            found = None if name is None else self._named(name)
        if found is None or not fits(pronoun, self.speakers[found]):
            return None
        if mention.pronoun in ("he", "she"):
            # Whoever was once "she" is never "he" further on.
            self.speakers[found].gender = mention.pronoun
        return found

    def _named(self, phrase: Phrase) -> int:
        """The speaker of a name, new or known."""
        mention = read_mention(phrase, self.words, self.gazetteer)
        found = self._names.find(mention)
        return self._add(mention) if found is None else found

    def _add(self, mention: Mention) -> int:
        speaker, number = self._describe.speaker(mention), len(self.speakers)
        self.speakers.append(speaker)
        self._names.add(speaker.mention, number)
        return number


def _is_elegant(mention: Mention) -> bool:
    """Whether a description is another word for somebody named before: "the congressman", "the Ohio governor"."""
    alone = not {"p", "o", "s"} & set(mention.letters)
    told = len(mention.letters) >= SHORTEST_ELEGANT
    return is_person(mention) and alone and (told or not mention.roles[0].named)
