"""For whom a source speaks: metonymy and membership from the gazetteer, rules for the names it does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.ledger.mentions import bare, party_names

if TYPE_CHECKING:
    from models.ledger.entries import Kind
    from models.ledger.gazetteer import Gazetteer
    from models.ledger.mentions import Mention

# Kinds whose nationality makes them speak for the state: "Russian officials", "Iranian media".
OF_THE_STATE = frozenset({"official"})
# "Moscow", "the Kremlin": a place speaks for its government only when it stands alone.
ALONE = 2
# Letters of words that are capitalised for their place only and name nobody.
NO_NAMES = frozenset("DPpockWtaxhbdv")
DETERMINERS = frozenset({"the", "a", "an", "his", "her", "their", "some"})
# What a minister or an officer is in charge of.
FIELDS = frozenset(
    {
        "transport", "interior", "foreign", "home", "finance", "health", "justice", "education",
        "energy", "prime", "culture", "labour", "labor", "trade", "environment", "agriculture",
        "economy", "housing", "defence", "defense", "vice", "former", "acting", "managing", "press",
        "executive", "operating", "financial", "senior", "assistant",
    }
)  # fmt: skip
# "Norvik-backed rebels" are on Norvik's side.
BACKED = ("-backed", "-led", "-run", "-controlled", "-owned", "-allied", "-funded", "-appointed")


def side_of(mention: Mention, kind: Kind, gazetteer: Gazetteer) -> str:
    """The party that a source speaks for, in one or two words; its own name where it speaks for itself."""
    known = _known(mention, kind, gazetteer) or _backer(mention, gazetteer)
    if known:
        return known
    if kind == "news_report" and mention.name:
        return mention.whole
    owner = _owner(mention, gazetteer)
    if owner:
        return owner
    if mention.name:
        return mention.whole if mention.is_body else mention.name[-1]
    return _described(mention, gazetteer)


def _known(mention: Mention, kind: Kind, gazetteer: Gazetteer) -> str:
    parties = gazetteer.parties
    for name in (mention.whole, mention.name[-1] if mention.name else ""):
        party = parties.get(name)
        if party and (party.how in ("people", "bodies") or len(mention.letters) <= ALONE):
            return party.side
    if mention.whole in gazetteer.outlets:
        return mention.whole
    for name in party_names(mention.context, gazetteer):
        if parties[name].how in ("bodies", "places") or kind in OF_THE_STATE:
            return parties[name].side
    return ""


def _backer(mention: Mention, gazetteer: Gazetteer) -> str:
    joined = [word for word in mention.context if "-" in word]
    return next(filter(None, (backer_of(word, gazetteer) for word in joined)), "")


def backer_of(word: str, gazetteer: Gazetteer) -> str:
    """The side behind "Norvik-backed", nothing for any other word."""
    if not (word.endswith(BACKED) and word[0].isupper()):
        return ""
    name = word.rpartition("-")[0]
    party = gazetteer.parties.get(name)
    return party.side if party else name


def _owner(mention: Mention, gazetteer: Gazetteer) -> str:
    """The capitalised body in the phrase or its apposition that is not the person's own name."""
    run: list[str] = []
    own = mention.name
    if "of" in own and not mention.is_body:
        # "Officer of Acme" speaks for Acme.
        own = own[: own.index("of")]
    for word in mention.context:
        is_name = word[:1].isupper() and word not in own
        if is_name and gazetteer.classes.get(word, "N") not in NO_NAMES:
            run.append(word)
            continue
        while run and _is_office(run[-1], gazetteer):
            run.pop()
        if run:
            break
    while run and _is_office(run[-1], gazetteer):
        run.pop()
    found = bare(" ".join(run))
    # "Army spokesman" and "the army" are one side.
    return found.lower() if found.lower() in gazetteer.roles else found


def _is_office(word: str, gazetteer: Gazetteer) -> bool:
    """Whether a capitalised word is a rank, an office or its field ("Lt", "Officer", "Transport"), and no body."""
    lowered = word.lower()
    if lowered in gazetteer.stand_for or word in gazetteer.parties:
        return False
    return lowered in gazetteer.roles or lowered in gazetteer.titles or lowered in FIELDS


def _described(mention: Mention, gazetteer: Gazetteer) -> str:
    """A source without name or owner speaks for those that it is called: "senior diplomat"."""
    words = plain(mention.core.partition("'s ")[0]).split()
    heads = [at for at, word in enumerate(words) if word in gazetteer.roles]
    return " ".join(words[: heads[-1] + 1] if heads else words)


def plain(text: str) -> str:
    """A description without its determiner, in lower case."""
    lowered = text.lower()
    first, _, rest = lowered.partition(" ")
    return rest if rest and first in DETERMINERS else lowered
