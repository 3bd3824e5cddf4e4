"""The tables of names, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("names.toml")

Renaming = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class State:
    """A state by the names that articles use for it, and for those who speak for it."""

    name: str
    aliases: Mapping[str, str]
    people: Sequence[str]
    invented: bool

    def names(self) -> list[str]:
        """Every alias of the state itself."""
        return list(self.aliases.values())


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that `names.toml` says."""

    states: tuple[State, ...]
    pairs: tuple[tuple[str, Renaming], ...]
    protected: tuple[str, ...]
    first_names: tuple[tuple[str, str], ...]
    surnames: tuple[str, ...]
    gender: tuple[tuple[str, str], ...]


@cache
def names() -> Names:
    """The tables; names of a pair point at each other."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Names(
        states=tuple(
            State(s["name"], s["aliases"], s["people"], s.get("invented", False))
            for s in data["state"]
        ),
        pairs=tuple((entry["kind"], both_ways(entry["names"])) for entry in data["pairs"]),
        protected=tuple(data["protected"]["names"]),
        first_names=_pairs(data["first_names"]["pairs"]),
        surnames=tuple(data["surnames"]["unknown"]),
        gender=_pairs(data["gender"]["pairs"]),
    )


def both_ways(pairs: Sequence[Sequence[str]]) -> Renaming:
    """A renaming under which each name of a pair becomes the other; of two partners the first one counts."""
    renaming: dict[str, str] = {}
    for old, new in pairs:
        renaming.setdefault(old, new)
        renaming.setdefault(new, old)
    return renaming


def state_renaming(one: State, other: State) -> Renaming:
    """The swap of two states with all that speak for them, as far as both have somebody for the part."""
    pairs = [(one.aliases[part], other.aliases[part]) for part in one.aliases]
    for first, second in zip(one.people, other.people, strict=False):
        pairs += [(first, second), (first.rsplit(" ", 1)[1], second.rsplit(" ", 1)[1])]
    return both_ways(pairs)


def _pairs(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((first, second) for first, second in rows)
