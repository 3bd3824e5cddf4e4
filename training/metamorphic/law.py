"""The words of the suite: a law, an article to change, and a pair that tests a law."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from models.contract import Article
from training.readings import Mark

Relation = Literal["equal", "not_higher", "not_lower"]

# The score is exact up to rounding; anything beyond this is a change.
EXACT = 1e-6
# What swapping every name consistently may move (law 5 of the answer).
SWAPPED = 0.03


@dataclass(frozen=True, slots=True)
class Law:
    """How the score after a change relates to the score before it.

    `tolerance` is what may be missed by, `allowed` the share of pairs that may miss it, `share` the part of all pairs
    that tests this law.
    """

    name: str
    relation: Relation
    tolerance: float
    allowed: float
    share: float

    def excess(self, before: float, after: float) -> float:
        """How far the scores are from what the law asks; 0 where it is kept to the letter."""
        change = after - before
        if self.relation == "equal":
            return abs(change)
        return max(0.0, change if self.relation == "not_higher" else -change)


LAWS = {
    law.name: law
    for law in (
        Law("caveat removed", "not_lower", EXACT, 0.01, 0.22),
        Law("corroboration added", "not_higher", EXACT, 0.01, 0.12),
        Law("footage disclosed", "not_higher", EXACT, 0.01, 0.08),
        Law("furniture added", "equal", EXACT, 0.0, 0.18),
        Law("invisible characters", "equal", EXACT, 0.0, 0.08),
        Law("quotes redrawn", "equal", EXACT, 0.0, 0.08),
        Law("white space", "equal", EXACT, 0.0, 0.08),
        Law("names swapped", "equal", SWAPPED, 0.01, 0.16),
    )
}


@dataclass(frozen=True, slots=True)
class Sample:
    """An article to change. `marks` are a reader's, in title + two newlines + text; none where nobody read it."""

    id: str
    article: Article
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that differ by one change; `kind` says which, without a word of the article."""

    law: str
    kind: str
    sample: str
    before: Article
    after: Article


def number_of(*key: object) -> int:
    """A number that is the same on every machine, by which choices are made instead of by chance."""
    return int(sha256("\x00".join(map(str, key)).encode("utf-8", "replace")).hexdigest()[:12], 16)
