"""Where the sources of a text stand in it, beside the places where they speak. One pass for all of a surname."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.ledger.entries import Range
    from models.ledger.speakers import Speaker
    from models.ledger.tokens import Places, Words

LONGEST_DESCRIPTION = 4


def occurrences(
    speakers: list[Speaker], words: Words, places: Places, suffixes: frozenset[str]
) -> list[tuple[Range, ...]]:
    """All places of every source, in text order and without overlaps."""
    spans: list[set[Range]] = [set(speaker.spans) for speaker in speakers]
    _add_people(spans, speakers, words, places, suffixes)
    _add_descriptions(spans, speakers, words, places)
    for number, speaker in enumerate(speakers):
        if speaker.mention.name and speaker.searchable and not speaker.person:
            found = places.of(speaker.mention.name)
            spans[number].update(words.span(*place) for place in found)
    return [disjoint(sorted(found)) for found in spans]


def _add_people(
    spans: list[set[Range]],
    speakers: list[Speaker],
    words: Words,
    places: Places,
    suffixes: frozenset[str],
) -> None:
    by_surname: dict[str, dict[str, int]] = {}
    for number, speaker in enumerate(speakers):
        mention = speaker.mention
        if mention.name and speaker.searchable and speaker.person:
            by_surname.setdefault(mention.name[-1], {}).setdefault(mention.first_name, number)
    for surname, owners in by_surname.items():
        default = next(iter(owners.values()))
        only_surname = len(owners) == 1 and "" in owners
        for at, _ in places.of((surname,)):
            first = _first_names(at, words, suffixes)
            found = (owners[name] for name in first if name in owners)
            owner = default if only_surname or not first else next(found, None)
            if owner is not None:
                spans[owner].add(_with_first_name(at, speakers[owner].mention.name, words))


def _first_names(at: int, words: Words, suffixes: frozenset[str]) -> tuple[str, ...]:
    """The first names that a surname may stand with, "jr" included; none for a lone one."""
    after = words.lowered[at + 1] if at + 1 < len(words.lowered) else ""
    suffix = f" {after}" if after in suffixes else ""
    if at == 0 or words.classes[at - 1] != "N":
        return (suffix.strip(),) if suffix else ()
    return tuple(words.words[place] + suffix for place in (at - 1, at - 2) if place >= 0)


def _with_first_name(at: int, name: tuple[str, ...], words: Words) -> Range:
    begin = at - len(name) + 1
    whole = begin >= 0 and words.words[begin : at + 1] == name
    return words.span(begin if whole else at, at + 1)


def _add_descriptions(
    spans: list[set[Range]], speakers: list[Speaker], words: Words, places: Places
) -> None:
    """Bare plurals and bodies without a name ("prosecutors", "police") stand in a text before they speak."""
    sought: dict[tuple[str, ...], int] = {}
    for number, speaker in enumerate(speakers):
        if speaker.description:
            sought.setdefault(speaker.description, number)
    if not sought:
        return
    longest = min(LONGEST_DESCRIPTION, max(map(len, sought)))
    heads = {description[-1] for description in sought}
    for stop in (at + 1 for head in heads for at in places.roles.get(head, ())):
        for size in range(min(longest, stop), 0, -1):
            number = sought.get(words.lowered[stop - size : stop], -1)
            if number >= 0:
                spans[number].add(words.span(stop - size, stop))
                break


def disjoint(spans: list[Range]) -> tuple[Range, ...]:
    """The spans without those that lie inside an earlier one."""
    kept: list[Range] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
        elif span[1] > kept[-1][1]:
            kept[-1] = (kept[-1][0], span[1])
    return tuple(kept)
