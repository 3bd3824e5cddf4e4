"""Which sentence says what an article is about: a small linear score over place, title, build and subject.

The weights stand in the bundle's `claims.json`; `training.fit_claims` fits them on the readings outside the held
fold. Two readers often choose neighbouring sentences, so about two thirds is as far as any score gets.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from itertools import chain, compress, repeat, takewhile
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.ledger.account import Account
    from models.ledger.entries import AttributionEntry, Range
    from models.text.document import Sentence

# The news is sought this deep, and a sentence is read this far.
CANDIDATES = 10
LONGEST = 90
SHORTEST_CLAIM = 25
USUAL_WORDS = 20
FEWEST_WORDS = 5
# "denied any involvement" does not tell what is claimed.
FEWEST_DENIED = 2
SUBJECTS = frozenset({"he", "it", "she", "they"})
MOST_SHARED = 6
MOST_NEW = 3
MOST_RECURRING = 4.0
TERMINAL = (".", "!", "?", '"', "'")


@dataclass(slots=True)
class Candidate:
    """A sentence that may be the main claim, with what speaks for and against it."""

    sentence: Sentence
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class MainClaim:
    """The sentence that makes the main claim, the words claimed, and how much each statement shares with it.

    `shared` counts, by attribution, the stems that its statement has in common with claim and title.
    """

    sentence: Sentence
    span: Range
    shared: list[int]


def find_main_claim(account: Account) -> MainClaim | None:
    """What the article is about; None for a text without sentences."""
    sentence = _lead(account)
    if sentence is None:
        return None
    span = _claimed(account, sentence)
    topic = account.title_stems | account.words.stems_of(*span)
    if any(entry.act == "denies" for entry in said_in(account, sentence)):
        # "denied that it stole": whom the claim is about stands beside what is denied.
        topic |= account.stems[sentence.index]
    shared = [len(topic & said) for said in account.said]
    return MainClaim(sentence, span, shared)


def _lead(account: Account) -> Sentence | None:
    found = candidates(account)
    if not found:
        return next(iter(account.document.sentences), None)
    weight = account.lore.lead.get

    def score(candidate: Candidate) -> float:
        features = candidate.features
        return float(sum(map(mul, map(weight, features, repeat(0.0)), features.values())))

    return max(found, key=score).sentence


def _claimed(account: Account, sentence: Sentence) -> Range:
    """The words claimed: the statement that says all that the title says, who speaks left out, else the sentence."""
    words, said = account.words, said_in(account, sentence)
    if (denied := _denied(account, said)) is not None:
        return denied
    whole = (sentence.start, sentence.end)
    speakers = (words.stems_of(*entry.source_span) for entry in said if entry.source_span)
    title = account.title_stems.difference(*speakers)
    wanted = len(title & account.stems[sentence.index])
    if not wanted:
        return whole
    parts = [
        part
        for entry in said
        for part in entry.content
        if part[1] - part[0] >= SHORTEST_CLAIM and part[1] <= sentence.end
    ]
    for part in sorted(parts, key=lambda part: part[0] - part[1]):
        if len(title & words.stems_of(*part)) >= wanted:
            return part
    return whole


def _denied(account: Account, said: list[AttributionEntry]) -> Range | None:
    """What a sentence reports to be denied, where nobody in it speaks for that: the accusation is the claim."""
    if any(entry.act != "denies" and entry.source is not None for entry in said):
        return None
    parts = [
        part
        for entry in said
        if entry.act == "denies" and entry.quote == "indirect"
        for part in entry.content
        if _tells(account, part)
    ]
    return max(parts, key=lambda part: part[1] - part[0], default=None)


def _tells(account: Account, part: Range) -> bool:
    """Whether denied words tell what is denied: "that it stole aid", not "any involvement"."""
    first, stop = account.words.bounds(*part)
    own = account.words.stems_among(first, stop) - account.lore.common
    if len(own) >= FEWEST_DENIED:
        return True
    return bool(own) and stop - first > FEWEST_DENIED and account.words.lowered[first] in SUBJECTS


def said_in(account: Account, sentence: Sentence) -> list[AttributionEntry]:
    """The attributions of one sentence."""
    return [entry for entry in account.attributions if entry.sentence == sentence.index]


def candidates(account: Account) -> list[Candidate]:
    """The first sentences of the body with their features; the training reads through this too."""
    document = account.document
    heading = document.normal[slice(*account.title)].lower().rstrip(".")
    early = [
        s
        for s in account.prose[:CANDIDATES]
        if not heading or document.normal[s.start : s.end].lower().rstrip(".") != heading
    ]
    reader = _Reader(account, early or account.prose[:1])
    return [
        Candidate(sentence, reader.features(place)) for place, sentence in enumerate(reader.early)
    ]


class _Reader:
    """Features of the early sentences of one text."""

    def __init__(self, account: Account, early: list[Sentence]) -> None:
        self.account, self.early = account, early
        words = account.words
        bounds = [account.bounds[s.index] for s in early]
        self._bounds = [(first, min(stop, first + LONGEST)) for first, stop in bounds]
        self._stems = [
            account.stems[s.index] if whole == read else words.stems_among(*read)
            for s, whole, read in zip(early, bounds, self._bounds, strict=True)
        ]
        title = account.title_stems - account.lore.common
        self._shared = [len(title & stems) for stems in self._stems]
        self._most = max(self._shared, default=0)
        start, stop = (self._bounds[0][0], self._bounds[-1][1]) if early else (0, 0)
        names = compress(words.stems[start:stop], map("N".__eq__, words.classes[start:stop]))
        self._deeds = title.difference(names)
        self._counts = Counter(chain.from_iterable(self._stems))
        spoken = {entry.sentence for entry in account.attributions}
        self._attributed = sum(s.index in spoken for s in early) / max(1, len(early))
        self._quoted = self._quoted_lengths()

    def _quoted_lengths(self) -> list[int]:
        lengths = [0] * len(self.early)
        if not self.early:
            return lengths
        end, at = self.early[-1].end, 0
        for quote in takewhile(lambda quote: quote.start < end, self.account.document.quotes):
            while at < len(self.early) - 1 and self.early[at].end <= quote.start:
                at += 1
            sentence = self.early[at]
            lengths[at] += max(0, min(quote.end, sentence.end) - max(quote.start, sentence.start))
        return lengths

    def features(self, place: int) -> dict[str, float]:
        """What one sentence shows."""
        return self._by_place(place) | self._by_build(place)

    def _by_place(self, place: int) -> dict[str, float]:
        stems, shared, depth = self._stems[place], self._shared[place], math.log1p(place)
        deeds = self._deeds & stems
        new = deeds.difference(*self._stems[:place]) if deeds else deeds
        recurring = sum(map(self._counts.__getitem__, stems)) - len(stems)
        return {
            "first": float(place == 0),
            "depth": depth,
            "depth_attributed": depth * self._attributed,
            "title_words": float(min(shared, MOST_SHARED)),
            "title_most": float(shared == self._most and shared > 0),
            "title_deeds": len(deeds) / max(1, len(self._deeds)),
            "title_deeds_new": float(min(MOST_NEW, len(new))),
            "recurring": min(recurring / max(3, len(stems)), MOST_RECURRING),
        }

    def _by_build(self, place: int) -> dict[str, float]:
        (first, stop), sentence = self._bounds[place], self.early[place]
        lore, words = self.account.lore, self.account.words
        lowered, letters = words.lowered[first:stop], words.classes[first:stop]
        # Marks are words of their own here.
        count = sum(map(str.isalnum, letters))
        opening = lowered[0] if lowered else ""
        text = self.account.document.normal
        return {
            "length": math.log(max(3, count) / USUAL_WORDS),
            "fragment": float(count < FEWEST_WORDS),
            "unfinished": float(not text.startswith(TERMINAL, sentence.end - 1)),
            "question": float("?" in letters),
            "quoted": self._quoted[place] / (sentence.end - sentence.start),
            "dated": float(not lore.dated.isdisjoint(lowered)),
            "number": float("0" in letters),
            "being": float(not lore.being.isdisjoint(lowered)),
            "saying": float("V" in letters or "A" in letters),
            "leading_up": float(opening in lore.leading_up),
            "turning": float(opening in lore.turning),
        }
