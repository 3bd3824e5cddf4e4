"""Whether two names mean the same source: full name and surname, long and short names of a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.ledger.sides import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.ledger.gazetteer import Gazetteer
    from models.ledger.mentions import Mention

SHORTEST_ACRONYM = 3
# Words that an acronym leaves out: "Federal Bureau of Investigation".
SMALL = frozenset({"of", "the", "for", "and", "on", "in", "to"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})


class Names:
    """Sources by name and by description; every look-up is a few dictionary reads, however many there are."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._exact: dict[str, int] = {}
        self._people: dict[tuple[str, str], int] = {}
        self._alone: dict[str, int] = {}
        self._by_role: dict[str, int] = {}

    def find(self, mention: Mention) -> int | None:
        """The source that goes by the name or the very words of a mention."""
        if not mention.name:
            return self._exact.get(plain(mention.text))
        found = None if mention.suffix else self._exact.get(mention.whole)
        if found is not None:
            return found
        if mention.is_body:
            short = next(_short_names(mention, self._gazetteer), "")
            return self._exact.get(short) if short else None
        return self._person(mention.first_name, mention.name[-1])

    def _person(self, first: str, last: str) -> int | None:
        """A lone name is anybody's of that name; a full one is the same only with the same first name."""
        if not first:
            return self._alone.get(last)
        found = self._people.get((first, last))
        return self._people.get(("", last)) if found is None else found

    def holder(self, role: str) -> int | None:
        """Who was last said to hold an office or a role."""
        return self._by_role.get(role)

    def add(self, mention: Mention, number: int) -> None:
        """Remember a source by every name that it may be called by."""
        if not mention.name:
            self._exact.setdefault(plain(mention.text), number)
        elif not mention.suffix:
            self._exact.setdefault(mention.whole, number)
        if mention.name and not mention.is_body:
            self._people.setdefault((mention.first_name, mention.name[-1]), number)
            self._alone.setdefault(mention.name[-1], number)
            self._alone.setdefault(mention.name[0], number)
        for short in _short_names(mention, self._gazetteer) if mention.is_body else ():
            self._exact.setdefault(short, number)
        for role in mention.role_words:
            self._by_role[role] = number


def _short_names(mention: Mention, gazetteer: Gazetteer) -> Iterator[str]:
    """What a body may be called for short: "Post", "NBC", "ADL"."""
    name = tuple(word for word in mention.whole.split() if word not in {".", "&"})
    if len(name) > 1 and (
        mention.whole in gazetteer.outlets or name[-1] in gazetteer.outlet_shapes
    ):
        for part in (name[-1], name[0]):
            if part in gazetteer.outlets and part not in gazetteer.parties:
                yield part
    initials = "".join(word[0] for word in name if word not in SMALL)
    if len(initials) >= SHORTEST_ACRONYM:
        yield initials


def is_definite(mention: Mention) -> bool:
    """Whether a description points back: "the company", "these people"."""
    return not mention.name and mention.text.partition(" ")[0].lower() in DEFINITE
