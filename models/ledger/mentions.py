"""What one noun phrase says about a source: its name, its role and whom it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.ledger.gazetteer import Gazetteer, Role
    from models.ledger.phrases import Phrase
    from models.ledger.tokens import Words

LAST_NAME = re.compile(r"(?:[NR]o(?=N))?N{1,6}$|N{1,4}[Ro]D?[NR]{1,4}$|[NR]{1,7}$")
APPOSED_NAME = re.compile(r",N{1,4}(?=,|$)")
# ", a former deputy director" up to "of", "at" or the next comma; ", citing two officials" describes nobody.
APPOSITION_HEAD = re.compile(r",(?!G)[^,po.W]{1,8}")
LONGEST_NAME = 5
# "of State" and at least two words of a name: "Department of Justice" keeps its title.
TITLE_OF = 3


# Nobody changes a mention. That it is not frozen halves the time to build the dozens that an article has.
@dataclass(slots=True)
class Mention:
    """A noun phrase read for sourcing.

    `name` is the proper name it ends with ("Dmitry Peskov"), empty for "Russian officials", `whole` the same without
    an article; `is_body` tells an institution's or an outlet's name from a person's; `core` is the phrase up to its
    first preposition; `roles` are the role nouns, the head first; `pronoun` is one in lower case, or nothing; `context`
    is the phrase with its apposition.
    """

    first: int
    stop: int
    extent: int
    letters: str
    text: str
    core: str
    name: tuple[str, ...]
    whole: str
    suffix: str
    is_body: bool
    roles: tuple[Role, ...]
    role_words: tuple[str, ...]
    head: str
    pronoun: str
    context: tuple[str, ...]

    @property
    def full_name(self) -> str:
        """The name for print, with "Jr." where it belongs to it."""
        name = " ".join(self.name).replace(" .", ".")
        return f"{name} {self.suffix.capitalize()}." if self.suffix else name

    @property
    def first_name(self) -> str:
        """What tells a person from others of the surname: the first name, and "jr" with it."""
        first = self.name[0] if len(self.name) > 1 else ""
        return f"{first} {self.suffix}".strip()


def read_mention(phrase: Phrase, words: Words, gazetteer: Gazetteer) -> Mention:
    """Describe a noun phrase."""
    first, stop = phrase.first, phrase.stop
    letters = words.classes[first:stop]
    core_stop = first + _core(letters)
    own = words.words[first:core_stop]
    name = (
        _name(words.classes[first:core_stop], own, gazetteer)
        or _outlet_of_piece(own, gazetteer)
        or _apposed_name(phrase, words)
    )
    whole = bare(" ".join(name)) if name else ""
    role_words = _role_words(phrase, core_stop, words, gazetteer)
    begin, end = words.span(first, stop)
    head = words.lowered[core_stop - 1]
    return Mention(
        first=first,
        stop=stop,
        extent=phrase.extent,
        letters=letters,
        text=words.text[begin:end],
        core=words.text[begin : words.end(core_stop - 1)],
        name=name,
        whole=whole,
        suffix=_suffix(own, gazetteer) if name else "",
        is_body=_is_body(name, whole, gazetteer) if name else _heads_body(role_words, gazetteer),
        roles=tuple([gazetteer.roles[word] for word in role_words]),
        role_words=role_words,
        head=head,
        pronoun=head if letters == "P" else "",
        context=words.words[first : min(phrase.extent, stop + 25)],
    )


def _outlet_of_piece(own: tuple[str, ...], gazetteer: Gazetteer) -> tuple[str, ...]:
    """`a Herald report`: the outlet that speaks through what it printed."""
    if own[-1] not in gazetteer.pieces:
        return ()
    for first in range(len(own) - 1):
        for stop in range(len(own) - 1, first, -1):
            if " ".join(own[first:stop]) in gazetteer.outlets:
                return own[first:stop]
    return ()


def _apposed_name(phrase: Phrase, words: Words) -> tuple[str, ...]:
    """`a ministry spokeswoman, Ana Ruiz,`: the name that an apposition gives to a role."""
    if words.classes[phrase.stop - 1] not in "rR":
        return ()
    match = APPOSED_NAME.match(words.classes, phrase.stop, phrase.extent)
    return words.words[phrase.stop + 1 : match.end()] if match else ()


def _core(letters: str) -> int:
    """Where the head of a phrase ends: before "for the ministry", "with knowledge of"."""
    for at, letter in enumerate(letters):
        if letter in "po" and at and not (letter == "o" and letters[at - 1] in "NR"):
            return at
    return len(letters)


def _name(letters: str, own: tuple[str, ...], gazetteer: Gazetteer) -> tuple[str, ...]:
    """The proper name at the end of a phrase, titles in front of it left out."""
    match = LAST_NAME.search(letters) if letters[-1] in "NR" else None
    if match is None:
        return ()
    found = _unaddressed(own[match.start() :], gazetteer)
    whole = " ".join(found)
    if whole in gazetteer.outlets or whole in gazetteer.parties:
        return found
    is_role = [word.lower() in gazetteer.roles for word in found]
    if all(is_role):
        return ()
    # "Pilots Association" is a body, its first word no title.
    if any(is_role[:-1]) and found[-1] not in gazetteer.shapes:
        last_title = max(at for at, titled in enumerate(is_role[:-1]) if titled)
        return _untitled(found, last_title + 1)
    # "Bank of America" is a name, "Ana Ruiz of Oslo" is a person and a place.
    if "of" in found and gazetteer.shapes.keys().isdisjoint(found):
        return found[: found.index("of")]
    return found


def _unaddressed(found: tuple[str, ...], gazetteer: Gazetteer) -> tuple[str, ...]:
    """A name without "Mr." in front and "Jr." behind."""
    while len(found) > 1 and (found[0] == "." or found[0].lower() in gazetteer.titles):
        found = found[1:]
    while len(found) > 1 and (found[-1] == "." or found[-1].lower() in gazetteer.suffixes):
        found = found[:-1]
    return found


def _suffix(own: tuple[str, ...], gazetteer: Gazetteer) -> str:
    """`jr` of "Tom Bell Jr."."""
    return next((word for word in map(str.lower, own[-2:]) if word in gazetteer.suffixes), "")


def _untitled(found: tuple[str, ...], at: int) -> tuple[str, ...]:
    """A name without the title in front: "Dr.", "President", "Secretary of State"."""
    if found[at] == "of":
        return found[at + 2 :] if len(found) - at > TITLE_OF else found
    if found[at] == "." and len(found) - at > 1:
        return found[at + 1 :]
    return found[at:]


def _is_body(name: tuple[str, ...], whole: str, gazetteer: Gazetteer) -> bool:
    last, party = name[-1], gazetteer.parties.get(whole)
    return (
        whole in gazetteer.outlets
        or not gazetteer.shapes.keys().isdisjoint(name)
        or last in gazetteer.outlet_shapes
        or (party is not None and party.how != "people")
        or (len(name) == 1 and last.isupper())
    )


def _heads_body(role_words: tuple[str, ...], gazetteer: Gazetteer) -> bool:
    return bool(role_words) and role_words[0] in gazetteer.stand_for


def bare(name: str) -> str:
    """A name without its article."""
    return name[4:] if name[:4] in {"The ", "the "} else name


def _role_words(
    phrase: Phrase, core_stop: int, words: Words, gazetteer: Gazetteer
) -> tuple[str, ...]:
    """Role nouns: the head of the phrase first, then that of its apposition, then the rest."""
    lowered, roles, stop = words.lowered, gazetteer.roles, phrase.stop
    ordered = lowered[phrase.first : core_stop][::-1]
    if core_stop < stop:
        ordered += lowered[core_stop:stop][::-1]
    if stop < phrase.extent:
        beside = APPOSITION_HEAD.match(words.classes, stop, phrase.extent)
        ordered += lowered[stop : beside.end()][::-1] if beside else ()
    return tuple([word for word in ordered if word in roles])


def party_names(words: tuple[str, ...], gazetteer: Gazetteer) -> list[str]:
    """The names of parties that stand in a phrase, longest first."""
    if gazetteer.party_heads.isdisjoint(words):
        return []
    found = []
    for at, word in enumerate(words):
        if word in gazetteer.party_heads:
            sizes = range(min(LONGEST_NAME, len(words) - at), 0, -1)
            names = (" ".join(words[at : at + size]) for size in sizes)
            found += [name for name in names if name in gazetteer.parties]
    return sorted(found, key=len, reverse=True)
