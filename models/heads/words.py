"""From a document to the words that the heads read: the one analyzer that training and serving share.

Unlike the language model (`models.linear.tokens`) the heads read quotations and punctuation too, because who is
quoted and where a clause ends tells what a sentence rests on. A run of capitalised words is one placeholder, so that
swapping a name for another changes nothing; a number is another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from models.linear.tokens import READ_AS
from models.text.document import Document

NAME = "<name>"
NUMBER = "<number>"
OPENING = "<opening>"
CLOSING = "<closing>"
# Placeholders of this module, which no word of a text can be spelled like.
MARKS = (NAME, NUMBER, OPENING, CLOSING)

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d[\d.,]*|[^\w\s]")
# After these a capital means the start of a sentence or of a quotation and not a name.
_OPENERS = frozenset('"(:')


@dataclass(frozen=True, slots=True)
class HeadSentence:
    """The words of one sentence between two marks.

    `joined` are the numbers of the words that were joined to the name before them.
    """

    index: int
    words: list[str]
    page: str
    start: int
    end: int
    joined: list[int]

    def places(self) -> list[tuple[int, int]]:
        """Where each of the words stands in the normal form; few sentences are ever asked."""
        spans = [match.span() for match in _TOKEN.finditer(self.page, self.start, self.end)]
        for number in reversed(self.joined):
            spans[number - 1 : number + 1] = [(spans[number - 1][0], spans[number][1])]
        return [(self.start, self.start), *spans, (self.end, self.end)]


def head_sentences(document: Document) -> list[HeadSentence]:
    """Every sentence of the body outside furniture, in order."""
    return [
        _sentence(document, s.index, s.start, s.end)
        for s in document.sentences
        if not (s.in_title or s.furniture)
    ]


def ngrams(words: list[str]) -> set[str]:
    """Every word, pair and triple by name, joined by a space."""
    pairs = {f"{a} {b}" for a, b in pairwise(words)}
    triples = {f"{a} {b} {c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)}
    return {*words, *pairs, *triples}


def _sentence(document: Document, index: int, start: int, end: int) -> HeadSentence:
    page = document.normal
    words = [OPENING]
    joined: list[int] = []
    opens, shouted = True, page[start:end].isupper()
    for number, word in enumerate(_TOKEN.findall(page, start, end)):
        # Most words are written small: nothing is to be found out about them.
        if word.islower():
            words.append(word)
            opens = False
            continue
        first = word[0]
        if first.isdigit():
            words.append(NUMBER)
            opens = False
        elif first.isupper() and not (opens or shouted or word == "I"):
            if words[-1] == NAME:
                joined.append(number)
            else:
                words.append(NAME)
        else:
            words.append(word.lower())
            opens = word in _OPENERS
    words.append(CLOSING)
    return HeadSentence(
        index, [READ_AS.get(word, word) for word in words], page, start, end, joined
    )
