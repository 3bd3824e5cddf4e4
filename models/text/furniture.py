"""Page furniture: newsletter prompts, share bars, captions, credits, link lines. Set aside, never judged.

Wording is data (`furniture.toml`); what only shows in the layout (a repeated title, a headline that
links elsewhere) is in `link_lines`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from models.text.bylines import find_closing_note
from models.text.document import Quote
from models.text.furniture_patterns import Edge, Group, Patterns, default_patterns
from models.text.inserted import find_inserted
from models.text.layout import Layout, Range
from models.text.link_lines import find_link_lines

EDGE_LINES_FIRST = 4
EDGE_LINES_LAST = 5
# Captions and link lists are shorter; a longer line has prose run together with its caption.
LONGEST_LINE = 400
NEARLY_ALL = 0.75


def find_furniture(
    layout: Layout, quotes: Sequence[Quote] = (), patterns: Patterns | None = None
) -> tuple[Range, ...]:
    """Ranges of the body that belong to the page and not to the article: in order, disjoint, each within one line."""
    patterns = patterns or default_patterns()
    matches = [
        *_marked(patterns.lines_and_words, layout.shadow, layout.lines, layout),
        *_marked(patterns.sentences, layout.by_sentence(), layout.all_sentences(), layout),
    ]
    matches = [(span, edge) for span, edge in matches if not _is_quoted(span, quotes)]
    found = [span for span, edge in matches if not edge]
    # Edges and neighbours are counted without the lines that are furniture already: one more of them moves nothing.
    lines = _without(layout.lines, found)
    found.extend(
        span for span, edge in matches if edge and not _is_inside(lines, layout, span[0], edge)
    )
    found.extend(find_inserted(layout))
    found.extend(find_link_lines(layout, found, frozenset(_without(layout.lines, found))))
    found.sort()
    found.extend(find_closing_note(layout, found))
    return tuple(_filled(span, layout) for span in _joined(found, layout.normal))


def _is_quoted(span: Range, quotes: Sequence[Quote]) -> bool:
    """Whether it begins within a quotation: "Join us," reads the leaflet."""
    number = bisect_right(quotes, span[0], key=_quote_start) - 1
    return number >= 0 and span[0] < quotes[number].end


def _quote_start(quote: Quote) -> int:
    return quote.start


def _marked(
    group: Group, haystack: bytes, units: Sequence[Range], layout: Layout
) -> Iterator[tuple[Range, Edge]]:
    """The units (lines or sentences) of the body that patterns of one group match in, or the matched words alone.

    Each comes with the edge of the body that it has to stand at.
    """
    occurring = group.to_try(haystack)
    starts = [start for start, _ in units] if occurring else []
    for pattern in occurring:
        for match in pattern.expression.finditer(haystack):
            start = match.start()
            if start < layout.body_start:
                continue
            unit = units[bisect_right(starts, start) - 1]
            span = match.span() if pattern.marks == "words" else _part(layout, unit, start)
            yield span, pattern.edge


def _part(layout: Layout, unit: Range, place: int) -> Range:
    """The unit; of a line that runs on like a paragraph, only the sentence that holds the match."""
    if unit[1] - unit[0] <= LONGEST_LINE:
        return unit
    line = layout.sentences[bisect_right(layout.lines, place, key=_start) - 1]
    return next((sentence for sentence in line if place < sentence[1]), unit)


def _filled(span: Range, layout: Layout) -> Range:
    """The whole line where little else stands in it, such as the word on a button."""
    start, end = layout.lines[bisect_right(layout.lines, span[0], key=_start) - 1]
    return (start, end) if span[1] - span[0] > NEARLY_ALL * (end - start) else span


def _without(lines: Sequence[Range], found: Sequence[Range]) -> list[Range]:
    """The lines that are not furniture as a whole."""
    ends: dict[int, int] = {}
    for start, end in found:
        ends[start] = max(end, ends.get(start, end))
    return [
        (start, end)
        for start, end in lines
        if ends.get(start, start) - start <= NEARLY_ALL * (end - start)
    ]


def _is_inside(lines: Sequence[Range], layout: Layout, start: int, edge: Edge) -> bool:
    """Whether a place is at neither edge of the body, or not at its end."""
    line = bisect_right(lines, start, key=_start) - 1
    first = layout.first_body_line + EDGE_LINES_FIRST if edge == "both" else 0
    return first <= line < len(lines) - EDGE_LINES_LAST


def _start(unit: Range) -> int:
    return unit[0]


def _joined(found: list[Range], normal: str) -> Iterator[Range]:
    """Merge what overlaps and what only a space keeps apart."""
    if not found:
        return
    found.sort()
    start, end = found[0]
    for left, right in found[1:]:
        if left <= end or normal[end:left] == " ":
            end = max(end, right)
        else:
            yield start, end
            start, end = left, right
    yield start, end
