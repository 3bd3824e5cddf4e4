"""Where the lines and sentences of a document stand, before anything is decided about them."""

from __future__ import annotations

from dataclasses import dataclass

from models.text.sentences import is_one_sentence, may_be_glued, split_line

BREAK = "\n\n"
SPACE, NEWLINE = b" \n"
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Layout:
    """Half-open ranges of lines and, line by line, of their sentences. Line 0 is the title when there is one."""

    normal: str
    shadow: bytes
    body_start: int
    lines: tuple[Range, ...]
    sentences: tuple[tuple[Range, ...], ...]

    @property
    def first_body_line(self) -> int:
        """The number of the first line that belongs to the body."""
        return 1 if self.body_start else 0

    def all_sentences(self) -> list[Range]:
        """The sentences of every line in one list."""
        return [sentence for line in self.sentences for sentence in line]

    def by_sentence(self) -> bytes:
        """The shadow with a line end between sentences, so that patterns see one sentence at a time."""
        cuts = [start - 1 for line in self.sentences for start, _ in line[1:]]
        if not cuts:
            return self.shadow
        haystack = bytearray(self.shadow)
        for cut in cuts:
            if haystack[cut] == SPACE:
                haystack[cut] = NEWLINE
        return bytes(haystack)


def lay_out(normal: str, shadow: bytes, body_start: int) -> Layout:
    """Split into lines and the lines of the body into sentences; a title stays whole."""
    lines: list[Range] = []
    sentences: list[tuple[Range, ...]] = []
    glued = may_be_glued(normal)
    start = 0
    while start < len(normal):
        end = normal.find(BREAK, start)
        end = len(normal) if end < 0 else end
        lines.append((start, end))
        if start < body_start or is_one_sentence(normal, start, end):
            sentences.append(((start, end),))
        else:
            sentences.append(
                tuple(
                    (start + left, start + right)
                    for left, right in split_line(normal[start:end], glued=glued)
                )
            )
        start = end + len(BREAK)
    return Layout(normal, shadow, body_start, tuple(lines), tuple(sentences))
