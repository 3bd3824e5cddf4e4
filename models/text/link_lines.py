"""Lines that only their place and shape give away: the repeated title, headlines that link to other pages.

Prose ends with a full stop. A line that has the shape of a headline and stands among prose is, in copied web pages,
more often a link than a subheading. It is prose all the same when it is worded as a sentence: a full stop gets lost
more easily than a sentence loses its articles and its past tense.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.text.layout import Layout, Range

CLOSING = "\"')]"
TERMINATORS = ".!?:;,\u2026-"
FEWEST_WORDS, MOST_WORDS = 5, 24
FEWEST_IN_CAPITALS, FEWEST_IN_QUESTION = 4, 6
SHARE_OF_PROSE = 0.5
LONGEST_RUN, LONGEST_LIST = 1, 6
LONGEST_QUOTED = 50
# A line below the title that is longer than this is its second half and says what the article says.
LONGEST_AT_TOP = 7
# More lines like it than this are the subheadings of a list.
MOST_ALIKE = 4
SHORT_WORD = 3
NAMES = 0.8
LONGEST_CAPTION, LONGEST_TAIL = 400, 14
NOT_HEADLINE = re.compile(r"(?:\d{1,2}|[IVX]{1,4})[.):-]|.*(?:@|\*\*|=)")
OPENS_SENTENCE = (
    r"^(?:The|An?|He|She|They|It|We|I|You|This|That|These|Those|There|But|And|Or|So|In|On|At|By|For|From|With|Without"
    r"|According|Although|While|When|If|As|After|Before|Since|Because|His|Her|Their|Our|My|Its|Not|No)\b"
)
BELONGS_TO_SENTENCE = (
    r"\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:the|an?)\b.* (?:the|an?) "
    r"|^(?:\S+ ){8}.*\b(?:was|were|had|been|said|told|added|claimed|reported|which|because|he|she|they|them)\b"
    r"|^(?:\S+ ){4}.*\b(?:was|were|had|been|said|told|added|claimed|reported|which|because)(?: \S+){3}"
)
CUT_OFF = r"\b(?:the|an?|of|to|in|by|and|or|with|for|that|as|at|on|his|her|their|including|said|reported)$"
SENTENCE = re.compile(f"{OPENS_SENTENCE}|{BELONGS_TO_SENTENCE}|{CUT_OFF}")
HEADING = re.compile(
    r"(?:also|related|trending|recommended|most|more|up next|you (?:might|may)|popular|top stories|latest)\b.{0,30}"
    r"|(?:urgent|alert|special|vote now|editors?'?s? note|read (?:more|next|also)|see also|go deeper):",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the body: whether a pattern has marked it, and how it is shaped and written."""

    text: str
    known: bool
    open: bool
    shaped: bool
    capitalised: bool


PROSE = Line("", known=False, open=False, shaped=False, capitalised=False)


def find_link_lines(layout: Layout, found: list[Range], left: frozenset[Range]) -> list[Range]:
    """The repeated title and headline-shaped lines of the body.

    Args:
        layout: lines and sentences.
        found: what the patterns have marked.
        left: the lines of which they have not marked the whole.
    """
    first = layout.first_body_line
    numbers = [n for n in range(first, len(layout.lines)) if layout.lines[n] in left]
    marked = [*_repeated_titles(layout, numbers), *_captions_with_title(layout, numbers)]
    lasts = {n: _last(layout.normal, *layout.lines[n]) for n in numbers}
    prose = sum(last in TERMINATORS for last in lasts.values())
    # Nearly all articles: every line ends as prose does.
    if prose < SHARE_OF_PROSE * len(numbers) or (
        prose == len(numbers) and "?" not in lasts.values()
    ):
        return marked
    starts = {start for start, _ in found}
    headings = [n for n in range(first, len(layout.lines)) if _is_heading(layout, n, left)]
    body = sorted([*numbers, *headings])
    lines = [
        _line(
            layout.normal[slice(*layout.lines[n])],
            lasts.get(n, "") if len(layout.sentences[n]) == 1 else ".",
            known=layout.lines[n][0] in starts,
        )
        for n in body
    ]
    marked.extend(layout.lines[body[place]] for place in _links(lines))
    return marked


def _is_heading(layout: Layout, number: int, left: frozenset[Range]) -> bool:
    """Whether a line that the patterns have marked opens a list of links."""
    line = layout.lines[number]
    return line not in left and HEADING.fullmatch(layout.normal[slice(*line)]) is not None


