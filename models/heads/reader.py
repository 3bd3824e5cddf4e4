"""Reads every sentence with every head at once: a sum of weights, then the clause that carries most of it."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.heads.lookup import Found, NgramLookup
from models.heads.parameters import HeadParameters
from models.heads.structure import STRUCTURE, structure_of
from models.heads.words import HeadSentence, head_sentences
from models.ledger import Ledger
from models.text.document import Document

# Shorter sentences count as this long, so that one word in two does not decide.
SHORTEST = 6
_CLAUSE_ENDS = frozenset(',;:()"-')
_SHORTEST_CLAUSE = 5

# Rows of the n-grams of a sentence, and the index of the first word of each.
_Ngrams = tuple[list[int], list[int]]


@dataclass(frozen=True, slots=True)
class HeadFinding:
    """A signal in one sentence; `precision` is how often a find this sure was right."""

    signal: str
    sentence: int
    start: int
    end: int
    precision: float


class HeadReader:
    """The fitted heads, laid out for one text at a time; threads may share it."""

    def __init__(self, parameters: HeadParameters) -> None:
        self._signals = parameters.signals
        # A last row of zeros ends the rows of every sentence, so that none has no row at all.
        blank = np.zeros((1, len(parameters.signals)), dtype=np.float32)
        self._weights = np.concatenate((parameters.weights, blank))
        self._structure = parameters.structure
        self._intercepts = parameters.intercepts
        self._lookup = NgramLookup(parameters.ngrams)
        self._steps = [parameters.steps.get(signal, ()) for signal in parameters.signals]
        self._least = np.array([_logit(steps[0][0]) if steps else np.inf for steps in self._steps])

    def read(self, document: Document, ledger: Ledger) -> list[HeadFinding]:
        """Every sentence and signal whose chance reaches the threshold of the signal."""
        sentences = head_sentences(document)
        if not sentences:
            return []
        found = self._lookup.find(sentences)
        logits = self._logits(sentences, found, structure_of(document, ledger))
        return [
            self._finding(sentences[at], found.of_sentence(at), signal, float(logits[at, signal]))
            for at, signal in np.argwhere(logits >= self._least).tolist()
        ]

    def _logits(
        self,
        sentences: list[HeadSentence],
        found: Found,
        structure: dict[int, dict[int, float]],
    ) -> NDArray[np.float64]:
        """One row a sentence, one column a signal; all sentences are summed in one go."""
        sums = np.add.reduceat(self._weights.take(found.rows, axis=0), found.starts, axis=0)
        scales = np.array([scale_of(sentence) for sentence in sentences], dtype=np.float32)
        known = np.zeros((len(sentences), len(STRUCTURE)), dtype=np.float32)
        values = [
            (at, place, value)
            for at, sentence in enumerate(sentences)
            for place, value in structure.get(sentence.index, {}).items()
        ]
        if values:
            at_sentence, at_place, value = zip(*values, strict=True)
            known[at_sentence, at_place] = value
        logits: NDArray[np.float64] = (sums * scales[:, None]).astype(np.float64)
        return logits + known @ self._structure + self._intercepts

    def _finding(
        self, sentence: HeadSentence, ngrams: _Ngrams, signal: int, logit: float
    ) -> HeadFinding:
        steps = self._steps[signal]
        chance = 1.0 / (1.0 + math.exp(-logit))
        step = max(0, bisect_right([least for least, _ in steps], chance) - 1)
        start, end = self._clause(sentence, ngrams, signal)
        return HeadFinding(self._signals[signal], sentence.index, start, end, steps[step][1])

    def _clause(self, sentence: HeadSentence, ngrams: _Ngrams, signal: int) -> tuple[int, int]:
        """The clause whose n-grams weigh most for the signal."""
        weight = [0.0] * len(sentence.words)
        rows, at_words = ngrams
        carried: list[float] = self._weights[rows, signal].tolist()
        for at, value in zip(at_words, carried, strict=True):
            weight[at] += value
        clauses = _clauses(sentence.words)
        first, stop = max(clauses, key=lambda clause: math.fsum(weight[clause[0] : clause[1]]))
        places = sentence.places()
        return places[first][0], places[stop - 1][1]


def scale_of(sentence: HeadSentence) -> float:
    """What every n-gram of a sentence counts: one over the root of the number of words."""
    return 1.0 / math.sqrt(max(len(sentence.words), SHORTEST))


def _clauses(words: list[str]) -> list[tuple[int, int]]:
    """First and last-but-one index of every clause: cut at punctuation, short pieces joined to the one before."""
    last = len(words) - 1
    clauses: list[tuple[int, int]] = []
    first = 1
    for at in range(1, last + 1):
        ends = at == last or words[at] in _CLAUSE_ENDS
        if ends and at > first:
            if clauses and at - first < _SHORTEST_CLAUSE:
                clauses[-1] = (clauses[-1][0], at)
            else:
                clauses.append((first, at))
            first = at + 1
    return clauses or [(0, len(words))]


def _logit(chance: float) -> float:
    return math.log(chance / (1.0 - chance))
