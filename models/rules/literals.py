"""Which words a text must contain for a pattern to match it.

A *clause* is a set of word parts of which at least one must be there; a part with a space at its side begins or ends
a word. A pattern needs all its clauses, so a sentence that lacks one need not be searched.
"""

from __future__ import annotations

from functools import cache

from models.rules.syntax import Choice, Edge, Letter, Node, QuestionMark, parse

Clause = frozenset[str]
Way = list[Clause]

# The most common words of English news, the most common first: a clause that one of them fulfils tells little.
_COMMON_WORDS = (
    "the of to and a in s that is said for on it was he with as at be by i his from have not but has they are this an "
    "who we trump you had were their or been would will about more one if president t all when she which people new "
    "what there her there so out no up do also than him its it them our your like just after my now could some other "
    "because over only into can time first even us state two last many say says very told while way being "
    "according report reported make those think most how going these any did get know"
)
# Shares of running text: Zipf's law for the common words, and less with every letter for the others.
_SHARES = {f" {word} ": 0.06 / rank for rank, word in enumerate(_COMMON_WORDS.split(), 1)}
_RARE_SHARE = 0.004
# A part of a word stands in many words; with every letter in fewer.
_OPEN_SHARE = 0.25
# What one word in so many fulfils stands in nearly every sentence.
_USELESS_SHARE = 0.1
_MOST_CLAUSES = 5
# More alternatives than this are kept out: they match nearly everywhere and slow the look-up.
_MOST_PARTS = 400
# A word with more spellings is taken in pieces.
_MOST_SPELLINGS = 300
# Patterns with more ways than this are told apart less finely.
_MOST_WAYS = 60
_NOTHING: Clause = frozenset({""})
_QUESTION_MARK: Clause = frozenset({" ? "})


def required_ways(pattern: str) -> list[Way]:
    """The ways in which a pattern can match, each with the clauses that it needs, the most telling first.

    A way without clauses can match anywhere.
    """
    ways = _of_choice(parse(pattern), opens=False, closes=False)
    return [_most_telling(way) for way in ways]


def _most_telling(way: Way) -> Way:
    """A way without the clauses that nearly every sentence fulfils: they cost more than they tell."""
    ordered = sorted(set(way), key=lambda clause: (_share(clause), sorted(clause)))
    telling = [clause for clause in ordered[1:_MOST_CLAUSES] if _share(clause) < _USELESS_SHARE]
    return [*ordered[:1], *telling]


@cache
def _share(clause: Clause) -> float:
    """About how often words that fulfil a clause occur; rough, and only the speed depends on it."""
    return sum(map(_part_share, clause))


def _part_share(part: str) -> float:
    letters = len(part.strip())
    is_whole = len(part) == letters + 2
    usual = _RARE_SHARE * 0.7**letters if is_whole else _OPEN_SHARE**letters
    return _SHARES.get(part, usual)


def _of_choice(choice: Choice, *, opens: bool, closes: bool) -> list[Way]:
    """The ways of a group; `opens` and `closes` tell whether a word edge stands before and behind it."""
    return [
        way
        for branch in choice.branches
        for way in _of_sequence(branch, opens=opens, closes=closes)
    ]


def _of_sequence(items: tuple[Node, ...], *, opens: bool, closes: bool) -> list[Way]:
    ways: list[Way] = [[]]
    spellings, begins = _NOTHING, opens
    for index, item in enumerate(items):
        longer = _spelled(spellings, item)
        if longer is not None:
            spellings = longer
            continue
        ends = isinstance(item, Edge | QuestionMark)
        ways = _joined(ways, _part(spellings, begins=begins, ends=ends))
        if isinstance(item, Choice):
            before = isinstance(items[index - 1], Edge) if index else opens
            after = isinstance(items[index + 1], Edge) if index + 1 < len(items) else closes
            alone = not item.repeats
            inner = _of_choice(item, opens=before and alone, closes=after and alone)
            ways = _joined(ways, inner)
        elif isinstance(item, QuestionMark):
            ways = _joined(ways, [[_QUESTION_MARK]])
        spellings, begins = _NOTHING, ends
    return _joined(ways, _part(spellings, begins=begins, ends=closes))


def _spelled(spellings: Clause, item: Node) -> Clause | None:
    """Every spelling of a word so far, gone on with; None where the word is not simply spelled out."""
    more = _spellings(item)
    if more is None or len(spellings) * len(more) > _MOST_SPELLINGS:
        return None
    return frozenset(start + end for start in spellings for end in more)


def _spellings(item: Node) -> Clause | None:
    """What a letter or a choice of letters spells: `(?:s|ed)`, `[ae]`, `y?`."""
    if isinstance(item, Letter):
        return frozenset({item.char})
    if not isinstance(item, Choice) or item.repeats:
        return None
    found: set[str] = set()
    for branch in item.branches:
        spelled: Clause | None = _NOTHING
        for part in branch:
            spelled = None if spelled is None else _spelled(spelled, part)
        if spelled is None:
            return None
        found |= spelled
    return frozenset(found)


def _joined(ways: list[Way], more: list[Way]) -> list[Way]:
    """Every way followed by one of `more`; many short ones become a single clause of which one part is needed."""
    if not all(more):
        return ways
    is_simple = all(len(way) == 1 for way in more)
    if len(more) == 1 or (not is_simple and len(ways) * len(more) <= _MOST_WAYS):
        return [way + then for way in ways for then in more]
    clause: Clause = frozenset().union(*(min(way, key=_share) for way in more))
    return [[*way, clause] for way in ways] if len(clause) <= _MOST_PARTS else ways


def _part(spellings: Clause, *, begins: bool, ends: bool) -> list[Way]:
    if "" in spellings:
        return [[]]
    before, behind = " " if begins else "", " " if ends else ""
    return [[frozenset(before + spelling + behind for spelling in spellings)]]
