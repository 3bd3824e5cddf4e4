"""Finds which of many parts of words stand in a word: whole words, beginnings, ends and pieces from the middle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, Generic, TypeVar

# Pieces are looked up by their first letters.
_HEAD: Final = 3
# Longer words are searched for every piece: slower for words, and linear for endless ones.
_LONGEST: Final = 60

Told = TypeVar("Told")


class Parts(Generic[Told]):
    """What is told by each part; a space at its side says that the part begins or ends the word.

    A part with a capital stands only in words that are written so, any other in words of either case.
    """

    def __init__(self, told: Mapping[str, Told]) -> None:
        self._small = _Parts({part: facts for part, facts in told.items() if part.lower() == part})
        self._cased = _Parts({part: facts for part, facts in told.items() if part.lower() != part})

    def inside(self, word: str) -> list[Told]:
        """What the parts of a word tell, in any order."""
        small = word.lower()
        found = self._small.inside(small)
        return found if small == word else found + self._cased.inside(word)


class _Parts(Generic[Told]):
    """Parts that are compared letter by letter."""

    def __init__(self, told: Mapping[str, Told]) -> None:
        self._whole: dict[str, Told] = {}
        self._beginnings: dict[str, Told] = {}
        self._ends: dict[str, Told] = {}
        self._pieces: dict[str, list[tuple[str, Told]]] = {}
        for part, facts in told.items():
            text = part.strip()
            if part.startswith(" "):
                (self._whole if part.endswith(" ") else self._beginnings)[text] = facts
            elif part.endswith(" "):
                self._ends[text] = facts
            else:
                self._pieces.setdefault(text[:_HEAD], []).append((text, facts))
        self._beginning_lengths = sorted({len(text) for text in self._beginnings})
        self._end_lengths = sorted({len(text) for text in self._ends})
        self._head_lengths = sorted({len(text) for text in self._pieces})

    def inside(self, word: str) -> list[Told]:
        length = len(word)
        found = [self._whole[word]] if word in self._whole else []
        for size in self._beginning_lengths:
            if size > length:
                break
            if (part := word[:size]) in self._beginnings:
                found.append(self._beginnings[part])
        for size in self._end_lengths:
            if size > length:
                break
            if (part := word[length - size :]) in self._ends:
                found.append(self._ends[part])
        found += self._in_the_middle(word) if length <= _LONGEST else self._anywhere(word)
        return found

    def _in_the_middle(self, word: str) -> Iterator[Told]:
        heads = {word[at : at + size] for size in self._head_lengths for at in range(len(word))}
        for head in heads & self._pieces.keys():
            yield from (facts for text, facts in self._pieces[head] if text in word)

    def _anywhere(self, word: str) -> Iterator[Told]:
        for pieces in self._pieces.values():
            yield from (facts for text, facts in pieces if text in word)
