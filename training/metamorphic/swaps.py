"""Names swapped consistently: state, party, outlet, person and gender, in the title and in the text alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.contract import Article
from training.metamorphic.law import Pair, Sample, number_of
from training.metamorphic.names import Renaming, State, names, state_renaming
from training.metamorphic.rename import rename

LAW = "names swapped"
# Fewer mentions are no swap worth the name.
_FEWEST = 2


def names_swapped(sample: Sample) -> Iterator[Pair]:
    """Every kind of swap for which the article has names."""
    whole = f"{sample.article.title or ''}\n\n{sample.article.text or ''}"
    yield from _states_swapped(sample, whole)
    yield from _table_swapped(sample, whole)
    yield from _person_renamed(sample, whole)
    yield from _gender_swapped(sample, whole)


def _states_swapped(sample: Sample, whole: str) -> Iterator[Pair]:
    count, name = max((_mentions(s.names(), whole), s.name) for s in names().states)
    state = next(s for s in names().states if s.name == name)
    others = [s for s in names().states if s.invented == state.invented and s != state]
    other = others[number_of(sample.id, "state") % len(others)]
    renaming = state_renaming(state, other)
    if count >= _FEWEST and _fits(state, other, whole) and not _is_glued(renaming, whole):
        yield _pair(sample, f"country: {state.name} and {other.name}", renaming)


def _fits(state: State, other: State, whole: str) -> bool:
    """Whether everybody who speaks for the state in this text has a counterpart."""
    left_over = state.people[len(other.people) :] if len(state.people) > len(other.people) else ()
    return not any(name.rsplit(" ", 1)[1] in whole for name in left_over)


def _table_swapped(sample: Sample, whole: str) -> Iterator[Pair]:
    for number, (kind, pairs) in enumerate(names().pairs):
        renaming = _with_adjectives(kind, pairs)
        if _mentions(list(renaming), whole) >= _FEWEST and not _is_glued(renaming, whole):
            yield _pair(sample, f"{kind}: table {number}", renaming)


def _with_adjectives(kind: str, renaming: Renaming) -> Renaming:
    """A party's adjective and its member are one word here and two there."""
    if kind != "party" or "Republicans" not in renaming:
        return renaming
    return {**renaming, "Democrat": "Republican", "Democratic": "Republican", "Republican": ""}


def _person_renamed(sample: Sample, whole: str) -> Iterator[Pair]:
    """The person whom the article names most gets another name; nobody whom the tables know."""
    known = {word for key in _known_names() for word in key.split()}
    found: Counter[tuple[str, str]] = Counter()
    firsts = {name: pair for pair in names().first_names for name in pair}
    for match in re.finditer(r"\b([A-Z][a-z]+) (?:[A-Z]\. )?([A-Z][a-z]{3,})\b", whole):
        first, last = match.groups()
        if first in firsts and not {first, last} & known and last not in firsts:
            found[first, last] += 1
    for (first, last), _ in found.most_common(1):
        count = len(re.findall(rf"\b{last}\b", whole))
        alone = len({other for f, other in found if f == first}) == 1
        if count < _FEWEST or not alone or last.lower() in whole:
            continue
        index = 1 if first == firsts[first][1] else 0
        pool = names().first_names
        new_first = pool[number_of(sample.id, "first") % len(pool)][index]
        new_last = names().surnames[number_of(sample.id, "last") % len(names().surnames)]
        renaming = {first: new_first, last: new_last}
        if not (new_first in whole or new_last in whole or _is_glued(renaming, whole)):
            yield _pair(sample, "person: an unknown name", renaming)


def _known_names() -> Iterator[str]:
    for state in names().states:
        yield from state.people
    for _, renaming in names().pairs:
        yield from renaming


def _gender_swapped(sample: Sample, whole: str) -> Iterator[Pair]:
    renaming = {a: b for pair in names().gender for a, b in (pair, pair[::-1])}
    renaming |= {a.capitalize(): b.capitalize() for a, b in renaming.items()}
    renaming |= {"Mrs": "Mr", "his": "her", "His": "Her", "him": "her", "Him": "Her"}
    renaming |= {"hers": "his", "her": "", "Her": ""}
    for male, female in names().first_names:
        if male in whole or female in whole:
            renaming |= {male: female, female: male}
    if len(re.findall(r"\b(?:he|she|his|her|Mr|Ms|Mrs)\b", whole)) >= _FEWEST:
        yield _pair(sample, "gender", renaming)


def _mentions(aliases: Sequence[str], whole: str) -> int:
    return len(re.findall("|".join(rf"\b{re.escape(name)}(?!\w)" for name in aliases), whole))


def _is_glued(renaming: Renaming, whole: str) -> bool:
    """Whether the page has run a name together with the next word, where no renaming finds it."""
    joined = "|".join(re.escape(name) for name in renaming)
    return re.search(rf"(?:[a-z](?:{joined})\b|\b(?:{joined})[A-Z])", whole) is not None


def _pair(sample: Sample, kind: str, renaming: Renaming) -> Pair:
    article = sample.article
    after: Article = replace(
        article,
        title=rename(article.title or "", renaming),
        text=rename(article.text or "", renaming),
    )
    return Pair(LAW, kind, sample.id, article, after)
