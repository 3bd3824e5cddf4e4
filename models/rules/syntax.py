"""The shape of a regular expression, as far as it tells which words a match must contain.

Anything not understood becomes `Unknown`, which promises nothing; so a mistake here costs time and never a hit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

_QUANTIFIERS = {"*": 0, "?": 0, "+": 1}
_EDGE_ESCAPES = frozenset("bsW")
# `[ae]`, but not `[a-z]` and not `[^a]`: each of a few letters is known.
_BRACKETS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]", re.DOTALL)
_FEW_LETTERS = re.compile(r"\[([A-Za-z]{1,4})\]")


@dataclass(frozen=True, slots=True)
class Letter:
    """One character of a word, in lower case."""

    char: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A word begins or ends here: a boundary, a space or a mark."""


@dataclass(frozen=True, slots=True)
class QuestionMark:
    """The only mark that is rare enough to be looked up as a word is."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something else, which may also be nothing at all."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A group: one of several sequences. `repeats` when it may come more than once."""

    branches: tuple[tuple[Node, ...], ...]
    repeats: bool = False


Node = Letter | Edge | QuestionMark | Unknown | Choice


def parse(pattern: str) -> Choice:
    """The pattern as one group."""
    reader = _Reader(pattern)
    group = reader.group()
    # A closing bracket too many or an unfinished class: RE2 has refused it, or this reader misread it.
    return group if reader.position >= len(pattern) else Choice(((),))


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._ends = _ends_of_brackets(pattern)
        self.position = 0

    def group(self) -> Choice:
        """Everything up to the end of the group."""
        branches: list[tuple[Node, ...]] = []
        items: list[Node] = []
        while self.position < len(self._pattern) and self._pattern[self.position] != ")":
            if self._take("|"):
                branches.append(tuple(items))
                items = []
            else:
                items.append(self._quantified(self._item()))
        return Choice((*branches, tuple(items)))

    def _item(self) -> Node:
        char = self._pattern[self.position]
        self.position += 1
        if char == "(":
            return self._bracket()
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        if char in ".^$":
            return Unknown()
        return _literal(char)

    def _bracket(self) -> Node:
        start, end = self.position, self._ends.get(self.position - 1)
        if end is not None and self._pattern.startswith("?:", start):
            self.position = end + 1
            return _read_group(self._pattern[start + 2 : end])
        is_plain = self._take("?:")
        # Named groups and flags are legal but not used; nothing is promised for them.
        is_known = is_plain or not self._pattern.startswith("?", self.position)
        inner = self.group()
        self._take(")")
        return inner if is_known else Unknown()

    def _class(self) -> Node:
        few = _FEW_LETTERS.match(self._pattern, self.position - 1)
        if few is not None:
            self.position = few.end()
            return Choice(tuple((_literal(char),) for char in few[1]))
        self._take("^")
        self._take("]")
        while self.position < len(self._pattern) and self._pattern[self.position] != "]":
            self.position += 2 if self._pattern[self.position] == "\\" else 1
        self.position += 1
        return Unknown()

    def _escape(self) -> Node:
        char = self._pattern[self.position : self.position + 1]
        self.position += 1
        if char == "?":
            return QuestionMark()
        if char in _EDGE_ESCAPES or not char.isalnum():
            return Edge()
        return Unknown()

    def _quantified(self, item: Node) -> Node:
        least = self._quantifier()
        if least is None:
            return item
        is_optional = self._pattern[self.position - 1] == "?"
        self._take("?")
        if is_optional and isinstance(item, Letter):
            return Choice(((item,), ()))
        if is_optional and isinstance(item, Choice) and not item.repeats:
            return Choice((*item.branches, ()))
        if least == 0:
            return Unknown()
        if isinstance(item, Choice):
            return Choice(item.branches, repeats=True)
        return item if isinstance(item, Edge) else Unknown()

    def _quantifier(self) -> int | None:
        """How often the item before must come at least; None where no quantifier follows."""
        char = self._pattern[self.position : self.position + 1]
        if char in _QUANTIFIERS:
            self.position += 1
            return _QUANTIFIERS[char]
        if char != "{":
            return None
        end = self._pattern.find("}", self.position)
        least = self._pattern[self.position + 1 : end].split(",")[0]
        if not least.isdigit():
            return None
        self.position = end + 1
        return int(least)

    def _take(self, text: str) -> bool:
        is_there = self._pattern.startswith(text, self.position)
        self.position += len(text) if is_there else 0
        return is_there


# Macros put the same long lists into many patterns; each is read once.
@lru_cache(maxsize=8_192)
def _read_group(pattern: str) -> Choice:
    return _Reader(pattern).group()


def _ends_of_brackets(pattern: str) -> dict[int, int]:
    """Where each opening bracket closes; escaped brackets and those in classes are passed over."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for found in _BRACKETS.finditer(pattern):
        if found[0] == "(":
            opened.append(found.start())
        elif found[0] == ")" and opened:
            ends[opened.pop()] = found.start()
    return ends


@cache
def _literal(char: str) -> Node:
    return Letter(char.lower()) if char.isalnum() or char == "_" else Edge()
