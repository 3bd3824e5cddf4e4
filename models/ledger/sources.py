"""Mentions merged into sources: full name, surname, title, role and pronoun of one speaker are one source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.ledger.identity import is_named, is_person, kind_of
from models.ledger.mentions import Mention, read_mention
from models.ledger.phrases import APPOSITION_RIGHT, Phrase
from models.ledger.sides import plain, side_of
from models.ledger.tokens import Places, Words

if TYPE_CHECKING:
    from models.ledger.entries import Kind
    from models.ledger.gazetteer import Gazetteer

FIRST_PERSON = frozenset({"i", "we", "you"})
PERSONAL = frozenset({"he", "she"})
FULL_NAME = re.compile(r"N{2,3}(?=[^NR])")
LOOK_BACK_WORDS = 80
TITLE_WORDS = 7


@dataclass(slots=True)
class Speaker:
    """A source while it is being collected."""

    mention: Mention
    kind: Kind
    named: bool
    side: str
    person: bool
    searchable: bool
    spans: list[tuple[int, int]] = field(default_factory=list)


class Roster:
    """The speakers of one document, found again by name, surname, description or pronoun."""

    def __init__(self, words: Words, gazetteer: Gazetteer, *, is_fragment: bool = False) -> None:
        self.words = words
        self.is_fragment = is_fragment
        self.gazetteer = gazetteer
        self.places = Places(words)
        self.speakers: list[Speaker] = []
        self._by_key: dict[str, int] = {}
        self._spoken: list[tuple[int, int]] = []

    def enter(self, phrase: Phrase) -> int | None:
        """The speaker that a phrase names, new or known; None where the article itself speaks ("we")."""
        mention = read_mention(phrase, self.words, self.gazetteer)
        if mention.pronoun in FIRST_PERSON:
            return None
        found = self._known(mention)
        if found is None and self._is_somebody(mention):
            found = self._add(mention)
        if found is None:
            return None
        self._spoken.append((mention.first, found))
        self._note(found, mention)
        return found

    def _is_somebody(self, mention: Mention) -> bool:
        """Whether a phrase names a source at all: a pronoun that leads nowhere does so only in a fragment."""
        if mention.pronoun or not (mention.name or mention.roles):
            return self.is_fragment
        return True

    def find(self, phrase: Phrase) -> int | None:
        """The speaker that a phrase names, if somebody already speaks under that name."""
        mention = read_mention(phrase, self.words, self.gazetteer)
        found = None if mention.pronoun in FIRST_PERSON else self._known(mention)
        if found is not None:
            self._note(found, mention)
        return found

    def _note(self, number: int, mention: Mention) -> None:
        self.speakers[number].spans.append(self.words.span(mention.first, mention.stop))

    def _known(self, mention: Mention) -> int | None:
        if mention.pronoun:
            return self._antecedent(mention)
        return next((self._by_key[k] for k in self._keys(mention) if k in self._by_key), None)

    def _keys(self, mention: Mention) -> list[str]:
        """What a mention is found by; a lone surname finds the full name and the other way round."""
        if mention.name:
            return [mention.whole] if mention.is_body else [mention.whole, mention.name[-1]]
        keys = [plain(mention.text)]
        if len(mention.letters) == 2 and mention.text[:4].lower() == "the ":  # noqa: PLR2004
            keys.append("the " + mention.head)
        return keys

    def _add(self, mention: Mention) -> int:
        described = self._described(mention)
        kind = kind_of(described, self.gazetteer)
        speaker = Speaker(
            mention=described,
            kind=kind,
            named=is_named(described),
            side=side_of(described, kind, self.gazetteer),
            person=is_person(described),
            searchable=not self._is_place(described),
        )
        self.speakers.append(speaker)
        number = len(self.speakers) - 1
        for key in self._keys(mention):
            self._by_key.setdefault(key, number)
        for role in described.role_words:
            self._by_key["the " + role] = number
        return number

    def _is_place(self, mention: Mention) -> bool:
        """A capital or a state stands in the text for much else than its government."""
        party = self.gazetteer.parties.get(mention.whole)
        return party is not None and party.how in ("places", "demonyms")

    def _described(self, mention: Mention) -> Mention:
        """The mention with the fuller description that its first naming in the text may give."""
        if not mention.name or mention.roles or mention.is_body:
            return mention
        letters, at = self.words.classes, self.places.first(mention.name[-1])
        if at is None or at >= mention.first:
            return mention
        start = at
        while start > 0 and at - start < TITLE_WORDS and letters[start - 1] in "NnrRs":
            start -= 1
        apposition = APPOSITION_RIGHT.match(letters, at + 1)
        extent = apposition.end() if apposition else at + 1
        return read_mention(Phrase(start, at + 1, extent), self.words, self.gazetteer)

    def _antecedent(self, mention: Mention) -> int | None:
        """Whom "he", "it" or "they" mean: the last that spoke before, else the last full name."""
        personal = mention.pronoun in PERSONAL
        for at, number in reversed(self._spoken):
            if mention.first - at > LOOK_BACK_WORDS:
                break
            if at < mention.first and (self.speakers[number].person or not personal):
                return number
        return self._name_before(mention.first) if personal else None

    def _name_before(self, index: int) -> int | None:
        """The last full name before a word that could be a person's."""
        start = max(0, index - LOOK_BACK_WORDS)
        for match in reversed(list(FULL_NAME.finditer(self.words.classes, start, index))):
            phrase = Phrase(match.start(), match.end(), match.end())
            mention = read_mention(phrase, self.words, self.gazetteer)
            if is_person(mention):
                found = self._known(mention)
                return self._add(mention) if found is None else found
        return None
