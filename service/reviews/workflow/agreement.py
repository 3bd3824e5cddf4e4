"""How far reviewers agree: on the rating and on every signal, all together and two by two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Final
from uuid import UUID

import numpy as np

from models.contract import WORDING
from service.db.engine import Database
from service.reviews.agreement import Alpha, Floats, alpha_of, alphas_of
from service.reviews.store.opinions import Opinion, Which, independent_opinions, signals_named
from service.roles import Moderator

MOST_ARTICLES: Final = 5_000
MOST_PAIRS: Final = 50
_RATINGS: Final = 5


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reviewers, in the order of their names, and how they agree on the rating."""

    first: str
    second: str
    rating: Alpha

    @property
    def key(self) -> str:
        """What names the pair in an address."""
        return f"{self.first},{self.second}"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Rating and signals of everybody, or of the `chosen` pair; below that all pairs that may be seen.

    `rating` is None, and `signals` empty, where a reviewer shares no article with anybody.
    """

    articles: int
    reviewers: int
    is_cut: bool
    chosen: Pair | None
    rating: Alpha | None
    signals: dict[str, Alpha]
    pairs: list[Pair]
    pairs_left_out: int


def measure_agreement(
    *,
    moderator: Moderator,
    database: Database,
    since: datetime | None = None,
    pair: str | None = None,
) -> Agreement:
    """Agreement of first, independent opinions. Reviewers see pairs with themselves only; seniors all.

    Args:
        moderator: who looks.
        database: where the verdicts are.
        since: leave out what was decided before.
        pair: show the signals of this pair (`Pair.key`) instead of everybody's; an unknown one is ignored.
    """
    with_user = None if moderator.may("senior") else moderator.id
    with database.reading() as session:
        which = Which(since, with_user, MOST_ARTICLES)
        opinions = independent_opinions(session, which)
        named = signals_named(session, which)
    shared = _pairs_of(opinions, None if with_user is None else moderator.name)
    measured = shared[:MOST_PAIRS]
    pairs = [Pair(*names, alpha_of(_ratings(some), "ordinal")) for names, some in measured]
    chosen = next((p for p in pairs if p.key == pair), None)
    if with_user is not None and chosen is None:
        chosen = next(iter(pairs), None)
    seen = dict(shared)[chosen.first, chosen.second] if chosen else opinions
    is_shown = with_user is None or chosen is not None
    verdicts = {opinion.verdict for opinion in seen}
    # A row for what nobody named would say no more than that.
    found = sorted({signal for verdict, signal in named if verdict in verdicts} - {WORDING})
    return Agreement(
        articles=len({o.number for o in opinions}),
        reviewers=len({o.reviewer for o in opinions}),
        is_cut=len({o.number for o in opinions}) >= MOST_ARTICLES,
        chosen=chosen,
        rating=alpha_of(_ratings(seen), "ordinal") if is_shown else None,
        signals=_by_signal(seen, named, found) if is_shown else {},
        pairs=pairs,
        pairs_left_out=len(shared) - len(pairs),
    )


def _pairs_of(
    opinions: Sequence[Opinion], only_with: str | None
) -> list[tuple[tuple[str, str], list[Opinion]]]:
    """Which two gave opinions on the same articles, and which: those with most articles first."""
    articles: dict[int, list[Opinion]] = {}
    for opinion in opinions:
        articles.setdefault(opinion.number, []).append(opinion)
    shared: dict[tuple[str, str], list[Opinion]] = {}
    for together in articles.values():
        for a, b in combinations(sorted(together, key=lambda o: o.reviewer), 2):
            if only_with in {None, a.reviewer, b.reviewer}:
                shared.setdefault((a.reviewer, b.reviewer), []).extend((a, b))
    return sorted(shared.items(), key=lambda entry: (-len(entry[1]), entry[0]))


def _ratings(opinions: Sequence[Opinion]) -> Floats:
    """For every article, how many gave each rating."""
    rows = _rows_of(opinions)
    counts = np.zeros((len(rows), _RATINGS))
    for opinion in opinions:
        counts[rows[opinion.number], opinion.rating - 1] += 1
    return counts


def _by_signal(
    opinions: Sequence[Opinion], named: set[tuple[UUID, str]], signals: Sequence[str]
) -> dict[str, Alpha]:
    """For every signal and article, how many say that it is there and how many do not."""
    rows = _rows_of(opinions)
    present = np.zeros((len(signals), len(rows)))
    columns = {signal: place for place, signal in enumerate(signals)}
    article = {opinion.verdict: rows[opinion.number] for opinion in opinions}
    for verdict, signal in named:
        if verdict in article and signal in columns:
            present[columns[signal], article[verdict]] += 1
    given = Counter(rows[opinion.number] for opinion in opinions)
    absent = np.array([given[row] for row in range(len(rows))]) - present
    counts = np.stack([absent, present], axis=-1)
    return dict(zip(signals, alphas_of(counts, "nominal"), strict=True))


def _rows_of(opinions: Sequence[Opinion]) -> dict[int, int]:
    return {n: row for row, n in enumerate(dict.fromkeys(o.number for o in opinions))}
