"""Quotation marks matched to quotations.

A quotation may run over paragraphs: each opens with a mark and only the last one closes. A mark that never closes ends
with its paragraph, and a text whose first mark can only close begins within a quotation. Single marks count where they
stand at the edge of a word and are no apostrophe.
"""

from __future__ import annotations

import re

from models.text.document import Quote

BREAK = "\n\n"
SINGLE_OPENING = re.compile(r"(?:^|(?<=[\s(\[-]))'(?=\w)")
CLOSES = re.compile(r"[,.?!]\"(?=\s|$)")
SINGLE_CLOSING = re.compile(r"[.,?!\w]'(?=[\s)\],.;:?!\"-]|$)")


def find_quotes(normal: str, body_start: int) -> tuple[Quote, ...]:
    """Every quotation of the title and the body, in order; single marks count in paragraphs without double ones."""
    quotes: list[Quote] = []
    singles = " '" in normal or "\n'" in normal or normal[:1] == "'"
    if not singles and '"' not in normal:
        return ()
    start = 0
    opened = False
    while start < len(normal):
        end = normal.find(BREAK, start)
        end = len(normal) if end < 0 else end
        if normal.find('"', start, end) >= 0:
            opened = opened or (start == body_start and _begins_within(normal, start, end))
            opened = _read_double(normal, start, end, quotes, opened=opened) and start >= body_start
        else:
            opened = False
            if singles:
                _read_single(normal, start, end, quotes)
        start = end + len(BREAK)
    return tuple(quotes)


def _begins_within(normal: str, start: int, end: int) -> bool:
    """Whether a text was cut out of the middle of a quotation: its first mark can only close one."""
    mark = normal.find('"', start, end)
    return mark > start and CLOSES.match(normal, mark - 1, end) is not None


def _read_double(normal: str, start: int, end: int, quotes: list[Quote], *, opened: bool) -> bool:
    """Add the quotations of one paragraph; return whether its last one is still open.

    A mark that can only open ends a quotation that was never closed; one that can only close is dropped when nothing
    is open (inches, a stray mark).
    """
    mark = normal.find('"', start, end)
    begin = start if opened and mark > start and not _must_open(normal, mark, end) else -1
    while mark >= 0:
        if begin < 0:
            begin = mark + 1 if _may_open(normal, mark, end) else -1
        else:
            quotes.append(Quote(begin, mark))
            begin = mark + 1 if _must_open(normal, mark, end) else -1
        mark = normal.find('"', mark + 1, end)
    if begin < 0 or begin == start:
        return False
    quotes.append(Quote(begin, end))
    return True


def _may_open(normal: str, mark: int, end: int) -> bool:
    """Not where a space or the end of the paragraph follows a word."""
    return mark + 1 < end and (not normal[mark + 1].isspace() or normal[mark - 1 : mark].isspace())


def _must_open(normal: str, mark: int, end: int) -> bool:
    """Between a space and a word, within a paragraph that has another mark to close it."""
    return (
        mark + 1 < end
        and normal[mark - 1].isspace()
        and not normal[mark + 1].isspace()
        and normal.find('"', mark + 1, end) >= 0
    )


def _read_single(normal: str, start: int, end: int, quotes: list[Quote]) -> None:
    """Add what stands between single marks in a paragraph that has no double ones."""
    while (opening := SINGLE_OPENING.search(normal, start, end)) is not None:
        closing = SINGLE_CLOSING.search(normal, opening.end(), end)
        if closing is None:
            return
        quotes.append(Quote(opening.end(), closing.end() - 1))
        start = closing.end()
