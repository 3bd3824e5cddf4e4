"""Noun phrases beside a verb of saying, read on the class letters of the words.

A phrase before the verb is read from right to left on the mirrored letters, because that is the end that is known.
All repetitions are bounded, so that a reading costs the same in a short sentence and in one of 100 kB.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.ledger.tokens import Words

# Auxiliaries, adverbs and times between the subject and its verb ("had also on Wednesday said"), mirrored.
GAP_LEFT = re.compile(r"(?:[hax]|b(?=[^p])|d{1,3}D?p?|,?\)[^()]{1,8}\(){0,6}")
# What such a gap ends with, seen from its verb.
GAP_ENDS = "haxbd,)"
_PIECE_LEFT = r"[NnrRQ0]{1,9}(?:s[NnrRQ0]{1,7}){0,2}D{0,2}"
PHRASE_LEFT = re.compile(
    rf"{_PIECE_LEFT}(?:(?:[poc]|(?<=[Nc]),(?=[NR]{{1,4}}[,o])){_PIECE_LEFT}){{0,4}}"
)
APPOSITION_LEFT = re.compile(r"[,)-](?:[^,\":;()-]{1,30}[,(-]){1,3}?(?=[NRr])")
RELATIVE_BETWEEN_COMMAS_LEFT = re.compile(r",[^\".:;V]{1,45}?W,(?=[NRrn])")
RELATIVE_LEFT = re.compile(r"[^,\".:;WVtk]{0,15}W,?(?=[NRrn])")
RELATIVE_WORDS = 16

DEFINITE = frozenset({"the", "a", "an"})
_PLACE = r"(?:[po]D{0,2}[NnrRQ0]{1,6}(?:s[NnrRQ0]{1,5})?){0,2}"
_OWNER = r"(?:s[NnrRQ0]{1,6}){0,2}"
PHRASE_RIGHT = re.compile(
    rf"P|(?:D{{1,2}}d?[NnrRQ0]{{1,8}}{_OWNER}{_PLACE})"
    rf"|(?:(?:[NR]{{1,5}}[nr]{{1,4}}(?=[NR]))?[nrQ0]{{0,4}}[NR]{{1,10}}(?:o[NR]{{1,4}})?(?:s[NnrRQ0]{{1,6}}{_PLACE})?(?:r(?=[^NRn]|$))?)"
    rf"|(?:[nrQ0]{{0,4}}r{_OWNER}{_PLACE})"
)
APPOSITION_RIGHT = re.compile(
    r",(?:(?=[WG])[^,\".:;]{1,25}|(?=[DnrRQ0])[^,\".:;hbPW]{1,25}(?:W[^,\".:;]{1,20})?)(?=[,.\"]|$)"
)


# Nobody changes a phrase. That it is not frozen halves the time to build the dozens that an article has.
@dataclass(slots=True)
class Phrase:
    """A noun phrase as word indices; `stop` ends the phrase itself, `extent` ends it with its apposition."""

    first: int
    stop: int
    extent: int


class Mirror:
    """The letters of a text from the right, to read phrases that end at a known word."""

    def __init__(self, words: Words) -> None:
        self.letters = words.classes
        self.lowered = words.lowered
        self.mirrored = words.classes[::-1]
        self.size = len(words.classes)

    def before(self, pattern: re.Pattern[str], index: int, lowest: int) -> int | None:
        """Where a mirrored pattern that ends before word `index` begins, or None."""
        match = pattern.match(self.mirrored, self.size - index, self.size - lowest)
        return None if match is None else self.size - match.end()


def subject_before(mirror: Mirror, index: int, lowest: int) -> tuple[Phrase, int] | None:
    """The subject of the verb at `index` and the word where the verb group begins; nothing before `lowest`."""
    group = index
    if index > lowest and mirror.letters[index - 1] in GAP_ENDS:
        group = mirror.before(GAP_LEFT, index, lowest) or 0
    if group <= lowest:
        return None
    letter = mirror.letters[group - 1]
    if letter == "P":
        return Phrase(group - 1, group, group), group
    if letter in ",)-":
        found = _across(mirror, APPOSITION_LEFT, group, lowest)
        if found is None and letter == ",":
            found = _across(mirror, RELATIVE_BETWEEN_COMMAS_LEFT, group, lowest)
        return _with_group(found, group)
    if letter == "W":
        return _with_group(_across(mirror, RELATIVE_LEFT, group, lowest), group)
    found = phrase_before(mirror, group, lowest)
    if _ends_relative(mirror, group, lowest, found):
        return _with_group(_across(mirror, RELATIVE_LEFT, group, lowest) or found, group)
    return _with_group(found and _described(mirror, found, lowest), group)


def _ends_relative(mirror: Mirror, group: int, lowest: int, found: Phrase | None) -> bool:
    """Whether "people who use the port said" is read: the verb is not that of the clause, which has its own."""
    if mirror.letters.find("W", max(lowest, group - RELATIVE_WORDS), group) < 0:
        return False
    across = mirror.before(RELATIVE_LEFT, group, lowest)
    if across is None:
        return False
    return found is None or mirror.letters.find("W", across) + 1 < found.first


def _described(mirror: Mirror, phrase: Phrase, lowest: int) -> Phrase:
    """`Ines Okafor, a docker at the port said`: the name in front of an apposition that no comma closes."""
    letters, first = mirror.letters, phrase.first
    if letters[first - 1] == "d" and mirror.lowered[first - 2] in DEFINITE and first - 2 >= lowest:
        return Phrase(first - 2, phrase.stop, phrase.extent)
    if letters[first] not in "Dr" or first - 2 < lowest or letters[first - 1] != ",":
        return phrase
    start = first - 1
    while start > lowest and letters[start - 1] in "NR":
        start -= 1
    if start == first - 1 or (start > lowest and letters[start - 1] not in '",k'):
        return phrase
    return Phrase(start, first - 1, phrase.stop)


def _with_group(phrase: Phrase | None, group: int) -> tuple[Phrase, int] | None:
    return None if phrase is None else (phrase, group)


def _across(mirror: Mirror, bridge: re.Pattern[str], index: int, lowest: int) -> Phrase | None:
    """The phrase before an apposition or a relative clause that ends at `index`."""
    start = mirror.before(bridge, index, lowest)
    found = None if start is None else phrase_before(mirror, start, lowest)
    return None if found is None else Phrase(found.first, found.stop, index)


def phrase_before(mirror: Mirror, index: int, lowest: int) -> Phrase | None:
    """The noun phrase that ends before word `index`."""
    first = mirror.before(PHRASE_LEFT, index, lowest)
    if first is None:
        return None
    first = _trimmed(mirror.letters, first, index)
    return None if first is None else Phrase(first, index, index)


def _trimmed(letters: str, first: int, stop: int) -> int | None:
    """Drop what stands before the head: pieces without a name, a role or a determiner, and stray words."""
    while first < stop:
        piece_stop = first
        while piece_stop < stop and letters[piece_stop] not in "poc,":
            piece_stop += 1
        head = _head_start(letters, first, piece_stop)
        if head is not None:
            return head
        first = piece_stop + 1
    return None


def _head_start(letters: str, first: int, stop: int) -> int | None:
    if letters[first] == "D":
        return first
    head = first
    while head < stop and letters[head] in "ns":
        head += 1
    if head == stop or letters[stop - 1] == "0":
        return None
    # Right after a comma or a quotation mark the phrase is whole: ", industry executives said".
    return first if first and letters[first - 1] in ',"' else head


def phrase_after(letters: str, index: int, highest: int) -> Phrase | None:
    """The noun phrase that begins at word `index`, with an apposition set off by a comma."""
    match = PHRASE_RIGHT.match(letters, index, highest)
    if match is None:
        return None
    apposition = APPOSITION_RIGHT.match(letters, match.end(), highest)
    extent = apposition.end() if apposition else match.end()
    return Phrase(index, match.end(), extent)
