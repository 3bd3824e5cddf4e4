"""Profiles that a page slips in behind a name: "Poe Ann Mary PoeMayor quits over docks Five things to know MORE".

What gives them away is the surname: it ends the short name and the full one, and the first headline is glued to it.
Only the insertion is set aside; the name that the sentence uses stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.text.layout import Layout, Range

LAST_WORD = "MORE"
# Longer than any list of three headlines.
LONGEST = 1000
TWICE = r"\b([A-Z][\w'.-]{0,30}[a-z])(?:,? |(?=[A-Z]))((?:[A-Z(][\w.')-]{0,30} ){0,4}\1"
GLUED = re.compile(TWICE + r"(?:[A-Z0-9'\"].*)?)$")
SPACED = re.compile(TWICE + r" [A-Z0-9'\"].*)$")


def find_inserted(layout: Layout) -> Iterator[Range]:
    """Ranges of the body from the full name to the word that closes the list."""
    normal, done = layout.normal, layout.body_start
    place = normal.find(LAST_WORD, done)
    while place >= 0:
        end = place + len(LAST_WORD)
        if not (normal[place - 1 : place].isupper() or normal[end : end + 1].isalnum()):
            start = max(done, place - LONGEST, normal.rfind("\n", done, place) + 1)
            before = normal[start:place]
            found = GLUED.search(before) or SPACED.search(before)
            if found is not None:
                yield start + found.start(2), end
        done = end
        place = normal.find(LAST_WORD, end)
