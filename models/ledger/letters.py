"""What every spelling is as a word: its lower-case form, its class letter and its stem.

The letters of the gazetteer's lists come first; a word that no list knows is classed by its shape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# Spellings once met are remembered up to these bounds: most texts share most of their words.
MOST_REMEMBERED = 16_384
LONGEST_REMEMBERED = 40
STEM = 5
# Shorter words say little of what a text is about.
SHORT = 3

# The word, its lower-case form, its letter and its stem, which is empty for a short word.
Spelling = tuple[str, str, str, str]


class Spellings(dict[str, Spelling]):
    """What a piece of text is, the spaces after its word included; read when it is first met."""

    def __init__(self, letters: Mapping[str, str]) -> None:
        super().__init__()
        self._letters = letters

    def __missing__(self, piece: str) -> Spelling:
        """Read a piece that is met for the first time, or again after it was forgotten."""
        word = piece.rstrip()
        lowered = word.lower()
        letter = self._letters.get(word) or _shape(word)
        spelling = word, lowered, letter, lowered[:STEM] if len(lowered) > SHORT else ""
        if len(piece) <= LONGEST_REMEMBERED:
            if len(self) >= MOST_REMEMBERED:
                # Another thread may read meanwhile: what it no longer finds it reads again.
                self.clear()
            self[piece] = spelling
        return spelling


def _shape(word: str) -> str:
    """The class of a word that no list knows."""
    first = word[:1]
    if first.isupper():
        return "N" if len(word) > 1 else "I"
    if first.isalpha():
        if "-" in word and not word.islower():
            # A particle that is written with the name: "al-Nasser".
            return "N" if word.rpartition("-")[2][:1].isupper() else "n"
        return "a" if word.endswith("ly") else "n"
    if first.isdigit():
        return "0"
    if first == "'":
        return {"'s": "s", "'": "'"}.get(word, "h")
    return first if first and first.isascii() else "*"
