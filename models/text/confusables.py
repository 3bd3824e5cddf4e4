"""Disguises that keep a word readable and hide it from a reader that looks for words.

Letters borrowed from another script, digits for letters (`s0urces`), letters spelt apart (`s o u r c e s`). Each is
undone one code point for one, so that offsets stay; what has to go becomes a zero-width space, which the normal form
drops.
"""

from __future__ import annotations

import re
from functools import cache

import re2

from models.text.characters import LOOKALIKES

ZERO_WIDTH_SPACE = "\u200b"
# Both disguises at once and by RE2, because every text pays for this look.
RESPELT = re2.compile(r"[a-z][013457$][a-z]|\b[A-Za-z][ *_][A-Za-z][ *_][A-Za-z][ *_][A-Za-z]\b")
TOKEN = re.compile(r"(?<![\w@$./-])[A-Za-z013457$]{4,40}(?![\w@$/])")
DIGIT_IN_WORD = re.compile(r"(?<=[a-z])[013457$](?=[a-z])")
SPELT_APART = re.compile(r"(?<![\w'])[A-Za-z](?:([ *_])[A-Za-z])(?:\1[A-Za-z]){2,30}(?![\w'])")
LETTER_OF = {ord(digit): letter for digit, letter in zip("013457$", "oieasts", strict=True)}
FEWEST_LETTERS = 3


def unmask_letters(text: str) -> str:
    """Spell words that mix Latin with look-alike letters in Latin alone."""
    if text.isascii() or _foreign().search(text) is None:
        return text
    return _word().sub(_in_latin, text)


def unmask_spelling(text: str) -> str:
    """Undo digits within lower-case words and letters spelt apart."""
    if RESPELT.search(text) is None:
        return text
    return SPELT_APART.sub(_closed_up, TOKEN.sub(_in_letters, text))


def _in_latin(match: re.Match[str]) -> str:
    word = match.group()
    return word.translate(_table()) if any(letter.isascii() for letter in word) else word


def _in_letters(match: re.Match[str]) -> str:
    """A word with a digit between lower-case letters, all digits read as letters; `h1n1` and `covid19` stay."""
    word = match.group()
    if DIGIT_IN_WORD.search(word) is None or sum(map(str.isalpha, word)) < FEWEST_LETTERS:
        return word
    changed = word.replace("1l", "ll").replace("l1", "ll").translate(LETTER_OF)
    return changed if changed.isalpha() else word


def _closed_up(match: re.Match[str]) -> str:
    return match.group().replace(match.group(1), ZERO_WIDTH_SPACE)


@cache
def _foreign() -> re2._Regexp[str]:
    return re2.compile(f"[{''.join(LOOKALIKES)}]")


@cache
def _word() -> re.Pattern[str]:
    """A run of Latin and look-alike letters."""
    return re.compile(f"[A-Za-z{''.join(LOOKALIKES)}]+")


@cache
def _table() -> dict[int, str]:
    return {ord(letter): latin for letter, latin in LOOKALIKES.items()}
