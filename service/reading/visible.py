"""Characters that a reader cannot see, made visible: nobody hides words, or the order of words, from an editor."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_INVISIBLE_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_PLAIN_CONTROLS = frozenset("\n\r\t")
# These draw nothing although Unicode files them under letters and marks.
_BLANK_LETTERS = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0"
)
_EMOJI_JOINER = "\u200d"
# A stack of accents higher than this covers the neighbouring lines and is no orthography.
_HIGHEST_STACK = 4


@dataclass(frozen=True, slots=True)
class Run:
    """Characters shown as they are, or (`hidden`) one character shown by its number and name."""

    text: str
    hidden: str | None = None

    @property
    def token(self) -> str:
        """What stands in the place of a hidden character, such as `U+202E`."""
        return f"U+{ord(self.text):04X}"


def runs_of(text: str) -> Iterator[Run]:
    """The text as visible runs and hidden characters, in order and complete."""
    kept_from = 0
    stack = 0
    for position, character in enumerate(text):
        stack = stack + 1 if unicodedata.combining(character) else 0
        if stack <= _HIGHEST_STACK and not _is_hidden(text, position):
            continue
        if kept_from < position:
            yield Run(text[kept_from:position])
        yield Run(character, _name(character))
        kept_from = position + 1
    if kept_from < len(text):
        yield Run(text[kept_from:])


def legible(text: str) -> str:
    """The text without hidden characters, for a field in which they could not be shown."""
    return "".join(run.text for run in runs_of(text) if not run.hidden)


def _is_hidden(text: str, position: int) -> bool:
    character = text[position]
    if " " <= character <= "~":
        return False
    if character == _EMOJI_JOINER:
        return not _joins_emoji(text, position)
    if character in _PLAIN_CONTROLS:
        return False
    return character in _BLANK_LETTERS or unicodedata.category(character) in _INVISIBLE_CATEGORIES


def _joins_emoji(text: str, position: int) -> bool:
    following = text[position + 1 : position + 2]
    return bool(following) and unicodedata.category(following) == "So"


def _name(character: str) -> str:
    fallback = (
        "control character" if unicodedata.category(character) == "Cc" else "hidden character"
    )
    return unicodedata.name(character, fallback).lower()
