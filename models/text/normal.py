"""The normal form of a text and its alignment with what was submitted.

Linear in the length of the text. `unicodedata.normalize` is never called on more than one letter and its mark: it is
quadratic on long runs of marks in some interpreters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import re2

from models.text.characters import (
    APOSTROPHES,
    BLANK,
    COMMON,
    DASHES,
    LIGATURES,
    MARKS,
    NEWLINES,
    QUOTATION_MARKS,
    SPACES,
    UNSEEN,
)
from models.text.confusables import ZERO_WIDTH_SPACE, unmask_letters, unmask_spelling
from models.text.origin import Alignment
from models.text.wrapping import unwrap

PARAGRAPH = "\n\n"
# Newspaper archives write a quotation mark so.
TWO_APOSTROPHES = "''"
LINE_ENDS = frozenset(f"\n{NEWLINES}")
# Many times what an article has; beyond it a line end is a space, which bounds the work on a text of line ends.
MOST_PARAGRAPHS = 8_000


def normalise(text: str) -> tuple[str, Alignment]:
    """The normal form of one field; no white space at either end."""
    folded = unwrap(_fold(text))
    normal, alignment = (folded, Alignment()) if _is_plain(folded) else _rewrite(folded)
    # Disguises are undone last, when no invisible character can stand in their way.
    respelt = unmask_spelling(unmask_letters(normal))
    if ZERO_WIDTH_SPACE not in respelt:
        return respelt, alignment
    shorter, inner = _rewrite(respelt)
    return shorter, alignment.after(inner, len(shorter))


def _fold(text: str) -> str:
    """Replace one character by one: the length never changes."""
    if not text.isascii():
        for old, new in COMMON:
            text = text.replace(old, new)
        if not text.isascii() and _has_unusual(text):
            text = text.translate(_fold_table())
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return text.replace("\t", " ")


def _is_plain(text: str) -> bool:
    """Whether nothing is to be removed, collapsed or spelt out; substring searches, not a scan by class."""
    if text != text.strip() or "  " in text or "\n\n\n" in text or " \n" in text or "\n " in text:
        return False
    if TWO_APOSTROPHES in text:
        return False
    breaks = text.count("\n")
    if breaks and (breaks != 2 * text.count(PARAGRAPH) or breaks > 2 * MOST_PARAGRAPHS):
        return False
    if not text.replace("\n", "").isprintable():
        return False
    return text.isascii() or _to_edit().search(text) is None


def _rewrite(text: str) -> tuple[str, Alignment]:
    """Copy what stays and rewrite what does not, keeping the start of every copied run."""
    text, done = text.rstrip(), len(text) - len(text.lstrip())
    pieces: list[str] = []
    alignment = Alignment()
    length = paragraphs = 0
    edit = _plain_edit() if text.isascii() else _edit()
    for match in edit.finditer(text, done):
        found = match.group()
        new = _replacement(found)
        if new == PARAGRAPH:
            paragraphs += 1
            new = PARAGRAPH if paragraphs < MOST_PARAGRAPHS else " "
        if new == found:
            continue
        start = match.start()
        if start > done:
            alignment.add(length, done)
            pieces.append(text[done:start])
            length += start - done
        if new and (length or not new.isspace()):
            alignment.spell_out(length, new, _origin_of(match))
            pieces.append(new)
            length += len(new)
        done = match.end()
    alignment.add(length, done)
    pieces.append(text[done:])
    return "".join(pieces).rstrip(), alignment


def _origin_of(match: re.Match[str]) -> int:
    """Where a replacement came from: a closing mark of two apostrophes from the second, so that ranges hold both."""
    if match.group()[0] == "'" and not match.string[match.end() : match.end() + 1].isalnum():
        return match.end() - 1
    return match.start()


def _replacement(found: str) -> str:
    if not LINE_ENDS.isdisjoint(found):
        return PARAGRAPH
    if " " in found:
        return " "
    if found[0] == "'":
        return '"'
    if found in LIGATURES:
        return LIGATURES[found]
    # Some of what nobody sees is a letter to Unicode; only Latin ones are matched with their marks.
    if found[0].isascii() and found[0].isalpha():
        return _composed(found)
    return ""


def _composed(found: str) -> str:
    """A letter with its marks: the accented letter where Unicode has one, else the bare letter."""
    letter = unicodedata.normalize("NFC", found[:2])
    return letter if len(letter) == 1 else found[0]


def _has_unusual(text: str) -> bool:
    """Whether anything is left that the fold table changes."""
    try:
        return _unusual().search(text) is not None
    except UnicodeEncodeError:
        # Lone surrogates, which the table replaces.
        return True


@cache
def _unusual() -> re2._Regexp[str]:
    return re2.compile(
        f"[{APOSTROPHES}{QUOTATION_MARKS}{DASHES}{SPACES}{NEWLINES}"
        "\u24b6-\u24e9\uff01-\uff5e\U0001d400-\U0001d7ff]"
    )


@cache
def _plain_edit() -> re.Pattern[str]:
    """What is to be changed in a text of ASCII characters alone: white space and control characters."""
    return re.compile(r"[ \n\x00-\x1f\x7f]{2,}|[\x00-\x1f\x7f]|'[\x00-\x08\x0e-\x1b\x1f\x7f]*'")


@cache
def _edit() -> re.Pattern[str]:
    """A run to be removed, collapsed or spelt out."""
    unseen = f"{UNSEEN}{BLANK}{MARKS}"
    return re.compile(
        f"[A-Za-z][{MARKS}]+|[ \\n{unseen}]{{2,}}|[\\n{unseen}]|[{''.join(LIGATURES)}]|'[{unseen}]*'"
    )


@cache
def _to_edit() -> re2._Regexp[str]:
    """Whatever is to be removed or spelt out and counts as printable; the look that every accented text pays for."""
    return re2.compile(f"[{BLANK}{MARKS}{''.join(LIGATURES)}]")


@cache
def _fold_table() -> dict[int, str]:
    table = dict.fromkeys(map(ord, APOSTROPHES), "'")
    table |= dict.fromkeys(map(ord, QUOTATION_MARKS), '"')
    table |= dict.fromkeys(map(ord, DASHES), "-")
    table |= dict.fromkeys(map(ord, SPACES), " ")
    table |= dict.fromkeys(map(ord, NEWLINES), "\n")
    table |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    for code in (*range(0xFF01, 0xFF5F), *range(0x24B6, 0x24EA), *range(0x1D400, 0x1D800)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain.isascii():
            table[code] = plain
    return table
