"""The furniture patterns as data: read, checked, compiled to RE2."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import re2

from models.errors import LexiconError

Marks = Literal["line", "sentence", "words"]
Edge = Literal["", "both", "end"]
DEFAULT = Path(__file__).with_name("furniture.toml")
# What may stand before the first word of a link or prompt.
BEGINNING = r"^[*>(\[?| -]{0,4}"
KNOWN = {
    "id",
    "marks",
    "pattern",
    "starts",
    "edge",
    "case_sensitive",
    "needs",
    "positive",
    "negative",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way that furniture is worded, and how much of the text it marks."""

    id: str
    marks: Marks
    edge: Edge
    needs: bytes
    source: bytes
    expression: re2._Regexp[bytes]
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Patterns that run on the same text, with automata that tell in one pass each which of them to try.

    Patterns that name the words they need are looked for by those words: without a fixed beginning they would make
    the automaton of whole patterns meet new states in every article.
    """

    begun: tuple[Pattern, ...]
    by_pattern: re2.Set
    worded: tuple[Pattern, ...]
    by_words: re2.Set

    def to_try(self, haystack: bytes) -> list[Pattern]:
        """The patterns that match somewhere, or may, since the words that they need stand there."""
        return [
            *(self.begun[number] for number in self.by_pattern.Match(haystack) or ()),
            *(self.worded[number] for number in self.by_words.Match(haystack) or ()),
        ]


@dataclass(frozen=True, slots=True)
class Patterns:
    """All furniture patterns. Those that mark sentences run on a text in which every sentence is a line."""

    lines_and_words: Group
    sentences: Group

    @property
    def items(self) -> tuple[Pattern, ...]:
        """Every pattern."""
        groups = (self.lines_and_words, self.sentences)
        return tuple(pattern for group in groups for pattern in group.begun + group.worded)


@cache
def default_patterns() -> Patterns:
    """The patterns that come with the package, compiled once a process."""
    return load_patterns(DEFAULT)


def load_patterns(path: Path) -> Patterns:
    """Read a furniture file; raises LexiconError that names the pattern and the reason."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["pattern"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise LexiconError(f"{path.name}: {error}") from error
    items = tuple(_checked(path.name, row) for row in rows)
    if len({item.id for item in items}) != len(items):
        raise LexiconError(f"{path.name}: an id stands twice")
    return Patterns(_group(items, {"line", "words"}), _group(items, {"sentence"}))


def _checked(file: str, row: dict[str, object]) -> Pattern:
    name = row.get("id", "a pattern without id")
    try:
        return _pattern(row)
    except KeyError as error:
        raise LexiconError(f"{file}: {name}: {error} is missing") from error
    except (TypeError, ValueError, re2.error) as error:
        reason = error.args[0] if error.args else error
        text = reason.decode("ascii", "replace") if isinstance(reason, bytes) else reason
        raise LexiconError(f"{file}: {name}: {text}") from error


def _pattern(row: dict[str, object]) -> Pattern:
    if unknown := set(row) - KNOWN:
        raise ValueError(f"unknown key {min(unknown)}")
    marks = row["marks"]
    if marks not in ("line", "sentence", "words"):
        raise ValueError("marks is none of line, sentence, words")
    edge = row.get("edge", "")
    if edge not in ("", "both", "end"):
        raise ValueError("edge is none of both, end")
    anchor = BEGINNING if row.get("starts", marks != "words") else ""
    flags = "(?m)" if row.get("case_sensitive") else "(?im)"
    source = f"{flags}{anchor}(?:{row['pattern']})".encode("ascii")
    return Pattern(
        id=str(row["id"]),
        marks=marks,
        edge=edge,
        needs=_any_of(row.get("needs", []), flags),
        source=source,
        expression=re2.compile(source, options=_options()),
        positive=_strings(row["positive"]),
        negative=_strings(row["negative"]),
    )


def _strings(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise TypeError("examples are missing")
    return tuple(map(str, value))


def _any_of(words: object, flags: str) -> bytes:
    """A pattern of fixed words; empty where none is named."""
    if not isinstance(words, list) or not words:
        return b""
    return f"{flags}(?:{'|'.join(re2.escape(str(word)) for word in words)})".encode("ascii")


def _options() -> re2.Options:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    # Nothing crosses a line, whatever `\s` or a negated class would take.
    options.never_nl = True
    return options


def _group(items: tuple[Pattern, ...], marks: set[Marks]) -> Group:
    begun = tuple(item for item in items if item.marks in marks and not item.needs)
    worded = tuple(item for item in items if item.marks in marks and item.needs)
    return Group(
        begun,
        _automaton([item.source for item in begun]),
        worded,
        _automaton([item.needs for item in worded]),
    )


def _automaton(sources: list[bytes]) -> re2.Set:
    automaton = re2.Set.SearchSet(_options())
    for source in sources:
        automaton.Add(source)
    automaton.Compile()
    return automaton
