"""Which words a text has, for documents and for questions alike, so that every database finds the same.

The databases are handed words, never text: their own rules for what a word is differ from each other, and from one
version or locale to the next.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

# Of longer texts the beginning is searched: PostgreSQL takes at most 1 MB of words for one document.
MOST_CHARACTERS: Final = 200_000
MOST_BYTES: Final = 500_000
# A longer word is found by its beginning.
_WORD_LENGTH: Final = 40
# SQLite refuses questions nested deeper than 256.
_MOST_ASKED: Final = 32
_WORD: Final = re.compile(r"[^\W_]+")
# Scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, kana and Han.
_UNSPACED: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
# What decomposition leaves alone although readers take it for a letter with a stroke.
_STROKES: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "\u0131": "i", "æ": "ae", "œ": "oe"}
)


def document_words(title: str, text: str) -> list[str]:
    """Every word of a document once, within the limits of the databases; the first are kept."""
    found: dict[str, None] = {}
    size = 0
    for word in _words(f"{title}\n{text[:MOST_CHARACTERS]}", is_question=False):
        if word not in found:
            size += len(word.encode())
            if size > MOST_BYTES:
                break
            found[word] = None
    return list(found)


def asked_words(query: str) -> list[str]:
    """The words that a question asks for, each once; what is no letter and no number asks for nothing."""
    words = dict.fromkeys(_words(query[:MOST_CHARACTERS], is_question=True))
    return list(words)[:_MOST_ASKED]


def _words(text: str, *, is_question: bool) -> Iterator[str]:
    for match in _WORD.finditer(_folded(text)):
        word = match[0]
        if word.isascii() or not _UNSPACED.search(word):
            yield word[:_WORD_LENGTH]
        else:
            yield from _split(word, is_question=is_question)


def _folded(text: str) -> str:
    """Lower case without accents, and without what is invisible inside words."""
    if text.isascii():
        return text.lower()
    # Cut again: one character may come apart into eighteen.
    parts = unicodedata.normalize("NFKD", text.casefold())[: 2 * MOST_CHARACTERS]
    kept = (one for one in parts if one.isascii() or not _is_mark(one))
    return "".join(kept).translate(_STROKES)


def _is_mark(character: str) -> bool:
    category = unicodedata.category(character)
    return category == "Cf" or category.startswith("M")


def _split(word: str, *, is_question: bool) -> Iterator[str]:
    """Pairs of neighbouring characters where there are no spaces; of documents single characters too."""
    end = 0
    for run in _UNSPACED.finditer(word):
        if run.start() > end:
            yield word[end : run.start()][:_WORD_LENGTH]
        yield from _pairs(run[0], is_question=is_question)
        end = run.end()
    if end < len(word):
        yield word[end:][:_WORD_LENGTH]


def _pairs(run: str, *, is_question: bool) -> Iterator[str]:
    if not is_question or len(run) == 1:
        yield from run
    yield from map("".join, pairwise(run))
