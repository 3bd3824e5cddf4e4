"""The shape of a regular expression, as far as it tells which words a match must contain.

Anything not understood becomes `Unknown`, which promises nothing; so a mistake here costs time and never a hit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# Looked up as words are; every other mark is an edge and no more.
MARKS = frozenset('?*"')
_QUANTIFIERS = {"*": 0, "?": 0, "+": 1}
_EDGE_ESCAPES = frozenset("bsW")
# `[ae]`, but not `[a-z]` and not `[^a]`: each of a few letters is known.
_BRACKETS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]", re.DOTALL)
_FEW_LETTERS = re.compile(r"\[([A-Za-z]{1,4})\]")
# `[ ,-]`, `[\s"]`: a class of marks and spaces alone, without ranges.
_ONLY_MARKS = re.compile(r"\[-?(?:[^\w\\\]^-]|\\[sW]|\\[^\w])+-?\]")
_RUN = re.compile(r"[A-Za-z0-9_]+")
_QUANTIFIED = frozenset("*+?{")
_PLAIN_GROUP = re.compile(r"\?(-?i)?:")


@dataclass(frozen=True, slots=True)
class Letters:
    """Characters of one word side by side; in lower case unless case counts."""

    text: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A word begins or ends here: a boundary, a space or a mark."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark that is rare enough to be looked up as a word is."""

    char: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something else, which may also be nothing at all."""


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """A group: one of several sequences. `repeats` when it may come more than once.

    Two groups are the same when they are one object: what is known of a group is remembered by it.
    """

    branches: tuple[tuple[Node, ...], ...]
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Cased:
    """A group in which case counts although it does not outside, or the other way round."""

    choice: Choice


Node = Letters | Edge | Mark | Unknown | Choice | Cased


def parse(pattern: str, *, cased: bool = False) -> Choice:
    """The pattern as one group; `cased` where case counts in it."""
    reader = _Reader(pattern, cased=cased)
    group = reader.group()
    # A closing bracket too many or an unfinished class: RE2 has refused it, or this reader misread it.
    return group if reader.position >= len(pattern) else Choice(((),))


def forget_groups() -> None:
    """Drop what is remembered of groups."""
    _read_group.cache_clear()


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str, *, cased: bool = False) -> None:
        self._pattern = pattern
        self._cased = cased
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
            elif (run := self._run()) is not None:
                items.append(run)
            else:
                items += self._quantified(self._item())
        return Choice((*branches, tuple(items)))

    def _run(self) -> Letters | None:
        """The letters up to the next sign; one that a quantifier follows is an item of its own."""
        found = _RUN.match(self._pattern, self.position)
        if found is None:
            return None
        end = found.end()
        if self._pattern[end : end + 1] in _QUANTIFIED:
            end -= 1
        text = self._pattern[self.position : end]
        self.position = end
        return self._letters(text) if text else None

    def _letters(self, text: str) -> Letters:
        return Letters(text if self._cased else text.lower())

    def _item(self) -> Node:
        char = self._pattern[self.position]
        self.position += 1
        if char == "(":
            return self._bracket()
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        if char == ".":
            return Unknown()
        if char.isalnum() or char == "_":
            return self._letters(char)
        return Mark(char) if char in MARKS else Edge()

    def _bracket(self) -> Node:
        start, end = self.position, self._ends.get(self.position - 1)
        opening = _PLAIN_GROUP.match(self._pattern, start)
        if end is not None and opening is not None:
            self.position = end + 1
            cased = opening[1] == "-i" or (self._cased and not opening[1])
            choice = _read_group(self._pattern[opening.end() : end], cased=cased)
            return Cased(choice) if cased != self._cased else choice
        # Named groups and other flags are legal but not used; nothing is promised for them.
        is_known = not self._pattern.startswith("?", start)
        inner = self.group()
        self._take(")")
        return inner if is_known else Unknown()

    def _class(self) -> Node:
        few = _FEW_LETTERS.match(self._pattern, self.position - 1)
        if few is not None:
            self.position = few.end()
            return Choice(tuple((self._letters(char),) for char in few[1]))
        marks = _ONLY_MARKS.match(self._pattern, self.position - 1)
        if marks is not None:
            self.position = marks.end()
            return Edge()
        self._take("^")
        self._take("]")
        while self.position < len(self._pattern) and self._pattern[self.position] != "]":
            self.position += 2 if self._pattern[self.position] == "\\" else 1
        self.position += 1
        return Unknown()

    def _escape(self) -> Node:
        char = self._pattern[self.position : self.position + 1]
        self.position += 1
        if char in MARKS:
            return Mark(char)
        if char in _EDGE_ESCAPES or not char.isalnum():
            return Edge()
        return Unknown()

    def _quantified(self, item: Node) -> tuple[Node, ...]:
        least = self._quantifier()
        if least is None:
            return (item,)
        is_optional = self._pattern[self.position - 1] == "?"
        self._take("?")
        if isinstance(item, Choice):
            if is_optional and not item.repeats:
                return (Choice((*item.branches, ())),)
            return (Choice(item.branches, repeats=True) if least else Unknown(),)
        if least == 0:
            # However often an edge comes, it is one.
            known = is_optional or isinstance(item, Edge)
            return (Choice(((item,), ())) if known else Unknown(),)
        return (item,) if isinstance(item, Edge) else (item, Unknown())

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
def _read_group(pattern: str, *, cased: bool) -> Choice:
    return _Reader(pattern, cased=cased).group()


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
