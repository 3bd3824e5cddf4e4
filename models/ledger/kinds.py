"""The kind of a source, weighed from all that its description says; the points stand in the gazetteer."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from models.ledger.identity import THINGS
from models.ledger.mentions import party_names
from models.ledger.outlets import is_outlet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.ledger.entries import Kind
    from models.ledger.gazetteer import Gazetteer
    from models.ledger.mentions import Mention

BY_SHAPE: dict[str, Kind] = {
    "bodies": "official",
    "experts": "expert",
    "companies": "participant",
    "parties": "participant",
}
# Words of a description that are weighed; what stands further off belongs to somebody else.
WEIGHED_WORDS = 16

Hint = tuple["Kind", str]


def kind_of(mention: Mention, gazetteer: Gazetteer) -> Kind:
    """The kind with most points; a thing is what its noun says."""
    if mention.name and mention.is_body and is_outlet(mention.name, gazetteer):
        return "news_report"
    if not mention.name and mention.roles and mention.roles[0].kind in THINGS:
        return _thing(mention)
    points: dict[Kind, float] = {}
    hints = [
        *_of_pairs(mention, gazetteer),
        *_of_roles(mention, gazetteer),
        *_of_affiliation(mention, gazetteer),
    ]
    if mention.name:
        hints.append(("participant", "name"))
    for kind, reason in hints:
        points[kind] = points.get(kind, 0.0) + gazetteer.weights[reason]
    if not points:
        return "document" if not mention.pronoun else "other"
    return max(points, key=points.__getitem__)


def _thing(mention: Mention) -> Kind:
    """A document, unless its description says that it stood on a platform."""
    posted = any(role.kind == "social_media" for role in mention.roles)
    return "social_media" if posted else "document"


def _of_pairs(mention: Mention, gazetteer: Gazetteer) -> Iterator[Hint]:
    pairs = [*pairwise(map(str.lower, mention.context[:WEIGHED_WORDS]))]
    if not gazetteer.pairs.keys().isdisjoint(pairs):
        yield from ((gazetteer.pairs[pair], "pair") for pair in pairs if pair in gazetteer.pairs)


def _of_roles(mention: Mention, gazetteer: Gazetteer) -> Iterator[Hint]:
    reason = "head"
    for word, role in zip(mention.role_words, mention.roles, strict=True):
        if mention.name and role.kind in THINGS:
            continue
        neutral = gazetteer.neutral.get(word)
        yield (role.kind, reason) if neutral is None else (neutral, "neutral")
        reason = "other_role"


def _of_affiliation(mention: Mention, gazetteer: Gazetteer) -> Iterator[Hint]:
    """Whom it speaks for: a known party, a body by the shape of its name, an outlet."""
    last = mention.name[-1] if mention.name else ""
    party = gazetteer.parties.get(mention.whole) or gazetteer.parties.get(last)
    if party is not None and party.how in ("people", "bodies"):
        yield party.kind, "office"
    words = mention.context[:WEIGHED_WORDS]
    found = party_names(words, gazetteer)
    if found:
        yield gazetteer.parties[found[0]].kind, "affiliation"
    elif _names_outlet(words, gazetteer):
        speaks_for_it = any(word in gazetteer.neutral for word in mention.role_words)
        yield "participant" if speaks_for_it else "news_report", "affiliation"
    if not gazetteer.shapes.keys().isdisjoint(words):
        shapes = [gazetteer.shapes[word] for word in words if word in gazetteer.shapes]
        yield from ((BY_SHAPE[shape], "affiliation") for shape in dict.fromkeys(shapes))


def _names_outlet(words: tuple[str, ...], gazetteer: Gazetteer) -> bool:
    """Whether a listed outlet stands among some words."""
    if gazetteer.outlet_heads.isdisjoint(words):
        return False
    for at, word in enumerate(words):
        if word in gazetteer.outlet_heads and any(
            " ".join(words[at : at + size]) in gazetteer.outlets for size in (1, 2, 3)
        ):
            return True
    return False
