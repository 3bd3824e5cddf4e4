"""Cells that no spreadsheet takes for a formula.

A cell is dangerous where it begins with a character that starts a formula, also behind spaces, quotation marks or
invisible characters. A reader that separates fields otherwise than we do begins a cell elsewhere: behind a semicolon,
a tab, a bar or a line end inside of ours. In each such place an apostrophe is put before the character.
"""

from __future__ import annotations

import re
from typing import Final

# The full-width and small forms are folded to the plain ones by spreadsheets in East Asian languages.
_STARTERS: Final = "=+\\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b"
# Spaces of every kind, controls, quotation marks, characters of no width (Unicode's format characters and those that
# it calls ignorable), and signs that are drawn as nothing.
_PASSED_OVER: Final = (
    "\\s\x00-\x1f\x7f-\x9f\"'`\u00b4\u00ab\u00bb\u2018-\u201f\u2039\u203a\uff02\uff07"
    "\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_BEGINNINGS: Final = re.compile(f"(?:^|(?<=[;|\t\r\n]))([{_PASSED_OVER}]*)(?=[{_STARTERS}])")
_CONTROLS: Final = ("\t", "\r", "\n")
_NUL: Final = "\x00"
# What shows that there was one; spreadsheets end a cell at the character itself.
_NUL_SHOWN: Final = "\u2400"


def neutralise(text: str) -> str:
    """The text as a cell: the same, with an apostrophe before everything that could begin a formula."""
    shown = _BEGINNINGS.sub("'\\1", text.replace(_NUL, _NUL_SHOWN))
    # Controls at the very beginning make some readers drop them, and what follows then begins the cell.
    return (
        f"'{shown}" if text.startswith((*_CONTROLS, _NUL)) and not shown.startswith("'") else shown
    )
