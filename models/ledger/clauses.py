"""The sentences of a document as ranges of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.ledger.prose import Clause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.ledger.entries import Range
    from models.ledger.tokens import Words
    from models.text.document import Document


def bounds_of(document: Document, words: Words) -> list[Range]:
    """The words of every sentence."""
    return [words.bounds(sentence.start, sentence.end) for sentence in document.sentences]


def clauses_of(document: Document, sentence_bounds: Sequence[Range]) -> list[Clause]:
    """Every sentence of prose and of the title, in text order; furniture is left out."""
    prose = [sentence for sentence in document.sentences if not sentence.furniture]
    bounds = [sentence_bounds[sentence.index] for sentence in prose]
    lines = [-1, *[sentence.paragraph for sentence in prose], -1]
    clauses = []
    ending = bounds[-1][1] if bounds else 0
    for at in range(len(prose) - 1, -1, -1):
        sentence, (first, stop) = prose[at], bounds[at]
        opens, closes = lines[at] != lines[at + 1], lines[at + 2] != lines[at + 1]
        # A colon that ends a paragraph introduces the whole next one, any other the next sentence.
        following, ending = (ending, stop) if closes else (bounds[at + 1][1], ending)
        clauses.append(Clause(sentence.index, first, stop, following, sentence.in_title, opens))
    return clauses[::-1]
