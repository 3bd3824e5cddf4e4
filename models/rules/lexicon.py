"""Reads cue lexicons from TOML and refuses everything that is not plainly right.

Raises `FaultyLexiconError` naming file, line, cue and reason of every fault of a file.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Final

from models.errors import FaultyLexiconError
from models.rules.cue import Cue
from models.rules.entry import (
    BROKEN,
    EntryReader,
    called_macros,
    expand,
    expect_keys,
    is_macro_name,
)
from models.rules.source import LexiconFile, LexiconSource, Refused
from models.rules.wording import check_pattern

MACROS: Final = "macros.toml"
# Furniture has a format of its own and is read by `models.text`.
NOT_LEXICONS: Final = frozenset({MACROS, "furniture.toml"})
_NOTHING_TAKEN: Final[Mapping[str, Cue]] = MappingProxyType({})


def lexicon_files(folder: Path) -> list[Path]:
    """The lexicons of a language folder, in a fixed order."""
    return sorted(path for path in folder.glob("*.toml") if path.name not in NOT_LEXICONS)


def load_macros(folder: Path) -> dict[str, str]:
    """The macros that every lexicon of the folder may use; none when there is no such file."""
    path = folder / MACROS
    if not path.exists():
        return {}
    file = LexiconFile(LexiconSource(path, path.read_bytes()))
    macros = read_macro_file(file, {})
    _raise(file)
    return macros


def load_lexicon(
    path: Path,
    *,
    shared: Mapping[str, str],
    signals: Collection[str] | None = None,
    taken: Mapping[str, Cue] = _NOTHING_TAKEN,
) -> list[Cue]:
    """The cues of one file, with macros written out.

    Args:
        path: the file.
        shared: macros that every file may use.
        signals: the known signals; None leaves them unchecked.
        taken: the cues of other files, by id.

    Raises:
        FaultyLexiconError: something in the file is wrong.
    """
    file = LexiconFile(LexiconSource(path, path.read_bytes()))
    cues: list[Cue] = []
    if file.is_readable:
        expect_keys(file, file.content, {"language", "macros", "cue"})
        if not isinstance(file.content.get("language"), str):
            file.note("language is missing", do='Write language = "en" at the head of the file.')
        reader = EntryReader(file, read_macros(file, shared), signals)
        cues = read_cues(file, reader, taken)
    _raise(file)
    return cues


def read_macro_file(
    file: LexiconFile, shared: Mapping[str, str], *, strict: bool = False
) -> dict[str, str]:
    """The macros of a file that holds nothing else, after those that it may build on."""
    if not file.is_readable:
        return dict(shared)
    expect_keys(file, file.content, {"language", "macros"})
    return read_macros(file, shared, strict=strict)


def read_macros(
    file: LexiconFile, shared: Mapping[str, str], *, strict: bool = False
) -> dict[str, str]:
    """The shared macros and the file's own, each written out; faulty ones are noted and left out."""
    known = dict(shared)
    own = file.content.get("macros", {})
    file.leave()
    if not isinstance(own, dict):
        file.note("macros must be a table", "macros", do="Write [macros] on a line of its own.")
        return known
    in_loops = _in_loops(own)
    for name, body in own.items():
        known[name] = BROKEN
        if name in in_loops:
            file.note(
                f"macro {name!r} is part of a loop: {' -> '.join(in_loops[name])}",
                name,
                do="A macro may not call itself; write the words out in one of them.",
            )
            continue
        with suppress(Refused):
            known[name] = _read_macro(file, name, body, known, strict=strict)
    return known


def _in_loops(own: Mapping[str, object]) -> dict[str, list[str]]:
    """Each macro that calls itself, at once or by way of others, with the shortest way round."""
    calls = {
        name: [called for called in called_macros(body) if called in own]
        for name, body in own.items()
        if isinstance(body, str)
    }
    found = {}
    for name in calls:
        came_from: dict[str, str] = {}
        ahead = deque([name])
        while ahead and name not in came_from:
            here = ahead.popleft()
            for called in calls.get(here, ()):
                if called not in came_from:
                    came_from[called] = here
                    ahead.append(called)
        if name in came_from:
            found[name] = _way_back(name, came_from)
    return found


def _way_back(name: str, came_from: Mapping[str, str]) -> list[str]:
    way = [name, came_from[name]]
    while way[-1] != name:
        way.append(came_from[way[-1]])
    return way[::-1]


def _read_macro(
    file: LexiconFile, name: str, body: object, known: Mapping[str, str], *, strict: bool
) -> str:
    if not isinstance(body, str) or not is_macro_name(name):
        file.refuse(f"macro {name!r} must be a pattern with a lower-case name", name)
    written_out = f"(?:{expand(file, body, known, name)})"
    fault = check_pattern(body, written_out)
    if fault is None and strict and not body.strip():
        file.refuse(f"macro {name!r} is empty", name, do="Write the words that it stands for.")
    if fault is not None:
        file.refuse(fault.reason, name, do=fault.do, words=fault.words)
    return written_out


def read_cues(file: LexiconFile, reader: EntryReader, taken: Mapping[str, Cue]) -> list[Cue]:
    """Every usable cue of a file, each with an id of its own; faults of the others are noted."""
    entries = file.content.get("cue", [])
    file.leave()
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        file.note("cues must be written as [[cue]]", "cue", do="Write the brackets twice.")
        return []
    found: dict[str, Cue] = {}
    first: dict[str, str] = {}
    for number, entry in enumerate(entries):
        name = entry.get("id")
        name = name if isinstance(name, str) else ""
        file.enter(number, name)
        other = taken[name].origin if name in taken else first.get(name)
        first.setdefault(name, f"{file.path}:{file.line}")
        if name and other is not None:
            place = f", first at {other}" if other else ""
            file.note(f"the id is used twice{place}", "id", do="Give one of them another id.")
        cue = reader.read(entry)
        if cue is not None and other is None:
            found[cue.id] = cue
    file.leave()
    return list(found.values())


def _raise(file: LexiconFile) -> None:
    if file.faults:
        raise FaultyLexiconError(file.faults)
