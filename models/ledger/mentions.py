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
# ", a former deputy director" up to "of", "at" or the next comma.
APPOSITION_HEAD = re.compile(r",[^,po.W]{1,8}")
LONGEST_NAME = 5
# "of State" and at least two words of a name: "Department of Justice" keeps its title.
TITLE_OF = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase read for sourcing.

    `name` is the proper name it ends with ("Dmitry Peskov"), empty for "Russian officials", `whole` the same without
    an article; `is_body` tells an institution's or an outlet's name from a person's; `core` is the phrase up to its
    first preposition; `roles` are the role nouns, the head first; `context` is the phrase with its apposition.
    """

    first: int
    stop: int
    extent: int
    letters: str
    text: str
    core: str
    name: tuple[str, ...]
    whole: str
    is_body: bool
    roles: tuple[Role, ...]
    role_words: tuple[str, ...]
    head: str
    context: tuple[str, ...]

    @property
    def pronoun(self) -> str:
        """The pronoun in lower case, or nothing."""
        return self.head if self.letters == "P" else ""


def read_mention(phrase: Phrase, words: Words, gazetteer: Gazetteer) -> Mention:
    """Describe a noun phrase."""
    letters = words.classes[phrase.first : phrase.stop]
    own = words.words[phrase.first : phrase.stop]
    core_stop = _core(letters)
    name = _name(letters[:core_stop], own[:core_stop], gazetteer) or _apposed_name(phrase, words)
    whole = bare(" ".join(name))
    context = tuple(words.words[phrase.first : min(phrase.extent, phrase.stop + 25)])
    beside = APPOSITION_HEAD.match(words.classes, phrase.stop, max(phrase.extent, phrase.stop))
    role_words = _role_words(
        phrase, core_stop, beside.end() if beside else phrase.stop, words, gazetteer
    )
    return Mention(
        first=phrase.first,
        stop=phrase.stop,
        extent=phrase.extent,
        letters=letters,
        text=words.text[slice(*words.span(phrase.first, phrase.stop))],
        core=words.text[slice(*words.span(phrase.first, phrase.first + core_stop))],
        name=name,
        whole=whole,
        is_body=_is_body(name, whole, gazetteer),
        roles=tuple(gazetteer.roles[word] for word in role_words),
        role_words=role_words,
        head=words.lowered[phrase.first + core_stop - 1],
        context=context,
    )


def _apposed_name(phrase: Phrase, words: Words) -> tuple[str, ...]:
    """`a ministry spokeswoman, Ana Ruiz,`: the name that an apposition gives to a role."""
    if words.classes[phrase.stop - 1] not in "rR":
        return ()
    match = APPOSED_NAME.match(words.classes, phrase.stop, phrase.extent)
    return tuple(words.words[phrase.stop + 1 : match.end()]) if match else ()


def _core(letters: str) -> int:
    """Where the head of a phrase ends: before "for the ministry", "with knowledge of"."""
    for at, letter in enumerate(letters):
        if at and letter in "po" and not (letter == "o" and letters[at - 1] in "NR"):
            return at
    return len(letters)


def _name(letters: str, own: list[str], gazetteer: Gazetteer) -> tuple[str, ...]:
    """The proper name at the end of a phrase, titles in front of it left out."""
    match = LAST_NAME.search(letters)
    if match is None:
        return ()
    found = own[match.start() :]
    if " ".join(found) in gazetteer.outlets or " ".join(found) in gazetteer.parties:
        return tuple(found)
    if all(word.lower() in gazetteer.roles for word in found):
        return ()
    titles = [at for at, word in enumerate(found[:-1]) if word.lower() in gazetteer.roles]
    if titles:
        return tuple(_untitled(found, titles[-1] + 1))
    # "Bank of America" is a name, "Ana Ruiz of Oslo" is a person and a place.
    if "of" in found and gazetteer.shapes.keys().isdisjoint(found):
        return tuple(found[: found.index("of")])
    return tuple(found)


def _untitled(found: list[str], at: int) -> list[str]:
    """A name without the title in front: "Dr.", "President", "Secretary of State"."""
    if found[at] == "of":
        return found[at + 2 :] if len(found) - at > TITLE_OF else found
    if found[at] == "." and len(found) - at > 1:
        return found[at + 1 :]
    return found[at:]


def _is_body(name: tuple[str, ...], whole: str, gazetteer: Gazetteer) -> bool:
    if not name:
        return False
    last, party = name[-1], gazetteer.parties.get(whole)
    return (
        whole in gazetteer.outlets
        or not gazetteer.shapes.keys().isdisjoint(name)
        or last in gazetteer.outlet_shapes
        or (party is not None and party.how != "people")
        or (len(name) == 1 and last.isupper())
    )


def bare(name: str) -> str:
    """A name without its article."""
    return name[4:] if name[:4] in {"The ", "the "} else name


def _role_words(
    phrase: Phrase, core_stop: int, beside: int, words: Words, gazetteer: Gazetteer
) -> tuple[str, ...]:
    """Role nouns: the head of the phrase first, then that of its apposition, then the rest."""
    core = phrase.first + core_stop
    lowered, roles = words.lowered, gazetteer.roles
    ordered = (
        *reversed(lowered[phrase.first : core]),
        *reversed(lowered[core : phrase.stop]),
        *reversed(lowered[phrase.stop : beside]),
    )
    return tuple([word for word in ordered if word in roles])


def party_names(words: tuple[str, ...], gazetteer: Gazetteer) -> list[str]:
    """The names of parties that stand in a phrase, longest first."""
    found = []
    for at, word in enumerate(words):
        if word in gazetteer.party_heads:
            sizes = range(min(LONGEST_NAME, len(words) - at), 0, -1)
            names = (" ".join(words[at : at + size]) for size in sizes)
            found += [name for name in names if name in gazetteer.parties]
    return sorted(found, key=len, reverse=True)
