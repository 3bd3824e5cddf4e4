"""Which words and pairs a fit looks at: common wording, no names, no house jargon of a few outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.linear.tokens import FIRST_PERSON, NUMBER, terms
from training.config import VocabularySettings
from training.prepare import Prepared


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in order, and pairs in order as indices of their words."""

    words: tuple[str, ...]
    pairs: tuple[tuple[int, int], ...]

    def names(self) -> list[str]:
        """Every feature by name, words first."""
        return [*self.words, *(f"{self.words[a]} {self.words[b]}" for a, b in self.pairs)]


def learn_vocabulary(rows: Sequence[Prepared], settings: VocabularySettings) -> Vocabulary:
    """Words that are lower-case and common enough, then the commonest pairs of them up to the limit."""
    in_order = sorted(rows, key=lambda row: (row.group, row.id))
    lower = lower_case_words(in_order, settings.min_lower_share) - settings.masked
    counted = _Spread()
    for row in in_order:
        counted.add({term for term in terms(row.runs, lower) if " " not in term}, row.group)
    always = {NUMBER, *FIRST_PERSON}
    words = sorted(always | counted.common(settings))
    pairs = _common_pairs(in_order, frozenset(words), settings)
    index = {word: position for position, word in enumerate(words)}
    room = max(0, settings.most_features - len(words))
    split = (pair.split(" ") for pair in pairs[:room])
    return Vocabulary(tuple(words), tuple(sorted((index[a], index[b]) for a, b in split)))


def lower_case_words(rows: Iterable[Prepared], min_share: float) -> set[str]:
    """Words that are written in lower case wherever a capital would mean a name, plus those that are always known.

    The first word of a run is left out: its capital may mean nothing, and it has been lowered.
    """
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for row in rows:
        for _, words in row.runs:
            for word in words[1:]:
                if word[0].islower():
                    lower[word] += 1
                else:
                    capital[word.lower()] += 1
    plain = {word for word, count in lower.items() if count >= min_share * (count + capital[word])}
    return plain | {NUMBER, *FIRST_PERSON}


def _common_pairs(
    rows: Iterable[Prepared], words: frozenset[str], settings: VocabularySettings
) -> list[str]:
    """Pairs of known words that are common enough, commonest first."""
    counted = _Spread()
    for row in rows:
        counted.add({term for term in terms(row.runs, words) if " " in term}, row.group)
    return sorted(counted.common(settings), key=lambda pair: (-counted.documents[pair], pair))


class _Spread:
    """In how many documents and in how many groups a term occurs; groups must come one after the other."""

    def __init__(self) -> None:
        self.documents: Counter[str] = Counter()
        self._groups: Counter[str] = Counter()
        self._last: dict[str, str] = {}

    def add(self, found: Iterable[str], group: str) -> None:
        """Count one document."""
        for term in found:
            self.documents[term] += 1
            if self._last.get(term) != group:
                self._last[term] = group
                self._groups[term] += 1

    def common(self, settings: VocabularySettings) -> set[str]:
        """Terms in enough documents of enough groups."""
        return {
            term
            for term, count in self.documents.items()
            if count >= settings.min_documents and self._groups[term] >= settings.min_sources
        }
