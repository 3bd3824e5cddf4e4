"""Finds the known n-grams of a whole text at once: words become numbers, pairs and triples are numbers made of them.

One small dictionary and two sorted arrays are looked through, not thousands of scattered objects: most of the time of a
fresh article goes into fetching memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from models.heads.words import HeadSentence

# No word; it parts the sentences, and no n-gram holds it.
_NO_WORD = 0

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Found:
    """The n-grams of some sentences in reading order, each once a sentence.

    `rows` are their numbers, and behind those of every sentence the number that is no n-gram; `places` the index of
    the first word. The n-grams of sentence `i` stand from `starts[i]` on.
    """

    rows: Numbers
    places: Numbers
    starts: Numbers

    def of_sentence(self, number: int) -> tuple[list[int], list[int]]:
        """Rows and places of one sentence."""
        stop = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.rows)
        inside = slice(self.starts[number], stop - 1)
        return self.rows[inside].tolist(), self.places[inside].tolist()


class NgramLookup:
    """The n-grams of the heads, numbered in their order; one number more stands for no n-gram."""

    def __init__(self, ngrams: Sequence[str]) -> None:
        self.nothing = len(ngrams)
        split = [ngram.split(" ") for ngram in ngrams]
        words = dict.fromkeys(chain.from_iterable(split))
        self._numbers = {word: number for number, word in enumerate(words, _NO_WORD + 1)}
        self._base = len(words) + 1
        coded = [[self._numbers[word] for word in parts] for parts in split]
        self._single = np.full(self._base, self.nothing)
        for row, numbers in enumerate(coded):
            if len(numbers) == 1:
                self._single[numbers[0]] = row
        self._pairs = self._table(coded, 2)
        self._triples = self._table(coded, 3)

    def find(self, sentences: Sequence[HeadSentence]) -> Found:
        """All n-grams of the sentences, of which there is at least one."""
        lengths = np.array([len(sentence.words) + 1 for sentence in sentences])
        ends = np.cumsum(lengths)
        words = np.full(ends[-1] + 2, _NO_WORD)
        known = self._numbers.get
        words[: ends[-1]] = [
            number
            for sentence in sentences
            for number in (*[known(word, _NO_WORD) for word in sentence.words], _NO_WORD)
        ]
        first, second, third = words[:-2], words[1:-1], words[2:]
        pairs = first * self._base + second
        rows = np.empty((len(first), 3), dtype=np.int64)
        rows[:, 0] = self._single[first]
        rows[:, 1] = self._look_up(self._pairs, pairs)
        rows[:, 2] = self._look_up(self._triples, pairs * self._base + third)
        # The first number of the row behind a sentence stays, and keeps its n-grams from being none at all.
        is_kept = rows != self.nothing
        is_kept[ends - 1, 0] = True
        place, _ = np.nonzero(is_kept)
        kept = rows[is_kept]
        sentence = np.repeat(np.arange(len(sentences)), lengths)[place]
        once = np.sort(np.unique(sentence * (self.nothing + 1) + kept, return_index=True)[1])
        place, kept, sentence = place[once], kept[once], sentence[once]
        starts = np.searchsorted(sentence, np.arange(len(sentences)))
        return Found(kept, place - (ends - lengths)[sentence], starts)

    def _table(self, coded: Sequence[Sequence[int]], size: int) -> tuple[Numbers, Numbers]:
        """Sorted codes of the n-grams of a size, and their rows."""
        entries = []
        for row, numbers in enumerate(coded):
            if len(numbers) == size:
                code = 0
                for number in numbers:
                    code = code * self._base + number
                entries.append((code, row))
        codes, rows = zip(*sorted(entries), strict=True) if entries else ((), ())
        return np.array(codes, dtype=np.int64), np.array(rows, dtype=np.int64)

    def _look_up(self, table: tuple[Numbers, Numbers], wanted: Numbers) -> Numbers:
        codes, rows = table
        if not len(codes):
            return np.full(len(wanted), self.nothing)
        at = np.searchsorted(codes, wanted)
        at[at == len(codes)] = 0
        return np.where(codes[at] == wanted, rows[at], self.nothing)
