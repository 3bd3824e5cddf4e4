"""Furniture as an editor would list it: each wording at its first copy, a row of buttons as one piece.

Everything that is furniture is set aside; this only says what is shown and counted of it. A page says "Advertisement"
between any two paragraphs, and one mention of that is enough.
"""

from __future__ import annotations

from models.text.document import Document
from models.text.layout import BREAK, Range

LONGEST_BUTTON, MOST_WORDS = 24, 3


def list_furniture(document: Document) -> list[Range]:
    """The ranges of furniture without repeated wordings, neighbouring buttons joined; in order and disjoint."""
    listed: list[Range] = []
    seen: set[str] = set()
    row_end = -1
    for start, end in document.furniture:
        wording = document.normal[start:end].casefold().strip(" .:")
        is_button = len(wording) <= LONGEST_BUTTON and wording.count(" ") < MOST_WORDS
        follows = is_button and bool(listed) and listed[-1][1] == row_end
        if follows and document.normal[row_end:start] == BREAK:
            listed[-1] = (listed[-1][0], end)
        elif wording not in seen:
            listed.append((start, end))
        seen.add(wording)
        row_end = end if is_button else -1
    return listed
