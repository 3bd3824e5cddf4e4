"""From articles read to the guideline to the rows that the heads are fitted on: one sentence a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from models.heads import STRUCTURE, head_sentences, structure_of
from models.heads.reader import scale_of
from models.heads.words import MARKS, ngrams
from models.scorer import BundleScorer
from models.text import Document, read_document
from training.readings import Mark, MarkedArticle

MIN_ARTICLES = 3
# Both keep rare words and structure in balance under one penalty; chosen out of fold.
RARITY_SCALE = 0.5
STRUCTURE_SCALE = 0.5

_WRITTEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class HeadRow:
    """One sentence: its n-grams, structure and scale, which signals it carries and which a cue already found."""

    article: int
    ngrams: frozenset[str]
    structure: dict[int, float]
    scale: float
    carries: frozenset[str]
    cued: frozenset[str]


@dataclass(slots=True)
class HeadRows:
    """The rows of many articles, and for every word how much more often it is written with a capital."""

    rows: list[HeadRow] = field(default_factory=list)
    capitals: Counter[str] = field(default_factory=Counter)

    def add(self, number: int, reading: MarkedArticle, scorer: BundleScorer) -> None:
        """Read one article with the scorer and add its sentences."""
        document = read_document(reading.article)
        for word in _WRITTEN.findall(document.normal):
            self.capitals[word.lower()] += 1 if word[0].isupper() else -1
        self.rows += _rows(number, reading, document, scorer)

    def vocabulary(self) -> list[str]:
        """N-grams of enough articles that hold no name, in order."""
        articles: Counter[str] = Counter()
        last: dict[str, int] = {}
        for row in self.rows:
            for name in row.ngrams:
                if last.get(name) != row.article:
                    last[name] = row.article
                    articles[name] += 1
        plain = {*MARKS, "i"}
        return sorted(
            name
            for name, count in articles.items()
            if count >= MIN_ARTICLES
            and all(word in plain or self.capitals[word] <= 0 for word in name.split(" "))
        )

    def matrix(self, vocabulary: Sequence[str], rarity: NDArray[np.float64]) -> csr_matrix:
        """Scaled n-grams, weighed by how rare they are, then structure."""
        index = {name: column for column, name in enumerate(vocabulary)}
        places = [
            (number, index[name], row.scale)
            for number, row in enumerate(self.rows)
            for name in row.ngrams
            if name in index
        ]
        at, columns, values = (np.array(part) for part in zip(*places, strict=True))
        shape = (len(self.rows), len(vocabulary))
        words = csr_matrix((values * rarity[columns], (at, columns)), shape=shape)
        known = np.zeros((len(self.rows), len(STRUCTURE)))
        for number, row in enumerate(self.rows):
            known[number, list(row.structure)] = list(row.structure.values())
        return hstack([words, csr_matrix(known * STRUCTURE_SCALE)]).tocsr()

    def rarity(self, vocabulary: Sequence[str]) -> NDArray[np.float64]:
        """Half the logarithm of how many sentences there are for each that holds an n-gram."""
        counts = Counter(name for row in self.rows for name in row.ngrams)
        found = np.array([counts[name] for name in vocabulary], dtype=float)
        return RARITY_SCALE * np.log(len(self.rows) / found)


def _rows(
    number: int, reading: MarkedArticle, document: Document, scorer: BundleScorer
) -> list[HeadRow]:
    read = scorer.read(document)
    structure = structure_of(document, read.ledger)
    cued: dict[int, set[str]] = {}
    for observation in read.observations:
        cued.setdefault(observation.sentence, set()).add(observation.signal)
    rows = []
    for sentence in head_sentences(document):
        bounds = document.sentences[sentence.index]
        span = document.to_source(bounds.start, bounds.end)
        start, end = span.start + reading.body_offset, span.end + reading.body_offset
        rows.append(
            HeadRow(
                article=number,
                ngrams=frozenset(ngrams(sentence.words)),
                structure=structure.get(sentence.index, {}),
                scale=scale_of(sentence),
                carries=frozenset(m.signal for m in reading.marks if _lies_in(m, start, end)),
                cued=frozenset(cued.get(sentence.index, ())),
            )
        )
    return rows


def _lies_in(mark: Mark, start: int, end: int) -> bool:
    return 2 * (min(mark.end, end) - max(mark.start, start)) > mark.end - mark.start
