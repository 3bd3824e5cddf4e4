"""What a title and the text below it say differently: attribution, modality, negation, number, name, quotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.ledger.entries import DifferenceEntry
from models.ledger.polarity import negated, openings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from models.ledger.account import Account
    from models.ledger.entries import AttributionEntry, Range
    from models.text.document import Sentence

MOST_DIFFERENCES = 8
MARKS = re.compile(r"[^a-z0-9 ]+")
SPACES = re.compile(r" {2,}")
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
SAYING = frozenset("VGALQ")


def differences(
    account: Account, sentence: Sentence | None, said: Sequence[AttributionEntry]
) -> tuple[DifferenceEntry, ...]:
    """Where the title departs from the sentence that it rests on, or from the whole text.

    Args:
        account: the text.
        sentence: what the title rests on, None when nothing supports it.
        said: the attributions of that sentence.
    """
    found = [*_numbers(account), *_names(account), *_quotations(account)]
    if sentence is not None:
        found = [
            *_attribution(account, said),
            *_modality(account, sentence),
            *_negation(account, sentence),
            *found,
        ]
    return tuple(found[:MOST_DIFFERENCES])


def _attribution(account: Account, said: Sequence[AttributionEntry]) -> Iterator[DifferenceEntry]:
    """The text says whose statement it is, the title does not."""
    letters = account.words.classes[: account.title_words]
    if said and SAYING.isdisjoint(letters) and ":" not in letters:
        yield DifferenceEntry("attribution", None, said[0].cue[0])


def _places(account: Account, sentence: Sentence, wanted: frozenset[str]) -> list[int]:
    """Where words of a list stand in a sentence."""
    first, stop = account.bounds[sentence.index]
    return [at for at in range(first, stop) if account.words.lowered[at] in wanted]


def _modality(account: Account, sentence: Sentence) -> Iterator[DifferenceEntry]:
    """The text leaves open what the title states."""
    hedges = account.lore.hedges
    title = account.words.lowered[: account.title_words]
    if hedges.isdisjoint(title) and "?" not in title:
        yield from (
            DifferenceEntry("modality", None, account.words.span(at, at + 1))
            for at in _places(account, sentence, hedges)[:1]
        )


def _negation(account: Account, sentence: Sentence) -> Iterator[DifferenceEntry]:
    """One of the two denies a word that the other states."""
    words = account.words
    title, body = (0, account.title_words), account.bounds[sentence.index]
    in_title, in_body = negated(account, title), negated(account, body)
    for place in in_title:
        if in_title[place] in openings(account, body) and in_title[place] not in in_body.values():
            yield DifferenceEntry("negation", words.span(place, place + 1), None)
            return
    for place in in_body:
        if in_body[place] in openings(account, title) and in_body[place] not in in_title.values():
            yield DifferenceEntry("negation", None, words.span(place, place + 1))
            return


def _numbers(account: Account) -> Iterator[DifferenceEntry]:
    """A number of the title that the text has nowhere."""
    words, known = account.words, account.lore.numbers
    stop = account.title_words
    title = [
        (at, value) for at in range(stop) if (value := _value(words.lowered[at], known)) is not None
    ]
    if not title:
        return
    body = set(words.lowered[stop:])
    # Most numbers stand in the text as they are; only for the others all of its numbers are read.
    wanted = [(at, value) for at, value in title if words.lowered[at] not in body]
    values = {_value(word, known) for word in body} if wanted else set()
    for at, value in wanted:
        if value not in values:
            yield DifferenceEntry("number", words.span(at, at + 1), _other_number(account, at))


def _other_number(account: Account, at: int) -> Range | None:
    """A number of the text before the word that the title's number counts."""
    words, known, stop = account.words, account.lore.numbers, account.title_words
    stems = words.stems
    counted = stems[at + 1] if at + 1 < stop else ""
    if not counted:
        return None
    places = (n for n in range(stop, len(stems) - 1) if stems[n + 1] == counted)
    place = next((n for n in places if _value(words.lowered[n], known) is not None), None)
    return None if place is None else words.span(place, place + 1)


def _value(word: str, known: Mapping[str, str]) -> str | None:
    """A number as digits; "one" counts nothing for certain."""
    if word[:1].isdigit():
        match = DIGITS.match(word)
        return match.group().replace(",", "").rstrip(".") if match else None
    return known.get(word)


def _names(account: Account) -> Iterator[DifferenceEntry]:
    """A name in a title in sentence case that the text has nowhere."""
    words, stop = account.words, account.title_words
    letters = words.classes[:stop]
    capitalised = sum(letter in "NR" for letter in letters)
    if 2 * capitalised >= sum(map(str.isalpha, letters)):
        return
    body = None
    for at in range(1, stop):
        word = words.lowered[at]
        if words.classes[at] == "N" and len(word) > 2 and words.words[at - 1] not in "\"':.":  # noqa: PLR2004
            body = set(words.lowered[stop:]) if body is None else body
            if word not in body and word.rstrip("s") not in body:
                yield DifferenceEntry("name", words.span(at, at + 1), None)


def _quotations(account: Account) -> Iterator[DifferenceEntry]:
    """Words between quotation marks in the title that the text has nowhere."""
    document = account.document
    body = None
    for quote in document.quotes:
        if quote.start >= document.body_start:
            return
        if body is None:
            body = f" {_plain(document.normal[document.body_start :])} "
        wanted = _plain(document.normal[quote.start : quote.end]).strip()
        if wanted and f" {wanted} " not in body:
            yield DifferenceEntry("quotation", (quote.start, quote.end), None)


def _plain(text: str) -> str:
    """Small letters and figures with one space between words."""
    return SPACES.sub(" ", MARKS.sub(" ", text.lower().replace("'", "").replace("\n", " ")))
