"""What a source is: a person or a body, named or not, and its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.ledger.outlets import is_outlet

if TYPE_CHECKING:
    from models.ledger.entries import Kind
    from models.ledger.gazetteer import Gazetteer
    from models.ledger.mentions import Mention

THINGS = frozenset({"document", "social_media"})
BY_SHAPE: dict[str, Kind] = {
    "bodies": "official",
    "experts": "expert",
    "companies": "participant",
    "parties": "participant",
}


def is_person(mention: Mention) -> bool:
    """Whether "he" or "she" could mean it."""
    if mention.pronoun:
        return mention.pronoun in {"he", "she"}
    if mention.name:
        return not mention.is_body
    return (
        bool(mention.roles) and not mention.roles[0].plural and mention.roles[0].kind not in THINGS
    )


def is_named(mention: Mention) -> bool:
    """Whether a reader could tell who it is: a name, or a role that names a body ("police")."""
    if mention.pronoun:
        return False
    return bool(mention.name) or (bool(mention.roles) and mention.roles[0].named)


def kind_of(mention: Mention, gazetteer: Gazetteer) -> Kind:
    """The kind of a source by its outlet, its roles, the party it belongs to or the shape of its name."""
    if mention.is_body and is_outlet(mention.name, gazetteer):
        return "news_report"
    if _holds_office(mention, gazetteer):
        return "official"
    kinds = [role.kind for role in mention.roles if not (mention.name and role.kind in THINGS)]
    if kinds:
        return "social_media" if kinds[0] == "document" and "social_media" in kinds else kinds[0]
    return _kind_by_name(mention, gazetteer)


def _holds_office(mention: Mention, gazetteer: Gazetteer) -> bool:
    """A known politician stays one whatever the title: "Dr.", "former director"."""
    party = gazetteer.parties.get(mention.name[-1]) if mention.name else None
    return party is not None and party.how == "people"


def _kind_by_name(mention: Mention, gazetteer: Gazetteer) -> Kind:
    last = mention.name[-1] if mention.name else ""
    if mention.whole in gazetteer.parties or last in gazetteer.parties:
        return "official"
    for word in reversed(mention.name):
        if word in gazetteer.shapes:
            return BY_SHAPE[gazetteer.shapes[word]]
    if last in gazetteer.outlet_shapes:
        return "news_report"
    return "participant" if mention.name else "other"
