"""What a source is: a person or a body, named or not, he or she."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from models.ledger.entries import Kind
    from models.ledger.gazetteer import Gazetteer
    from models.ledger.mentions import Mention

# What "the paper", "the company" and "the report" can go back to.
Form = Literal["person", "outlet", "body", "document", "other"]
# The article itself.
FIRST_PERSON = frozenset({"i", "we", "you"})
SPEAKING_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson"})
THINGS = frozenset({"document", "social_media"})


def is_person(mention: Mention) -> bool:
    """Whether "he" or "she" could mean it."""
    if mention.pronoun:
        return mention.pronoun in {"he", "she"}
    if mention.name or mention.is_body:
        return not mention.is_body
    return (
        bool(mention.roles) and not mention.roles[0].plural and mention.roles[0].kind not in THINGS
    )


def is_named(mention: Mention) -> bool:
    """Whether a reader could tell who it is: a name, or a role that names one body ("police")."""
    if mention.pronoun:
        return False
    if mention.name or not mention.roles:
        return bool(mention.name)
    role = mention.roles[0]
    if not role.named or role.kind in THINGS:
        return role.named
    # "Some companies", "a spokesman" of nobody in particular: which ones is not said.
    is_told = len(mention.roles) > 1 or any(word[:1].isupper() for word in mention.context[1:])
    return is_told or not (role.plural or mention.head in SPEAKING_FOR)


def form_of(mention: Mention, kind: Kind, *, person: bool) -> Form:
    """What a source is, whatever it stands for."""
    if person:
        return "person"
    if kind == "document":
        return "document"
    if mention.is_body:
        return "outlet" if kind == "news_report" else "body"
    return "other"


def gender_of(mention: Mention, gazetteer: Gazetteer) -> str:
    """The pronoun that a title, a first name or a role tells: "he", "she" or nothing."""
    title = mention.text.partition(" ")[0].rstrip(".").lower()
    found = gazetteer.genders.get(title, "")
    if not found and mention.name:
        found = gazetteer.given.get(mention.name[0], "")
    if found:
        return found
    roles = (gazetteer.genders[word] for word in mention.role_words if word in gazetteer.genders)
    return next(roles, "")
