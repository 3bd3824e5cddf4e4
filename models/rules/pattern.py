"""How the rules search: RE2, one byte a character, never across a line break. The only module that imports re2."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

import re2

# Only while lexicons are loaded; what nobody uses any more must not stay in memory.
_COMPILED: ContextVar[dict[tuple[str, bool], Pattern] | None] = ContextVar("compiled", default=None)
# A repeat with two bounds or an open one; `{4}` has one bound and stays.
_COUNTED = re.compile(r"\{(\d+),\d*\}")


class PatternError(ValueError):
    """RE2 does not take this pattern; the message says why."""


class Match(Protocol):
    """One match of a pattern."""

    def span(self) -> tuple[int, int]:
        """Where the match starts and ends."""


class Pattern(Protocol):
    """A compiled pattern over bytes; searching takes linear time whatever the text is."""

    def search(self, text: bytes, pos: int = ..., endpos: int = ...) -> Match | None:
        """The first match between two positions."""

    def finditer(self, text: bytes, pos: int = ..., endpos: int = ...) -> Iterator[Match]:
        """Every match between two positions, from left to right, without overlaps."""


class PartFinder:
    """Finds which of many plain strings occur in a text, in one pass."""

    def __init__(self, parts: Sequence[str]) -> None:
        options = _options(case_sensitive=True)
        options.literal = True
        options.never_nl = False
        self._set = re2.Set.SearchSet(options)
        for part in parts:
            self._set.Add(part.encode("ascii"))
        if parts:
            self._set.Compile()
        self._is_empty = not parts

    def inside(self, text: bytes) -> list[int]:
        """Indices of the strings that occur in a text."""
        # The binding answers None where nothing matches.
        found: list[int] | None = None if self._is_empty else self._set.Match(text)
        return found or []


class PatternFinder:
    """Finds which of many patterns match somewhere in a text, in one pass; case does not matter."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._set = re2.Set.SearchSet(_options(case_sensitive=False))
        for pattern in patterns:
            self._set.Add(_encode(pattern))
        if patterns:
            self._set.Compile()
        self._is_empty = not patterns

    def inside(self, text: bytes) -> list[int]:
        """Indices of the patterns that match."""
        found: list[int] | None = None if self._is_empty else self._set.Match(text)
        return sorted(found or [])


class Probe:
    """Tells quickly that a pattern cannot match a text; a yes still needs the pattern itself.

    Counted gaps (`{0,12}`) are read as gaps of any length: that accepts more, and keeps the automaton so small that
    texts never seen before find its states ready, which halves the time of a fresh article.
    """

    def __init__(self, pattern: str, *, case_sensitive: bool) -> None:
        self._set = re2.Set.SearchSet(_options(case_sensitive=case_sensitive))
        self._set.Add(_encode(_COUNTED.sub(_any_number, pattern)))
        self._set.Compile()

    def may_match(self, text: bytes) -> bool:
        """Whether the pattern itself has to be searched."""
        return self._set.Match(text) is not None


def compile_pattern(pattern: str, *, case_sensitive: bool = False) -> Pattern:
    """One pattern, ready to search; `^` and `$` stand for the ends of a sentence."""
    known = _COMPILED.get()
    if known is None:
        return _compile(pattern, case_sensitive=case_sensitive)
    key = (pattern, case_sensitive)
    if key not in known:
        known[key] = _compile(pattern, case_sensitive=case_sensitive)
    return known[key]


@contextmanager
def compiling_once() -> Iterator[None]:
    """Inside, no pattern is compiled twice: a lexicon is checked before its cues are made of the same patterns."""
    token = _COMPILED.set({})
    try:
        yield
    finally:
        _COMPILED.reset(token)


def _compile(pattern: str, *, case_sensitive: bool) -> Pattern:
    try:
        compiled: Pattern = re2.compile(_encode(pattern), _options(case_sensitive=case_sensitive))
    except re2.error as error:
        reason = error.args[0]
        raise PatternError(reason.decode() if isinstance(reason, bytes) else reason) from error
    return compiled


def compile_any(patterns: Sequence[str], *, case_sensitive: bool = False) -> Pattern | None:
    """One pattern that matches where any of the given ones does; None when there are none."""
    if not patterns:
        return None
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return compile_pattern(joined, case_sensitive=case_sensitive)


def _any_number(counted: re.Match[str]) -> str:
    return "*" if counted[1] == "0" else "+"


def _options(*, case_sensitive: bool) -> re2.Options:
    chosen = re2.Options()
    chosen.encoding = re2.Options.Encoding.LATIN1
    chosen.case_sensitive = case_sensitive
    # Sentences are lines of the searched text, so a match stays inside its sentence, `[^.]` and `\s` included.
    chosen.never_nl = True
    # Capturing makes RE2 leave its fast automaton, and nobody reads the groups.
    chosen.never_capture = True
    chosen.log_errors = False
    # The default of 8 MiB lets patterns with gaps throw away their automaton in every article: 50 times slower.
    chosen.max_mem = 1 << 26
    return chosen


def _encode(pattern: str) -> bytes:
    try:
        return b"(?m)" + pattern.encode("ascii")
    except UnicodeEncodeError as error:
        raise PatternError("the shadow text is ASCII; write straight quotes and '-'") from error
