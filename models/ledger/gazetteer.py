"""The gazetteer: what words and names mean for sourcing, read from a bundle's TOML files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from models.errors import BundleError
from models.ledger.inflection import plural, verb_forms
from models.ledger.letters import Spellings
from models.ledger.lore import ClaimLore, load_claim_lore
from models.ledger.wordings import WordTable, load_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.contract import Act
    from models.ledger.entries import Kind

Complement = Literal["clause", "sentence", "that", "object"]
Table = dict[str, object]

SIDE_FILES = ("institutions.toml", "states.toml")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying: what it does to the statement and how the statement is joined to it."""

    act: Act
    complement: Complement
    inverts: bool
    belief: bool
    document: bool
    stance: bool


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for a kind of source; `named` when it names a body or an office even in lower case."""

    kind: Kind
    named: bool
    plural: bool


@dataclass(frozen=True, slots=True)
class Party:
    """A name that speaks for a side: `how` tells whether it is a place, a demonym, a person or a body."""

    side: str
    how: Literal["places", "demonyms", "people", "bodies"]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Every list that the ledger reads with; keys of `classes` are exact spellings, the rest as said.

    `spellings` remembers what each word of a text is, those that no list knows included; `doubtful` verbs may be nouns
    or state a mere wish.
    """

    classes: dict[str, str]
    spellings: Spellings
    verbs: dict[str, Verb]
    roles: dict[str, Role]
    doubtful: frozenset[str]
    addressed: frozenset[str]
    nominal: frozenset[str]
    charges: frozenset[str]
    some: frozenset[str]
    bases: frozenset[str]
    parties: dict[str, Party]
    party_heads: frozenset[str]
    outlets: frozenset[str]
    outlet_heads: frozenset[str]
    outlet_shapes: frozenset[str]
    shapes: dict[str, str]
    stand_for: dict[str, frozenset[str]]
    genders: dict[str, str]
    given: dict[str, str]
    weights: dict[str, float]
    pairs: dict[tuple[str, ...], Kind]
    neutral: dict[str, Kind]
    titles: frozenset[str]
    suffixes: frozenset[str]
    documents: frozenset[str]
    introduced: frozenset[str]
    pieces: frozenset[str]
    claims: ClaimLore
    wordings: WordTable


def load_gazetteer(folder: Path) -> Gazetteer:
    """Read the gazetteer's files; raises BundleError when one is missing or malformed."""
    try:
        return _gazetteer(folder)
    except KeyError as error:
        raise BundleError(f"{folder.name}: {error} is missing") from error


def _gazetteer(folder: Path) -> Gazetteer:
    words, identity = _read(folder / "words.toml"), _read(folder / "identity.toml")
    outlets, roles = _read(folder / "outlets.toml"), _read(folder / "roles.toml")
    verbs, anaphora = _verbs(_read(folder / "verbs.toml")), _read(folder / "anaphora.toml")
    names = _read(folder / "names.toml")
    kinds = _read(folder / "kinds.toml")
    conduits = _read(folder / "conduits.toml")
    known_roles = dict(_roles(roles))
    parties = dict(_parties(_read(folder / name) for name in SIDE_FILES))
    classes = _classes(words, verbs, known_roles)
    return Gazetteer(
        classes=classes,
        spellings=Spellings(classes),
        verbs={form: verb for form, (verb, _) in verbs.items()},
        roles=known_roles,
        doubtful=frozenset(_strings(cast("Table", words["ambiguous"]), "words")).union(
            form for form, (verb, _) in verbs.items() if verb.stance
        ),
        addressed=frozenset(_strings(cast("Table", words["recipient"]), "words")),
        nominal=frozenset(_strings(cast("Table", words["nominal"]), "words")),
        charges=frozenset(_strings(cast("Table", words["nominal"]), "charges")),
        some=frozenset(_strings(cast("Table", words["quantity"]), "words")),
        bases=frozenset(form for form, (_, base) in verbs.items() if base == form),
        parties=parties,
        party_heads=frozenset(name.partition(" ")[0] for name in parties),
        outlets=frozenset(_strings(outlets, "names")),
        outlet_heads=frozenset(name.partition(" ")[0] for name in _strings(outlets, "names")),
        outlet_shapes=frozenset(_strings(outlets, "shapes")),
        shapes={word: kind for kind in identity for word in _strings(identity, kind)},
        stand_for=_by_word(cast("Table", anaphora["stand_for"])),
        genders={
            word: pronoun
            for pronoun in ("he", "she")
            for word in _strings(cast("Table", anaphora["gender"]), pronoun)
        },
        given={name: pronoun for pronoun in ("he", "she") for name in _strings(names, pronoun)},
        weights=cast("dict[str, float]", kinds["weights"]),
        pairs={
            tuple(pair.split()): kind
            for pair, kind in _kinds_by_word(cast("Table", kinds["pairs"])).items()
        },
        neutral=_kinds_by_word(cast("Table", kinds["neutral"])),
        titles=frozenset(_strings(cast("Table", anaphora["address"]), "before")),
        suffixes=frozenset(_strings(cast("Table", anaphora["address"]), "after")),
        documents=frozenset(_strings(cast("Table", conduits["documents"]), "always")),
        introduced=frozenset(_strings(cast("Table", conduits["documents"]), "introduced")),
        pieces=frozenset(_strings(cast("Table", conduits["pieces"]), "words")),
        claims=load_claim_lore(folder),
        wordings=load_words(folder / "synonyms.toml"),
    )


