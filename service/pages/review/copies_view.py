"""In which words two copies of an article differ, shortened to what a moderator has to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from service.reviews.detail import ReviewDetail

Kind = Literal["same", "removed", "added"]

# Comparing words takes time with the product of their numbers; longer passages are shown whole, one after the other.
MOST_WORDS: Final = 1_500
MOST_LINES: Final = 3_000
# Of words that are the same this many stay on each side of a difference.
CONTEXT_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class Run:
    """Words that both have, or only one of them."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Titles and texts of two copies as runs; no difference in either where `is_same`."""

    title: tuple[Run, ...]
    text: tuple[Run, ...]

    @property
    def is_same(self) -> bool:
        """Whether every word is the same."""
        return all(run.kind == "same" for run in (*self.title, *self.text))


def compare(first: ReviewDetail, second: ReviewDetail) -> Comparison:
    """What stands in one and not in the other; white space is no difference."""
    return Comparison(
        tuple(differences(first.title or "", second.title or "")),
        tuple(differences(first.text, second.text)),
    )


def differences(first: str, second: str) -> Iterator[Run]:
    """Runs of words, in the order of reading, paragraphs aligned before words."""
    ours, theirs = _lines(first), _lines(second)
    if max(len(ours), len(theirs)) > MOST_LINES:
        ours, theirs = [first], [second]
    steps = SequenceMatcher(None, ours, theirs).get_opcodes()
    runs: list[Run] = []
    for kind, a, b, c, d in steps:
        if kind == "equal":
            runs.append(Run("same", " ".join(ours[a:b])))
        else:
            runs.extend(_by_words(" ".join(ours[a:b]).split(), " ".join(theirs[c:d]).split()))
    last = len(runs) - 1
    for index, run in enumerate(runs):
        yield _shortened(run, is_first=index == 0, is_last=index == last)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _by_words(ours: list[str], theirs: list[str]) -> Iterator[Run]:
    if max(len(ours), len(theirs)) > MOST_WORDS:
        yield from _runs([("removed", ours), ("added", theirs)])
        return
    for kind, a, b, c, d in SequenceMatcher(None, ours, theirs).get_opcodes():
        if kind == "equal":
            yield from _runs([("same", ours[a:b])])
        else:
            yield from _runs([("removed", ours[a:b]), ("added", theirs[c:d])])


def _runs(parts: Iterable[tuple[Kind, list[str]]]) -> Iterator[Run]:
    return (Run(kind, " ".join(words)) for kind, words in parts if words)


def _shortened(run: Run, *, is_first: bool, is_last: bool) -> Run:
    words = run.text.split()
    if run.kind != "same" or len(words) <= 2 * CONTEXT_WORDS:
        return run
    before = [] if is_first else words[:CONTEXT_WORDS]
    after = [] if is_last else words[-CONTEXT_WORDS:]
    return Run("same", " ".join([*before, "…", *after]))
