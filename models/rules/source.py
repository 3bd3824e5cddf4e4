"""One lexicon file: its bytes, its content as TOML, where everything stands in it, and what was found wrong."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from models.errors import LexiconFault

# A thousand cues with long patterns stay far below; a larger file is something else.
MOST_BYTES = 1_000_000

_HEADER = re.compile(r"^\s*\[\[\s*cue\s*\]\]")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
# Long enough to tell the items of a list apart.
_TELLING = 40


@dataclass(frozen=True, slots=True)
class LexiconSource:
    """The bytes of a file as they were at one moment; `unreadable` says why there are none."""

    path: Path
    data: bytes
    unreadable: str = ""


class Refused(Exception):  # noqa: N818 - never leaves this package: the fault is on record, the reader goes on
    """What is being read cannot be used; the fault has been noted."""


class LexiconFile:
    """A file while it is read; faults are collected, so that all of them can be told at once."""

    def __init__(self, source: LexiconSource) -> None:
        self.path = source.path
        self.faults: list[LexiconFault] = []
        self.content: dict[str, object] = {}
        self._lines: list[str] = []
        self._line, self._cue = 1, ""
        try:
            text = self._decode(source)
            self._lines = text.split("\n")
            self.content = self._parse(text)
        except Refused:
            self.is_readable = False
        else:
            self.is_readable = True
        self._headers = [n for n, line in enumerate(self._lines, 1) if _HEADER.match(line)]

    @property
    def line(self) -> int:
        """The line on which the cue that is being read begins."""
        return self._line

    def enter(self, number: int, cue: str) -> None:
        """Go to a cue, by its number; faults are from now on its own."""
        self.enter_at(self._headers[number] if number < len(self._headers) else 1, cue)

    def enter_at(self, line: int, cue: str) -> None:
        """Go to the cue that begins on a line."""
        self._line, self._cue = line, cue

    def leave(self) -> None:
        """Go back to the file as a whole."""
        self._line, self._cue = 1, ""

    def refuse(self, reason: str, key: str = "", *, do: str = "", words: str = "") -> NoReturn:
        """Note a fault and give up on what is being read."""
        self.note(reason, key, do=do, words=words)
        raise Refused

    def note(self, reason: str, key: str = "", *, do: str = "", words: str = "") -> None:
        """Note a fault at a key of the current cue, more exactly at some words of its value."""
        line, column = self.place_of(key, words)
        self.faults.append(LexiconFault(str(self.path), line, column, self._cue, reason, do))

    def note_example(self, reason: str, key: str, *, do: str, sentence: str = "") -> None:
        """Note what is wrong with the examples of the current cue; the cue itself can be read."""
        line, column = self.place_of(key, sentence)
        self.faults.append(
            LexiconFault(
                str(self.path),
                line,
                column,
                self._cue,
                reason,
                do,
                in_examples=True,
                example=sentence,
            )
        )

    def place_of(self, key: str, words: str = "") -> tuple[int, int]:
        """Line and column of a key, or of words of its value; of the cue where they are not found."""
        if not key:
            return self._line, 0
        following = [header for header in self._headers if header > self._line]
        last = following[0] - 1 if following else len(self._lines)
        wanted = re.compile(rf"\s*\[?[\"']?{re.escape(key)}\b")
        at_key = next(
            (n for n in range(self._line, last + 1) if wanted.match(self._lines[n - 1])), 0
        )
        if not at_key:
            return self._line, 0
        if words:
            for number in range(at_key, last + 1):
                column = self._lines[number - 1].find(words[:_TELLING])
                if column >= 0:
                    return number, column + 1
        return at_key, 0

    def _decode(self, source: LexiconSource) -> str:
        if source.unreadable:
            self.refuse(f"cannot be read: {source.unreadable}", do="Check the file and its rights.")
        if len(source.data) > MOST_BYTES:
            self.refuse(
                f"the file has more than {MOST_BYTES:,} bytes",
                do="Split it, or check whether it is a lexicon at all.",
            )
        if source.data.startswith(_UTF16):
            self.refuse("the file is UTF-16, not UTF-8", do="Save it as UTF-8.")
        try:
            return source.data.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
        except UnicodeDecodeError as error:
            self._line = source.data.count(b"\n", 0, error.start) + 1
            wrong = source.data[error.start]
            self.refuse(
                f"the byte 0x{wrong:02X} is not UTF-8",
                do="Save the file as UTF-8.",
            )

    def _parse(self, text: str) -> dict[str, object]:
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            place = _PLACE.search(str(error))
            self._line = (
                int(place[1]) if place and place[1] else max(1, text.rstrip().count("\n") + 1)
            )
            self.refuse(f"not valid TOML: {error}", do=_advice(str(error)))
        except RecursionError:
            self.refuse("not valid TOML: nested too deeply", do="Close every bracket.")


def _advice(error: str) -> str:
    if "Unescaped" in error:
        return r"Write patterns between three single quotes: pattern = '''\bword\b'''."
    if "Cannot overwrite" in error or "Cannot declare" in error:
        return "A key stands twice; remove one."
    if "Invalid value" in error:
        return 'Put text between straight quotes, as in language = "en".'
    if "(at end of document)" in error or "Unclosed" in error or "at the end of" in error:
        return "Close every quote and bracket."
    if "Expected '='" in error:
        return "Write one key = value on each line."
    return "Check the quotes, brackets and commas on this line; each line holds one key = value."