def _read(path: Path) -> Table:
    try:
        return cast("Table", tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BundleError(f"{path.name}: {error}") from error


def _strings(table: Table, key: str) -> list[str]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise BundleError(f"{key} is not a list of strings")
    return values


def _by_word(table: Table) -> dict[str, frozenset[str]]:
    """Every word of a table of lists with the lists that hold it."""
    found: dict[str, frozenset[str]] = {}
    for key in table:
        for word in _strings(table, key):
            found[word] = found.get(word, frozenset()) | {key}
    return found


def _kinds_by_word(table: Table) -> dict[str, Kind]:
    return {word: cast("Kind", kind) for kind in table for word in _strings(table, kind)}


def _tables(table: Table, key: str) -> list[Table]:
    return cast("list[Table]", table.get(key, []))


def _verbs(table: Table) -> dict[str, tuple[Verb, str]]:
    """Each form with its verb and base form; the first group that lists a form decides."""
    found: dict[str, tuple[Verb, str]] = {}
    for group in _tables(table, "group"):
        verb = Verb(
            act=cast("Act", group["act"]),
            complement=cast("Complement", group["complement"]),
            inverts=bool(group["inverts"]),
            belief=bool(group.get("belief")),
            document=group.get("subject") == "document",
            stance=bool(group.get("stance")),
        )
        for entry in _strings(group, "words"):
            forms = verb_forms(entry)
            for form in forms:
                found.setdefault(form, (verb, forms[0]))
    return found


def _roles(table: Table) -> Iterator[tuple[str, Role]]:
    for kind, lists in table.items():
        for key in ("unnamed", "institution"):
            for entry in _strings(cast("Table", lists), key):
                one, _, many = entry.partition("/")
                named = key == "institution"
                yield one, Role(cast("Kind", kind), named, plural=False)
                yield many or plural(one), Role(cast("Kind", kind), named, plural=True)


def _classes(
    words: Table, verbs: dict[str, tuple[Verb, str]], roles: dict[str, Role]
) -> dict[str, str]:
    """One letter a spelling. Closed classes win over verbs, verbs over nouns."""
    closed = cast("Table", words["classes"])
    nominal = _strings(cast("Table", words["nominal"]), "words")
    classes = dict.fromkeys([*nominal, *map(str.capitalize, nominal)], "Q")
    for role in roles:
        classes.setdefault(role, "r")
        classes.setdefault(role.capitalize(), "R")
    for form in verbs:
        classes[form] = "G" if form.endswith("ing") else "V"
    for letter in closed:
        for word in _strings(closed, letter):
            if not (letter == "v" and word in verbs):
                classes[word] = letter
                classes[word.capitalize()] = letter
    return classes


def _parties(tables: Iterable[Table]) -> Iterator[tuple[str, Party]]:
    for table in tables:
        for side in _tables(table, "side"):
            for how in ("places", "demonyms", "people", "bodies"):
                for name in _strings(side, how):
                    yield (
                        name,
                        Party(str(side["name"]), how, cast("Kind", side.get("kind", "official"))),
                    )
