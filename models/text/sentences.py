"""Sentences with exact offsets: lines first, then `sentencex`, then the few repairs that news copy needs.

Quotation marks are hidden from the splitter: it would keep a quoted passage of several sentences in one piece, and it
is superlinear on marks that never close. A line is handed over in bounded pieces for the same reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import re2
import sentencex  # type: ignore[import-untyped]  # likewise

PIECE_CHARACTERS = 4_000
GLUED = re.compile(r"[a-z]{2}[\"')]?[.!?][\"')]?(?=[\"'(]?[A-Z][a-z])")
# The same, by RE2: every text pays for this look.
GLUED_SOMEWHERE = re2.compile(r"[a-z][a-z][\"')]?[.!?][\"')]?[\"'(]?[A-Z][a-z]")
ADDRESS = re.compile(r"www\.|//|@|\.(?:com|org|net|gov|edu|info|co|uk|tv|io)\b", re.IGNORECASE)
TITLES = frozenset(
    "Mr. Ms. Mrs. Mx. Dr. Drs. Prof. Gen. Gens. Sen. Sens. Rep. Reps. Gov. Govs. Lt. Col. Sgt. "  # noqa: SIM905 - words
    "Capt. Cpl. Maj. Cmdr. Adm. Rev. Hon. St. Sr. Messrs. Mt. Ft. Supt. Det. Insp. Pvt. Pres. "
    "Amb. Atty. Fr. v. vs. approx. est. cf. ca.".split()
)
BEFORE_NUMBERS = frozenset({"No.", "Nos.", "Vol.", "Fig.", "Art.", "Sec.", "pp."})


def may_be_glued(text: str) -> bool:
    """Whether the space after a full stop is missing anywhere; a look that spares every line its own."""
    return GLUED_SOMEWHERE.search(text) is not None


def split_line(line: str, *, glued: bool = True) -> list[tuple[int, int]]:
    """Half-open ranges of the sentences of one line, without white space around them."""
    if is_one_sentence(line, 0, len(line)):
        return [_without_space(line, 0, len(line))]
    ranges: list[tuple[int, int]] = []
    for start, end in _pieces(line):
        ranges.extend(_split_piece(line, start, end, glued=glued))
    return ranges


def is_one_sentence(text: str, start: int, end: int) -> bool:
    """Whether a line needs no splitter, as most paragraphs of news copy; it is that line from `start` to `end`."""
    inner = end - 2
    return end - start <= PIECE_CHARACTERS and not (
        text.find(".", start, inner) >= 0
        or text.find("?", start, inner) >= 0
        or text.find("!", start, inner) >= 0
        or text.find("\u2026", start, inner) >= 0
    )


def _pieces(line: str) -> Iterator[tuple[int, int]]:
    """Bounded stretches of the line, cut at a space where there is one."""
    start = 0
    while len(line) - start > PIECE_CHARACTERS:
        cut = line.rfind(" ", start + 1, start + PIECE_CHARACTERS)
        cut = cut if cut > 0 else start + PIECE_CHARACTERS
        yield start, cut
        start = cut
    yield start, len(line)


def _split_piece(line: str, start: int, end: int, *, glued: bool) -> list[tuple[int, int]]:
    """Ask the library, mend its boundaries, add those where the space after a full stop is missing."""
    cuts = [start]
    position = start
    for segment in sentencex.segment("en", _unquoted(line[start:end])):
        if position > start and not _belongs_together(line, cuts[-1], position, end):
            cuts.append(_before_opening_marks(line, cuts[-1], position))
        position += len(segment)
    cuts.append(end)
    ranges: list[tuple[int, int]] = []
    for left, right in pairwise(cuts):
        ranges.extend(
            _unglued(line, left, right) if glued else (_without_space(line, left, right),)
        )
    return [bounds for bounds in ranges if bounds[0] < bounds[1]]


def _unquoted(piece: str) -> str:
    """The piece with marks hidden, of the same length; apostrophes within words stay visible as something else."""
    piece = piece.replace('"', " ").replace("' ", "  ").replace(" '", "  ")
    return piece.replace("'", "~").replace("`", "~")


def _belongs_together(line: str, start: int, cut: int, end: int) -> bool:
    """Whether the boundary at `cut` is none: after a title of address, or before a word that goes on in lower case."""
    if line[cut - 1] not in " \"'":
        # Where the space is missing, `_unglued` decides.
        return True
    following = line[cut : cut + 12].lstrip(" \"'([")
    if not following:
        return cut + 12 >= end
    if following[0].islower():
        return True
    word = line[max(start, cut - 12) : cut].rsplit(maxsplit=1)[-1].lstrip("\"'(-")
    return word in TITLES or (following[0].isdigit() and word in BEFORE_NUMBERS)


def _before_opening_marks(line: str, start: int, cut: int) -> int:
    """A closing mark stays with the sentence that it closes; an opening one goes to the next."""
    last = cut
    while last > start and line[last - 1] in " \"'":
        last -= 1
    while last < cut and line[last] != " ":
        last += 1
    return last


def _unglued(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split `ended.The next` but not `www.Example.com`."""
    for match in GLUED.finditer(line, start, end):
        token_start = line.rfind(" ", start, match.start()) + 1
        token_end = line.find(" ", match.end(), end)
        token = line[max(token_start, start) : token_end if token_end > 0 else end]
        if not ADDRESS.search(token[:200]):
            yield _without_space(line, start, match.end())
            start = match.end()
    yield _without_space(line, start, end)


def _without_space(line: str, start: int, end: int) -> tuple[int, int]:
    while start < end and line[start] == " ":
        start += 1
    while end > start and line[end - 1] == " ":
        end -= 1
    return start, end