def _line(text: str, last: str, *, known: bool) -> Line:
    if last in TERMINATORS and last != "?":
        return Line(text, known, open=False, shaped=False, capitalised=False) if known else PROSE
    shaped = _is_headline_shaped(text)
    fewest = FEWEST_IN_QUESTION if last == "?" else FEWEST_IN_CAPITALS
    return Line(
        text,
        known,
        open=True,
        shaped=shaped and last != "?",
        capitalised=shaped and _is_capitalised(text, fewest),
    )


def _links(lines: list[Line]) -> Iterator[int]:
    """The numbers of the lines that link elsewhere."""
    alike: list[int] = []
    for number, line in enumerate(lines):
        if line.known or not line.open:
            continue
        run = _run_length(lines, number) if line.shaped else 1
        if (line.capitalised and run <= LONGEST_LIST) or _is_below_heading(lines, number):
            yield number
        elif line.shaped and run <= LONGEST_RUN and not _is_worded_as_prose(line.text, number):
            alike.append(number)
    if len(alike) <= MOST_ALIKE:
        yield from alike


def _run_length(lines: list[Line], number: int) -> int:
    """How many headline-shaped lines stand together here; no more are counted than matter."""
    first = last = number
    while first > max(0, number - LONGEST_LIST) and lines[first - 1].shaped:
        first -= 1
    while last + 1 < min(len(lines), number + LONGEST_LIST) and lines[last + 1].shaped:
        last += 1
    return last - first + 1


def _is_below_heading(lines: list[Line], number: int) -> bool:
    """Whether the line belongs to a list that a heading such as "Most read" opens."""
    if " " not in lines[number].text or NOT_HEADLINE.match(lines[number].text):
        return False
    for above in reversed(lines[max(0, number - LONGEST_LIST) : number]):
        if above.known or not above.open:
            return above.known and HEADING.fullmatch(above.text) is not None
    return False


def _is_headline_shaped(line: str) -> bool:
    if not (line[:1].isupper() or line[:1].isdigit() or line[:1] in "\"'"):
        return False
    if NOT_HEADLINE.match(line) or _is_quotation(line):
        return False
    words = line.count(" ") + 1
    fewest = FEWEST_IN_CAPITALS if line.isupper() else FEWEST_WORDS
    return fewest <= words <= MOST_WORDS


def _is_capitalised(line: str, fewest: int = FEWEST_IN_CAPITALS) -> bool:
    """All in capitals, or each word of a headline begun with one."""
    if line.isupper():
        return True
    words = [word for word in line.split() if len(word) > SHORT_WORD and word[0].isalpha()]
    return len(words) >= fewest and sum(w[0].isupper() for w in words) >= NAMES * len(words)


def _is_quotation(line: str) -> bool:
    """A pull quote or a tweet, what somebody said without its full stop; or a heading that quotes."""
    if line[0] in "\"'" and line[-1] == line[0]:
        return True
    return line[-1] == '"' and len(line) - line.rfind('"', 0, -1) > LONGEST_QUOTED


def _is_worded_as_prose(line: str, number: int) -> bool:
    """Whether a line without a full stop is a sentence all the same, or the second half of the title."""
    return SENTENCE.search(line) is not None or (number == 0 and line.count(" ") >= LONGEST_AT_TOP)


def _repeated_titles(layout: Layout, numbers: list[int]) -> Iterator[Range]:
    """The first lines of the body that say the title again."""
    if not layout.body_start:
        return
    title = layout.normal[: layout.body_start - 2]
    for start, end in (layout.lines[number] for number in numbers[:2]):
        if abs(end - start - len(title)) <= SHORT_WORD and _bare(layout.normal[start:end]) == _bare(
            title
        ):
            yield start, end


def _bare(line: str) -> str:
    return "".join(filter(str.isalnum, line)).casefold()


def _captions_with_title(layout: Layout, numbers: list[int]) -> Iterator[Range]:
    """A first line that is the caption of the picture, run together with a version of the title."""
    if not layout.body_start or not numbers or len(layout.sentences[numbers[0]]) == 1:
        return
    start, end = layout.lines[numbers[0]]
    if end - start > LONGEST_CAPTION or _last(layout.normal, start, end) in TERMINATORS:
        return
    tail = layout.normal[slice(*layout.sentences[numbers[0]][-1])]
    words = _words(tail)
    shared = words & _words(layout.normal[: layout.body_start])
    if len(words) <= LONGEST_TAIL and len(shared) >= max(2, len(words) / 2):
        yield start, end


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z']+", text.lower()) if len(word) > SHORT_WORD}


def _last(normal: str, start: int, end: int) -> str:
    """The last character of a line, quotation marks and brackets left aside."""
    if normal[end - 1] == ".":
        return "."
    last = normal[max(start, end - 4) : end].rstrip(CLOSING)
    return last[-1:]
