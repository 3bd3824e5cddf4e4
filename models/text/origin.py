"""The way back from the normal form to the submitted text, exact to the code point."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from models.contract import Field, Span


@dataclass(slots=True)
class Alignment:
    """Runs that were copied unchanged in length: run `i` starts at `normal[i]` and came from `source[i]`.

    No run at all stands for the identity, which is what most submitted texts need.
    """

    normal: list[int] = field(default_factory=list)
    source: list[int] = field(default_factory=list)

    def add(self, normal: int, source: int) -> None:
        """Start another run; an empty run before it is overwritten."""
        if self.normal and self.normal[-1] == normal:
            self.source[-1] = source
            return
        self.normal.append(normal)
        self.source.append(source)

    def spell_out(self, normal: int, new: str, source: int) -> None:
        """Let every letter of `new` stand for the single one at `source`; ranges never end in white space."""
        self.add(normal, source)
        if not new.isspace():
            for offset in range(1, len(new)):
                self.add(normal + offset, source)

    def position(self, normal: int) -> int:
        """The submitted code point that the code point at `normal` came from."""
        if not self.normal:
            return normal
        run = max(bisect_right(self.normal, normal) - 1, 0)
        return self.source[run] + normal - self.normal[run]

    def after(self, inner: Alignment, length: int) -> Alignment:
        """The way through two rewritings: `inner` leads from a text of `length` into the one this begins in."""
        whole = Alignment()
        ends = [*inner.normal[1:], length]
        for start, end, source in zip(inner.normal, ends, inner.source, strict=True):
            whole.add(start, self.position(source))
            first = bisect_right(self.normal, source)
            last = bisect_left(self.normal, source + end - start)
            for run in range(first, last):
                whole.add(start + self.normal[run] - source, self.source[run])
        return whole


@dataclass(frozen=True, slots=True)
class Origin:
    """Leads a range of the normal form (title, two newlines, body) back to a submitted field."""

    normal: str
    body_start: int
    title: Alignment
    text: Alignment

    def to_source(self, start: int, end: int) -> Span:
        """The submitted field and offsets of a range, trimmed so that it neither begins nor ends in white space."""
        start, end = trimmed(self.normal, start, end)
        name: Field = "title" if start < self.body_start else "text"
        shift, alignment = (0, self.title) if name == "title" else (self.body_start, self.text)
        if not alignment.normal:
            return Span(name, start - shift, max(start, end) - shift)
        if start >= end:
            at = alignment.position(start - shift)
            return Span(name, at, at)
        return Span(
            name, alignment.position(start - shift), alignment.position(end - 1 - shift) + 1
        )


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at either end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
