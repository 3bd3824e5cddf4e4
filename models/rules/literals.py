"""Which words a text must contain for a pattern to match it.

A *clause* is a set of word parts of which at least one must be there; a part with a space at its side begins or ends
a word, and one with a capital is meant as it is written. A pattern needs all its clauses, so a sentence that lacks one
need not be searched.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache

from models.rules.syntax import Cased, Choice, Edge, Letters, Mark, Node, forget_groups, parse

Clause = frozenset[str]
Way = list[Clause]

# The most common words of English news, the most common first: a clause that one of them fulfils tells little.
_COMMON_WORDS = (
    "the to of and a in s that on for is it he with said was as his by has have not from be at "
    "this are i we an but who they t president about people will their more or you were would "
    "been news had what one after also our house which out all new when if state u there up she "
    "than so over its some her no other into do can time told like campaign him first just last "
    "according white two because year while how during mr re any media former them get republican "
    "did now government american country could even those against us senate before states only "
    "many day percent department report years made may should make going these police political "
    "week very my al election including most back administration since right group party being "
    "reported then down know statement bill called national think say vote city here americans "
    "take killed times video much democratic under three says want still public see security "
    "presidential way story officials united law office another federal information asked between "
    "both same well d support rights whether through attack work health america number me "
    "congress where saying own women press today committee left secretary such put days least "
    "again general your wrote ve come part never members man million official investigation does "
    "question off post added justice use go likely show call far center team care long fact "
    "released why already policy every found good several won change took court without month "
    "place john need morning plan social business used case old came groups end real leader "
    "better control around attorney recent must too however military less earlier death job look "
    "reports once act life great history based four across next held world nation run comment "
    "children past might best top interview family yet evidence war others point human second "
    "claimed email let further taken com home things using led candidate person issue director "
    "conservative process questions money himself read daily stop believe really months close got "
    "continued move night legal power action chief went foreign though become high matter nothing "
    "democrat making related announced clear calling until each "
)
# Shares of running text: Zipf's law for the common words, and less with every letter for the others.
_SHARES: dict[str, float] = {
    f" {word} ": 0.06 / rank**0.9 for rank, word in enumerate(_COMMON_WORDS.split(), 1)
}
_RUNNING = "".join(_SHARES)
# How often a mark stands for every word.
_SHARES |= {" ? ": 0.001, " * ": 0.0001, ' " ': 0.02}
_RARE_SHARE = 0.004
# A letter begins or ends many words and stands in more; with every letter there are fewer.
_EDGE_SHARE = 0.05
_PIECE_SHARE = 0.2
_EVERY_LETTER = 0.3
# How many of the words that can be written with a capital are.
_CAPITAL_SHARE = 0.2
# What one word in so many fulfils stands in nearly every sentence.
_USELESS_SHARE = 0.1
_MOST_CLAUSES = 4
# A clause of which less than one word in so many fulfils a part says enough: nothing else of its way is looked at.
_TELLING_SHARE = 0.0007
# More alternatives than this are kept out: they match nearly everywhere and slow the look-up.
_MOST_PARTS = 2_000
# A word with more spellings is taken in pieces.
_MOST_SPELLINGS = 300
# Patterns with more ways than this are told apart less finely: few where one list follows another, more where the ways
# are branches of a single list.
_MOST_WAYS = 40
_MOST_BRANCHES = 300
_NOTHING: Clause = frozenset({""})


def required_ways(pattern: str, *, case_sensitive: bool = False) -> list[Way]:
    """The ways in which a pattern can match, each with the clauses that it needs, the most telling first.

    A way without clauses can match anywhere.
    """
    ways = _of_choice(parse(pattern, cased=case_sensitive), opens=False, closes=False)
    return [_most_telling(way) for way in ways]


def forget() -> None:
    """Drop what is remembered of groups; for when all patterns are read."""
    forget_groups()
    for remembered in (share, _part_share, _of_choice, _spellings_of_choice, _choice_leaves_edge):
        remembered.cache_clear()


def _most_telling(way: Way) -> Way:
    """A way without the clauses that nearly every sentence fulfils: they cost more than they tell."""
    ordered = sorted(set(way), key=lambda clause: (share(clause), sorted(clause)))
    telling = [clause for clause in ordered[1:_MOST_CLAUSES] if share(clause) < _USELESS_SHARE]
    return [*ordered[:1], *telling]


@cache
def share(clause: Clause) -> float:
    """About how often words that fulfil a clause occur; rough, and only the speed depends on it."""
    return sum(map(_part_share, clause))


@cache
def _part_share(part: str) -> float:
    if part != part.lower():
        return _CAPITAL_SHARE * _part_share(part.lower())
    if part in _SHARES:
        return _SHARES[part]
    letters = len(part.strip())
    if len(part) == letters + 2:
        return _RARE_SHARE * 0.7**letters
    known = 0.0
    if part in _RUNNING:
        known = sum(common for word, common in _SHARES.items() if part in word)
    usual = _EDGE_SHARE if len(part) > letters else _PIECE_SHARE
    return known + usual * math.pow(_EVERY_LETTER, letters - 1)


# Macros put the same long lists into many patterns; the ways of each are found once.
@lru_cache(maxsize=8_192)
def _of_choice(choice: Choice, *, opens: bool, closes: bool) -> list[Way]:
    """The ways of a group; `opens` and `closes` tell whether a word edge stands before and behind it."""
    return [
        way
        for branch in choice.branches
        for way in _of_sequence(branch, opens=opens, closes=closes)
    ]


def _of_sequence(items: tuple[Node, ...], *, opens: bool, closes: bool) -> list[Way]:
    before = _edges(items, first=opens)
    behind = _edges(items, first=closes, backwards=True)
    ways: list[Way] = [[]]
    spellings, begins = _NOTHING, opens
    for index, item in enumerate(items):
        longer = _spelled(spellings, item)
        if longer is not None:
            spellings = longer
            continue
        ways = _joined(ways, _part(spellings, begins=begins, ends=behind[index]))
        if isinstance(item, Choice | Cased):
            choice = item.choice if isinstance(item, Cased) else item
            alone = not choice.repeats
            inner = _of_choice(
                choice, opens=before[index] and alone, closes=behind[index + 1] and alone
            )
            ways = _joined(ways, inner)
        elif isinstance(item, Mark):
            ways = _joined(ways, [[frozenset({f" {item.char} "})]])
        spellings, begins = _NOTHING, before[index + 1]
    return _joined(ways, _part(spellings, begins=begins, ends=closes))


def _edges(items: tuple[Node, ...], *, first: bool, backwards: bool = False) -> list[bool]:
    """For every place between items, the two ends among them: whether a word surely ends just before it.

    Read backwards: whether a word surely begins just behind it. `first` tells it of the end where reading starts.
    """
    edges = [first]
    for node in reversed(items) if backwards else items:
        item = node.choice if isinstance(node, Cased) else node
        if isinstance(item, Choice):
            # What comes again follows itself.
            given = edges[-1] and not item.repeats
            edges.append(_choice_leaves_edge(item, first=given, backwards=backwards))
        else:
            edges.append(isinstance(item, Edge | Mark))
    return edges[::-1] if backwards else edges


@lru_cache(maxsize=8_192)
def _choice_leaves_edge(choice: Choice, *, first: bool, backwards: bool) -> bool:
    last = 0 if backwards else -1
    return all(_edges(branch, first=first, backwards=backwards)[last] for branch in choice.branches)


def _spelled(spellings: Clause, item: Node) -> Clause | None:
    """Every spelling of a word so far, gone on with; None where the word is not simply spelled out."""
    more = _spellings(item)
    if more is None or len(spellings) * len(more) > _MOST_SPELLINGS:
        return None
    return frozenset(start + end for start in spellings for end in more)


def _spellings(item: Node) -> Clause | None:
    """What letters or a choice of letters spell: `(?:s|ed)`, `[ae]`, `y?`."""
    if isinstance(item, Letters):
        return frozenset({item.text})
    return None if not isinstance(item, Choice) or item.repeats else _spellings_of_choice(item)


@lru_cache(maxsize=8_192)
def _spellings_of_choice(choice: Choice) -> Clause | None:
    found: set[str] = set()
    for branch in choice.branches:
        spelled: Clause | None = _NOTHING
        for part in branch:
            spelled = None if spelled is None else _spelled(spelled, part)
        if spelled is None:
            return None
        found |= spelled
    return frozenset(found)


def _joined(ways: list[Way], more: list[Way]) -> list[Way]:
    """Every way followed by one of `more`; many become a single clause of which one part is needed."""
    if not all(more):
        return ways
    if len(more) == 1:
        return [way + more[0] for way in ways]
    most = _MOST_WAYS if len(ways) > 1 else _MOST_BRANCHES
    for telling in (0.0, _TELLING_SHARE):
        grouped = _grouped(more, telling)
        if len(ways) * len(grouped) <= most:
            return [way + then for way in ways for then in grouped]
    clause: Clause = frozenset().union(*(min(way, key=share) for way in more))
    return [[*way, clause] for way in ways] if len(clause) <= _MOST_PARTS else ways


def _grouped(ways: list[Way], telling: float) -> list[Way]:
    """Ways that a single clause tells well enough joined to one way, the common ones apart from the rare ones."""
    rare: set[str] = set()
    common: set[str] = set()
    others: dict[tuple[Clause, ...], None] = {}
    for way in ways:
        best = min(way, key=share)
        rarity = share(best)
        if len(way) > 1 and rarity >= telling:
            others[tuple(way)] = None
        elif rarity < _TELLING_SHARE:
            rare |= best
        else:
            common |= best
    return [*map(list, others), *([frozenset(parts)] for parts in (common, rare) if parts)]


def _part(spellings: Clause, *, begins: bool, ends: bool) -> list[Way]:
    if "" in spellings:
        return [[]]
    before, behind = " " if begins else "", " " if ends else ""
    return [[frozenset(before + spelling + behind for spelling in spellings)]]
