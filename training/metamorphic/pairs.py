"""Which pairs are measured: every law gets its share, spread over as many articles as have what it takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from training.metamorphic.law import LAWS, Pair, Sample, number_of
from training.metamorphic.page_furniture import furniture_added
from training.metamorphic.printing import printed_otherwise
from training.metamorphic.statements import (
    caveats_inserted,
    caveats_removed,
    corroborations_added,
    footage_disclosed,
)
from training.metamorphic.swaps import names_swapped

Maker = Callable[[Sample], Iterator[Pair]]

# Makers in the order in which an article is asked, each with the most pairs that it gives of one article.
_MAKERS: Sequence[tuple[Maker, int]] = (
    (caveats_removed, 4),
    (caveats_inserted, 2),
    (corroborations_added, 2),
    (footage_disclosed, 2),
    (furniture_added, 2),
    (printed_otherwise, 3),
    (names_swapped, 4),
)
# Of the pairs about caveats at least this part takes out what an article has by itself, as far as there are any.
_NATURAL = 0.5


def make_pairs(samples: Iterable[Sample], wanted: int) -> list[Pair]:
    """About `wanted` pairs in the order of the laws; fewer where the articles do not give as many."""
    quota = {law.name: round(wanted * law.share) for law in LAWS.values()}
    natural = round(quota["caveat removed"] * _NATURAL)
    found: dict[str, list[Pair]] = {name: [] for name in quota}
    taken_out: list[Pair] = []
    for sample in sorted(samples, key=lambda s: number_of("order", s.id)):
        if all(len(found[name]) >= quota[name] for name in quota) and len(taken_out) >= natural:
            break
        for pair in _of(sample, quota, found):
            is_natural = pair.kind.startswith("taken out")
            (taken_out if is_natural else found[pair.law]).append(pair)
    found["caveat removed"] = _mixed(taken_out, found["caveat removed"], quota["caveat removed"])
    return [pair for name, limit in quota.items() for pair in found[name][:limit]]


def all_pairs(samples: Iterable[Sample]) -> list[Pair]:
    """Every pair that the makers give of a few articles, and every third one of the many changes in print."""
    return [
        pair
        for sample in samples
        for maker, _ in _MAKERS
        for pair in maker(sample)
        if maker is not printed_otherwise or number_of(sample.id, pair.kind) % 3 == 0
    ]


def _of(
    sample: Sample, quota: Mapping[str, int], found: Mapping[str, Sequence[Pair]]
) -> Iterator[Pair]:
    """Some pairs of one article for the laws that still want any, chosen by the article's number."""
    for maker, most in _MAKERS:
        pairs = [
            pair
            for pair in maker(sample)
            if len(found[pair.law]) < quota[pair.law] or pair.kind.startswith("taken out")
        ]
        pairs.sort(key=lambda pair: number_of(pair.sample, pair.kind))
        counts: Counter[str] = Counter()
        for pair in pairs:
            counts[pair.law] += 1
            if counts[pair.law] <= most and pair.before != pair.after:
                yield pair


def _mixed(taken_out: list[Pair], inserted: list[Pair], limit: int) -> list[Pair]:
    """Natural caveats up to their share, more where there are not enough inserted ones."""
    natural = taken_out[: max(round(limit * _NATURAL), limit - len(inserted))]
    return natural + inserted[: limit - len(natural)]
