"""The matters beside the main claim: statements gathered by their words, and denials joined to what they answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from models.ledger.vouching import AGAINST, one_way

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from models.ledger.account import Account
    from models.ledger.entries import AttributionEntry, Range

# Two statements are about one matter when they share this many stems and this share of the shorter one's.
FEWEST_SHARED = 3
SHARE = 0.5
# A denial this short ("denied the charge") answers what was said shortly before.
SHORT_ANSWER = 2
ANSWERS_WITHIN = 3
# Beyond these bounds a text is a list; a stem in more matters than this joins none.
MOST_STATEMENTS = 400
MOST_SHARERS = 30
MOST_SUBJECTS = 24


@dataclass(frozen=True, slots=True)
class Subject:
    """A matter: the words of its first statement, and all statements about it."""

    span: Range
    entries: tuple[AttributionEntry, ...]


@dataclass(slots=True)
class _Gathering:
    """A matter while its statements are collected; `stems` are those of its first one."""

    stems: set[str]
    entries: list[AttributionEntry] = field(default_factory=list)


def find_subjects(account: Account, taken: AbstractSet[int]) -> list[Subject]:
    """Every matter that two statements concern, or that somebody denies or doubts, in text order.

    Args:
        account: the text.
        taken: attributions that already belong to the main claim.
    """
    gathered: list[_Gathering] = []
    sharers: dict[str, list[int]] = {}
    for entry in _statements(account, taken):
        stems = account.said[entry.id] - account.lore.common
        place = _place_of(entry, stems, gathered, sharers)
        if place is None:
            place = len(gathered)
            gathered.append(_Gathering(stems))
            for stem in stems:
                places = sharers.get(stem)
                if places is None:
                    sharers[stem] = [place]
                elif len(places) < MOST_SHARERS:
                    places.append(place)
        gathered[place].entries.append(entry)
    for gathering in gathered:
        first = gathering.entries[0]
        gathering.entries = one_way(gathering.entries, {first.id}, account.sources)
    subjects = (_subject(gathering) for gathering in gathered)
    return [subject for subject in subjects if subject is not None][:MOST_SUBJECTS]


def _statements(account: Account, taken: AbstractSet[int]) -> Iterator[AttributionEntry]:
    titled = account.document.body_start
    for entry in account.attributions[:MOST_STATEMENTS]:
        if entry.id not in taken and entry.content and entry.content[0][0] >= titled:
            yield entry


def _place_of(
    entry: AttributionEntry,
    stems: set[str],
    gathered: list[_Gathering],
    sharers: dict[str, list[int]],
) -> int | None:
    """The matter that a statement is about, if it was met before."""
    met = [sharers[stem] for stem in stems if stem in sharers]
    if len(met) >= FEWEST_SHARED:
        counts = Counter(chain.from_iterable(met))
        # Of matters that share as much the first: sets have no order of their own.
        place = min(counts, key=lambda known: (-counts[known], known))
        shorter = min(len(stems), len(gathered[place].stems))
        if counts[place] >= max(FEWEST_SHARED, SHARE * shorter):
            return place
    if entry.act in AGAINST and gathered:
        place, last = len(gathered) - 1, gathered[-1].entries[-1]
        near = entry.sentence - last.sentence <= ANSWERS_WITHIN
        answers = len(stems) <= SHORT_ANSWER or any(place in places for places in met)
        if near and answers and last.source != entry.source:
            return place
    return None


def _subject(gathering: _Gathering) -> Subject | None:
    """A claim that stands alone is no matter unless it is denied or doubted."""
    entries = gathering.entries
    if len(entries) == 1 and (
        entries[0].act not in AGAINST or len(gathering.stems) <= SHORT_ANSWER
    ):
        return None
    if {entry.act for entry in entries} == {"asks"}:
        return None
    first = next((e for e in entries if e.act not in AGAINST), entries[0])
    return Subject(max(first.content, key=lambda part: part[1] - part[0]), tuple(entries))
