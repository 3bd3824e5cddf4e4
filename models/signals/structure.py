"""A genre that a text shows by its build, read from the marks of the bundle's `genre.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Literal, get_args

from models.errors import BundleError
from models.rules.pattern import Pattern, PatternError, PatternFinder, compile_pattern
from models.text import Document

Where = Literal["title", "opening", "text"]
# Sentences that count as the opening; what is announced stands there.
OPENING = 4
# Longer texts are not read further: their build shows long before.
MOST_BYTES = 40_000
# A line of at most so many characters that begins a claim is a heading over it.
HEADING = 24


@dataclass(frozen=True, slots=True)
class Mark:
    """One trait of a genre; a `telling` one is needed before the genre is announced."""

    genre: str
    where: Where
    pattern: Pattern
    points: int
    most: int
    telling: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """A genre and what it takes to announce it.

    `over` are the manners of writing that it overrules, `examined` begins a claim that it examines and does not make,
    `examined_sentence` is a sentence that holds one by itself.
    """

    genre: str
    least: int
    kinds: int
    over: frozenset[str]
    examined: Pattern | None
    examined_sentence: Pattern | None


@dataclass(frozen=True, slots=True)
class Structure:
    """All genres of a bundle with their marks, searched in one pass each over title, opening and text."""

    kinds: tuple[Kind, ...]
    marks: Mapping[Where, tuple[Mark, ...]]
    finders: Mapping[Where, PatternFinder]

    def announced(self, document: Document, set_aside: frozenset[int], manner: str) -> str | None:
        """The first genre that a text shows by its build and that may overrule its manner; None is the usual case."""
        found: list[tuple[Mark, int]] = []
        for where, text in _parts(document, set_aside).items():
            marks = self.marks[where]
            for index in self.finders[where].inside(text):
                mark = marks[index]
                times = sum(1 for _ in islice(mark.pattern.finditer(text), mark.most))
                if times:
                    found.append((mark, times))
        return next((k.genre for k in self.kinds if manner in k.over and _shows(k, found)), None)

    def examined(self, document: Document, genre: str) -> frozenset[int]:
        """The sentences that state what a text of this genre examines: its title, and what it sets out as the claim."""
        kind = next((k for k in self.kinds if k.genre == genre), None)
        if kind is None or kind.examined is None:
            return frozenset()
        pattern, alone = kind.examined, kind.examined_sentence
        found: set[int] = set()
        until = -1
        for sentence in document.sentences:
            if not sentence.in_title and pattern.search(
                document.shadow, sentence.start, sentence.end
            ):
                # A heading has a line of its own; what it announces follows.
                until = sentence.paragraph + int(sentence.end - sentence.start <= HEADING)
            if (
                sentence.in_title
                or sentence.paragraph <= until
                or (alone and alone.search(document.shadow, sentence.start, sentence.end))
            ):
                found.add(sentence.index)
        return frozenset(found)


def _shows(kind: Kind, found: list[tuple[Mark, int]]) -> bool:
    own = [(mark, times) for mark, times in found if mark.genre == kind.genre]
    return (
        len(own) >= kind.kinds
        and any(mark.telling for mark, _ in own)
        and sum(mark.points * times for mark, times in own) >= kind.least
    )


def _parts(document: Document, set_aside: frozenset[int]) -> dict[Where, bytes]:
    """Title, opening and text as lines of one sentence each; what is set aside is left out."""
    kept = [s for s in document.sentences if s.index not in set_aside and not s.furniture]
    title = [document.shadow[s.start : s.end] for s in kept if s.in_title]
    body = [document.shadow[s.start : s.end] for s in kept if not s.in_title]
    return {
        "title": b" ".join(title),
        "opening": b"\n".join(body[:OPENING]),
        "text": b"\n".join(body)[:MOST_BYTES],
    }


def load_structure(path: Path) -> Structure:
    """The genres of a bundle.

    Raises:
        BundleError: a genre or a mark is not of this shape, or a pattern does not compile.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        kinds = tuple(
            Kind(
                genre,
                int(entry["least"]),
                int(entry["kinds"]),
                frozenset(entry["over"]),
                compile_pattern(entry["examined"]) if "examined" in entry else None,
                compile_pattern(entry["examined_sentence"])
                if "examined_sentence" in entry
                else None,
            )
            for genre, entry in table.items()
        )
        entries = [(genre, mark) for genre, entry in table.items() for mark in entry["marks"]]
        by_place = {w: [(g, m) for g, m in entries if m["where"] == w] for w in get_args(Where)}
        return Structure(
            kinds,
            {w: tuple(_mark(g, m) for g, m in found) for w, found in by_place.items()},
            {w: PatternFinder([m["pattern"] for _, m in found]) for w, found in by_place.items()},
        )
    except (OSError, KeyError, TypeError, ValueError, PatternError) as error:
        raise BundleError(f"{path}: expected genres with their marks ({error}).") from error


def _mark(genre: str, entry: Mapping[str, Any]) -> Mark:
    return Mark(
        genre,
        entry["where"],
        compile_pattern(entry["pattern"]),
        int(entry["points"]),
        int(entry.get("most", 1)),
        telling=bool(entry.get("telling", False)),
    )
