"""Whom a pronoun or a description means: "she", "the company", "the president"."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from models.ledger.identity import is_person
from models.ledger.mentions import read_mention
from models.ledger.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.ledger.gazetteer import Gazetteer
    from models.ledger.mentions import Mention
    from models.ledger.speakers import Speaker
    from models.ledger.tokens import Places, Words

PERSONAL = frozenset({"he", "she", "he or she"})
FULL_NAME = re.compile(r"N{2,3}(?=[^NR])")
TITLED_NAME = re.compile(r"R(?:oR)?N{1,3}")
NOUN = re.compile(r"r")
INTRODUCTION = re.compile(r"([NR]{1,5}),D[nrNR0]{0,5}r$")
# Of a noun as common as "company" only the last places are looked at.
MOST_PLACES = 8
# "the company", "officials": a description with more words names something of its own.
BARE = 2
LOOK_BACK_WORDS = 80
# "the company" may lie further back than "she".
DESCRIPTION_WORDS = 400


class Referents:
    """Those who spoke, in text order, to find whom a word that names nobody goes back to."""

    def __init__(self, words: Words, gazetteer: Gazetteer, places: Places) -> None:
        self._words = words
        self._gazetteer = gazetteer
        self._places = places
        self._spoken: list[tuple[int, int]] = []
        self._nouns: dict[str, list[int]] | None = None

    def note(self, at: int, number: int) -> None:
        """Remember that a source speaks at a word."""
        insort(self._spoken, (at, number))

    def _before(self, index: int, reach: int) -> Iterator[int]:
        """The sources that spoke before a word, the last one first."""
        at = bisect_left(self._spoken, (index, 0))
        while at > 0 and index - self._spoken[at - 1][0] <= reach:
            at -= 1
            yield self._spoken[at][1]

    def antecedent(self, index: int, pronoun: str, speakers: list[Speaker]) -> int | None:
        """Whom "he", "it" or "they" mean: the last that fits of those who spoke before."""
        for number in self._before(index, LOOK_BACK_WORDS):
            if fits(pronoun, speakers[number]):
                return number
        return None

    def described(self, mention: Mention, speakers: list[Speaker]) -> int | None:
        """What "the company", "the report" or "the officials" go back to."""
        bare = len(mention.letters) <= BARE
        wanted = self._gazetteer.stand_for.get(mention.head, frozenset()) if bare else frozenset()
        many = bool(mention.roles) and mention.roles[0].plural
        for number in self._before(mention.first, DESCRIPTION_WORDS):
            speaker = speakers[number]
            stands_for = speaker.form in wanted and not _is_private(mention, speaker)
            if not many and (stands_for or (bare and _is_called(mention.head, speaker))):
                return number
            if many and speaker.plural and not speaker.named and _same_kind(mention, speaker):
                return number
        return None

    def office_holder(self, mention: Mention) -> Phrase | None:
        """`President Ana Ruiz` before "the president"."""
        at = self._places.before(mention.head.capitalize(), mention.first)
        if at is None:
            return None
        match = TITLED_NAME.match(self._words.classes, at)
        return Phrase(at, match.end(), match.end()) if match else None

    def introduced(self, mention: Mention) -> Phrase | None:
        """`Norvik, a shipping company,` before "the company"."""
        if self._nouns is None:
            self._nouns = {}
            for match in NOUN.finditer(self._words.classes):
                at = match.start()
                self._nouns.setdefault(self._words.lowered[at], []).append(at)
        places = self._nouns.get(mention.head, [])
        stop = bisect_left(places, mention.first)
        for at in reversed(places[max(0, stop - MOST_PLACES) : stop]):
            found = INTRODUCTION.search(self._words.classes, max(0, at - 12), at + 1)
            if found:
                return Phrase(found.start(1), found.end(1), found.end())
        return None

    def name_before(self, index: int, pronoun: str) -> Phrase | None:
        """The last full name before a word that could be the person's whom "he" or "she" means."""
        start = max(0, index - LOOK_BACK_WORDS)
        for match in reversed(list(FULL_NAME.finditer(self._words.classes, start, index))):
            phrase = Phrase(match.start(), match.end(), match.end())
            told = self._gazetteer.given.get(self._words.words[phrase.first], "")
            if (not told or told in pronoun.split()) and self._is_of_a_person(phrase):
                return phrase
        return None

    def _is_of_a_person(self, phrase: Phrase) -> bool:
        """Whether a run of names begins with a given name or follows a title."""
        words, first = self._words, phrase.first
        if "\n" in words.text[slice(*words.span(first, phrase.stop))]:
            return False
        if (
            words.words[first] not in self._gazetteer.given
            and words.classes[first - 1 : first] != "R"
        ):
            return False
        return is_person(read_mention(phrase, words, self._gazetteer))


def _same_kind(mention: Mention, speaker: Speaker) -> bool:
    return mention.head in speaker.mention.role_words or mention.roles[0].kind == speaker.kind


def _is_private(mention: Mention, speaker: Speaker) -> bool:
    """Whether a word for a company or a group would have to mean an authority."""
    roles = mention.roles
    return bool(roles) and roles[0].kind == "participant" and speaker.kind == "official"


def _is_called(head: str, speaker: Speaker) -> bool:
    """Whether a body's own name or role holds a noun: "the department" after "the Justice Department"."""
    if speaker.form != "body":
        return False
    return head in speaker.mention.role_words or head in map(str.lower, speaker.mention.name)


def fits(pronoun: str, speaker: Speaker) -> bool:
    """Whether a pronoun could mean a speaker."""
    if pronoun in PERSONAL:
        return speaker.person and (not speaker.gender or speaker.gender in pronoun.split())
    if pronoun == "it":
        return not (speaker.person or speaker.plural)
    return True
