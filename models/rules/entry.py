"""Reads one `[[cue]]` table: every value is checked by its key, and every fault is told."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import fields
from difflib import get_close_matches
from typing import Final, get_args

from models.rules.cue import Cue, FieldRule, Scope, VoiceRule
from models.rules.source import LexiconFile, Refused
from models.rules.wording import MOST_CHARACTERS, check_pattern

_MACRO: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_CHOICES: Final = {
    "scope": get_args(Scope),
    "voice": get_args(VoiceRule),
    "field": get_args(FieldRule),
}
_REQUIRED: Final = ("id", "pattern", "signal")
_FLAGS: Final = frozenset({"case_sensitive", "negatable"})
_PATTERN_LISTS: Final = frozenset({"unless", "unless_near", "near", "near_neighbour"})
_EXAMPLES: Final = ("positive", "negative")
# Only cues that nobody has measured state a confidence, and nobody writes an origin.
CUE_KEYS: Final = frozenset(field.name for field in fields(Cue)) - {"origin", "confidence"}

# Stands for a macro whose own fault has been noted: what uses it is given up without another.
BROKEN: Final = ""


def near_names(name: str, known: Collection[str], most: int = 1) -> str:
    """A question with the known names that a wrong one may have meant; empty where none is near."""
    close = get_close_matches(name, sorted(known), most, cutoff=0.5)
    return f"Did you mean {' or '.join(close)}?" if close else ""


def expect_keys(file: LexiconFile, table: Mapping[str, object], allowed: Collection[str]) -> None:
    """Note each key that nobody reads: a typo must not switch a condition off."""
    for key in table:
        if key not in allowed:
            file.note(
                f"unknown key {key!r}",
                key,
                do=near_names(key, allowed) or f"Known are {', '.join(sorted(allowed))}.",
            )


def expand(file: LexiconFile, pattern: str, macros: Mapping[str, str], key: str) -> str:
    """A pattern with its macros written out."""
    length = len(pattern)
    for found in _MACRO.finditer(pattern):
        if macros.get(found[1]) == BROKEN:
            raise Refused
        if found[1] not in macros:
            file.refuse(
                f"unknown macro {found[0]}",
                key,
                do=near_names(found[1], macros)
                or r"Define it under [macros], or write \{ for a bracket.",
                words=found[0],
            )
        length += len(macros[found[1]])
    if length > MOST_CHARACTERS:
        file.refuse(
            f"with its macros written out the pattern has more than {MOST_CHARACTERS:,} characters",
            key,
            do="Use fewer or shorter macros.",
        )
    return _MACRO.sub(lambda found: macros[found[1]], pattern)


def called_macros(pattern: str) -> list[str]:
    """The names of the macros that a pattern calls."""
    return [found[1] for found in _MACRO.finditer(pattern)]


def is_macro_name(name: str) -> bool:
    """Whether patterns can call a macro by this name."""
    return _MACRO.fullmatch(f"{{{name}}}") is not None


class EntryReader:
    """Reads the cues of one file.

    Args:
        file: where they stand.
        macros: all that their patterns may use.
        signals: the known signals; None leaves them unchecked.
        keys: what a cue may hold.
        strict: whether to refuse also what would only be useless or slow.
    """

    def __init__(
        self,
        file: LexiconFile,
        macros: Mapping[str, str],
        signals: Collection[str] | None,
        *,
        keys: Collection[str] = CUE_KEYS,
        strict: bool = False,
    ) -> None:
        self._file = file
        self._macros = macros
        self._signals = signals
        self._keys = keys
        self._strict = strict

    def read(self, entry: Mapping[str, object]) -> Cue | None:
        """The cue of a table; None where a fault makes it unusable."""
        file = self._file
        before = _count(file)
        expect_keys(file, entry, self._keys)
        self._check_required(entry)
        values: dict[str, object] = {}
        try:
            # Each key on its own, so that the fault of one does not hide those of others.
            wanted = [key for key in entry if key in self._keys]
            for key in wanted:
                with suppress(Refused):
                    values[key] = self._value(key, entry[key])
            self._check_pattern(entry, values)
        except Refused:
            return None
        if _count(file) > before or len(values) < len(wanted):
            return None
        origin = f"{file.path}:{file.line}"
        return Cue(**values, origin=origin)  # type: ignore[arg-type]  # every value was checked by its key

    def check_signal(self, signal: str) -> None:
        """Note a signal that no cue can show."""
        if self._signals is not None and signal not in self._signals:
            known = f"Known are {', '.join(sorted(self._signals))}."
            meant = near_names(signal, self._signals, 3)
            self._file.note(f"unknown signal {signal!r}", "signal", do=meant or known)

    def _check_required(self, entry: Mapping[str, object]) -> None:
        file = self._file
        for key in _REQUIRED:
            if not entry.get(key):
                file.note(f"{key} is missing", do=f'Write {key} = "...".')
        for key in _EXAMPLES:
            if not entry.get(key):
                does = "must" if key == "positive" else "must not"
                file.note_example(
                    f"{key} is missing",
                    "",
                    do=f"Give at least one invented sentence that {does} give a hit.",
                )
        if isinstance(signal := entry.get("signal"), str) and signal:
            self.check_signal(signal)

    def _check_pattern(self, entry: Mapping[str, object], values: Mapping[str, object]) -> None:
        """Once the other keys are read: case belongs to the pattern."""
        if values.get("pattern"):
            written, pattern = str(entry["pattern"]), str(values["pattern"])
            is_sensitive = values.get("case_sensitive") is True
            self._compiled(written, pattern, "pattern", case_sensitive=is_sensitive)

    def _value(self, key: str, value: object) -> object:
        if key in _CHOICES:
            return self._choice(key, value)
        if key in _FLAGS:
            return self._flag(key, value)
        if key in _REQUIRED:
            return self._text(key, value)
        if key in _PATTERN_LISTS:
            return self._patterns(key, value)
        if key in _EXAMPLES:
            return self._texts(key, value) if value else ()
        return {
            "confidence": self._confidence,
            "attributes": self._attributes,
            "attributes_near": self._attributes_near,
        }[key](value)

    def _flag(self, key: str, value: object) -> bool:
        if not isinstance(value, bool):
            self._file.refuse("must be true or false", key)
        return value

    def _text(self, key: str, value: object) -> str:
        if not isinstance(value, str):
            self._file.refuse(f"{key} must be a text", key)
        return expand(self._file, value, self._macros, key) if key == "pattern" else value

    def _choice(self, key: str, value: object) -> object:
        if value not in _CHOICES[key]:
            self._file.refuse(f"{key} must be one of {', '.join(_CHOICES[key])}", key)
        return value

    def _confidence(self, value: object) -> float:
        # A truth value is a number to Python; nobody means 1.0 by `true`.
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            self._file.refuse("confidence must be a number from 0 to 1", "confidence")
        return float(value)

    def _texts(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(text, str) and text for text in value):
            self._file.refuse(f"{key} must be a list of texts", key, do='Write ["...", "..."].')
        return tuple(value)

    def _patterns(self, key: str, value: object) -> tuple[str, ...]:
        read: list[str] = []
        texts = self._texts(key, value)
        for text in texts:
            with suppress(Refused):
                pattern = expand(self._file, text, self._macros, key)
                read.append(self._compiled(text, pattern, key))
        if len(read) < len(texts):
            raise Refused
        return tuple(read)

    def _attributes(self, value: object) -> dict[str, object]:
        if not isinstance(value, dict) or not all(
            isinstance(item, bool | int | str) for item in value.values()
        ):
            self._file.refuse("attributes must be true, false, numbers or texts", "attributes")
        return value

    def _attributes_near(self, value: object) -> dict[str, tuple[str, ...]]:
        key = "attributes_near"
        if not isinstance(value, dict):
            self._file.refuse("attributes_near must be a table of pattern lists", key)
        return {name: self._patterns(key, patterns) for name, patterns in value.items()}

    def _compiled(
        self, written: str, pattern: str, key: str, *, case_sensitive: bool = False
    ) -> str:
        fault = check_pattern(written, pattern, case_sensitive=case_sensitive, strict=self._strict)
        if fault is not None:
            self._file.refuse(fault.reason, key, do=fault.do, words=fault.words)
        return pattern


def _count(file: LexiconFile) -> int:
    """The faults so far that make a cue unusable."""
    return sum(not fault.in_examples for fault in file.faults)
