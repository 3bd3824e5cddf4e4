"""The author's note that closes an article: "Ann Poe is a fellow of the Harbour Institute." with nothing of Poe above.

Whoever the article is about was named before its end. A last line that introduces somebody by full name, and that no
earlier line names, speaks of the one who wrote it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from models.text.layout import Layout, Range

# The note, and what stands below it: links, rights, a prompt.
MOST_BELOW = 6
FEWEST_LINES = 4
LONGEST_NOTE = 900
SURNAME = r"[A-Z][\w'-]*[a-z][\w'-]*"
NOTE = re.compile(
    r"[-*> ]{0,3}(?:(?:Sen|Rep|Dr|Gov|Prof|Judge|Rev)\.? )?"
    rf"(?!(?:The|A|An|Mr|Mrs|Ms|President|In|On|But|And)\b)(?:[A-Z][\w.'-]* ){{1,3}}(?P<surname>{SURNAME})"
    r"(?: \(@\w+\))?(?:,(?: [^\s.]+){1,14}?,)? "
    r"(?:(?:is|are|was|has been|serves as|served as|works as)(?: also| currently| now)*"
    r" (?:an? |the |one of |co-?\w+|founder|founding|editor|author|senior|former|deputy|director|president|professor"
    r"|chair|vice |executive|managing|chief|digital|contributing|associate|assistant|staff |attorney|[A-Z][\w.]+'s? "
    r"|[A-Z]\w+ \w+ (?:director|editor|professor)|\w+ (?:editor|director|writer|reporter|fellow|professor|columnist"
    r"|correspondent|analyst)\b|writing a)"
    r"|(?:writes|reports|blogs) (?:about|on|for|his|her|their)\b|(?:covers|teaches|hosts) )"
)
TELLS = re.compile(r"\b(?:said|says|told|tweeted|added)\b")


def find_closing_note(layout: Layout, found: Sequence[Range]) -> Iterator[Range]:
    """The last lines of the body that introduce the author; `found` is what else is furniture, in order."""
    lines = layout.lines[layout.first_body_line :]
    starts = [start for start, _ in found]
    for start, end in reversed(lines[FEWEST_LINES:][-MOST_BELOW:]):
        if end - start <= LONGEST_NOTE and _introduces_somebody_new(layout, start, end):
            yield start, end
        elif not _begins_in(start, found, starts):
            return


def _introduces_somebody_new(layout: Layout, start: int, end: int) -> bool:
    """Whether the line introduces somebody whom the body has not named; a title may name its author."""
    note = NOTE.match(layout.normal, start, end)
    return (
        note is not None
        and layout.normal.find(note["surname"], layout.body_start, start) < 0
        and TELLS.search(layout.normal, start, end) is None
    )


def _begins_in(place: int, ranges: Sequence[Range], starts: Sequence[int]) -> bool:
    number = bisect_right(starts, place) - 1
    return number >= 0 and place < ranges[number][1]
