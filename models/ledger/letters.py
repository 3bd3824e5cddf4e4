"""The class letter of every word: those of the gazetteer's lists, and the shape of all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Newly met words are remembered up to a bound: most texts share most of their words.
MOST_REMEMBERED = 16_384


class Letters(dict[str, str]):
    """Letters by exact spelling; a word that no list knows is classed by its shape when it is first met."""

    def __init__(self, listed: Mapping[str, str]) -> None:
        super().__init__(listed)
        self._listed = listed

    def __missing__(self, word: str) -> str:
        """The letter of a word that is asked for the first time, or again after it was forgotten."""
        letter = _shape(word)
        if len(self) >= len(self._listed) + MOST_REMEMBERED:
            # Another thread may read meanwhile: it finds a listed word, or comes here too.
            for known in self.keys() - self._listed.keys():
                self.pop(known, None)
        self[word] = letter
        return letter


def _shape(word: str) -> str:
    """The class of a word that no list knows."""
    first = word[:1]
    if first.isupper():
        return "N" if len(word) > 1 else "I"
    if first.isalpha():
        return "a" if word.endswith("ly") else "n"
    if first.isdigit():
        return "0"
    if first == "'":
        return {"'s": "s", "'": "'"}.get(word, "h")
    return first if first and first.isascii() else "*"
