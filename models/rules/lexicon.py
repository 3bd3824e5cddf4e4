"""Reads cue lexicons from TOML and refuses everything that is not plainly right.

Raises `LexiconError` naming file, line, cue and reason.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import fields
from pathlib import Path
from typing import NoReturn, get_args

from models.errors import LexiconError
from models.rules.cue import Cue, FieldRule, Scope, VoiceRule
from models.rules.pattern import PatternError, compile_pattern

MACROS = "macros.toml"
# Furniture has a format of its own and is read by `models.text`.
NOT_LEXICONS = frozenset({MACROS, "furniture.toml"})

_MACRO = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_HEADER = re.compile(r"^\s*\[\[\s*cue\s*\]\]")
_CHOICES = {"scope": get_args(Scope), "voice": get_args(VoiceRule), "field": get_args(FieldRule)}
_TEXTS = frozenset({"id", "signal", "pattern"})
_FLAGS = frozenset({"case_sensitive", "negatable"})
_PATTERN_LISTS = frozenset({"unless", "unless_near", "near", "near_neighbour"})
_EXAMPLES = ("positive", "negative")
_KEYS = frozenset(entry.name for entry in fields(Cue))


def lexicon_files(folder: Path) -> list[Path]:
    """The lexicons of a language folder, in a fixed order."""
    return sorted(path for path in folder.glob("*.toml") if path.name not in NOT_LEXICONS)


def load_macros(folder: Path) -> dict[str, str]:
    """The macros that every lexicon of the folder may use; none when there is no such file."""
    path = folder / MACROS
    if not path.exists():
        return {}
    reader = _Reader(path, signals=None, shared={})
    reader.expect_keys(reader.content, {"language", "macros"})
    return reader.macros()


def load_lexicon(
    path: Path,
    *,
    shared: Mapping[str, str],
    signals: Collection[str] | None = None,
    taken: Collection[str] = (),
) -> list[Cue]:
    """The cues of one file, with macros written out.

    Args:
        path: the file.
        shared: macros that every file may use.
        signals: the known signals; None leaves them unchecked.
        taken: ids of cues in other files.

    Raises:
        LexiconError: something in the file is wrong.
    """
    return _Reader(path, signals=signals, shared=shared).cues(taken)


class _Reader:
    """Reads one file and knows on which line each cue stands."""

    def __init__(
        self, path: Path, *, signals: Collection[str] | None, shared: Mapping[str, str]
    ) -> None:
        self.path = path
        self._signals = signals
        self._shared = shared
        text = path.read_text(encoding="utf-8")
        self._lines = text.splitlines()
        self._headers = [n for n, line in enumerate(self._lines, 1) if _HEADER.match(line)]
        self._line, self._cue = 1, ""
        self.content = self._parse(text)

    def refuse(self, reason: str, key: str = "") -> NoReturn:
        """Stop with the place and the reason."""
        cue = f" cue {self._cue!r}:" if self._cue else ""
        raise LexiconError(f"{self.path}:{self._line_of(key)}:{cue} {reason}")

    def expect_keys(self, table: Mapping[str, object], allowed: Collection[str]) -> None:
        """Refuse a key that nobody reads: a typo must not switch a condition off."""
        for key in table:
            if key not in allowed:
                self.refuse(f"unknown key {key!r}", key)

    def macros(self) -> dict[str, str]:
        """The shared macros and the file's own, each written out."""
        own = self.content.get("macros", {})
        if not isinstance(own, dict):
            self.refuse("macros must be a table", "macros")
        known = dict(self._shared)
        for name, body in own.items():
            self._cue = ""
            if not isinstance(body, str) or not _MACRO.fullmatch(f"{{{name}}}"):
                self.refuse(f"macro {name!r} must be a pattern with a lower-case name", name)
            known[name] = f"(?:{self._expand(body, known, name)})"
            self._compiled(known[name], name)
        return known

    def cues(self, taken: Collection[str]) -> list[Cue]:
        """Every cue of the file, each with an id of its own."""
        self.expect_keys(self.content, {"language", "macros", "cue"})
        if not isinstance(self.content.get("language"), str):
            self.refuse("language is missing")
        macros = self.macros()
        entries = self.content.get("cue", [])
        if not isinstance(entries, list):
            self.refuse("cues must be written as [[cue]]", "cue")
        found: dict[str, Cue] = {}
        for number, entry in enumerate(entries):
            cue = self._read(number, entry, macros)
            if cue.id in found or cue.id in taken:
                self.refuse("the id is used twice", "id")
            found[cue.id] = cue
        return list(found.values())

    def _read(self, number: int, entry: dict[str, object], macros: Mapping[str, str]) -> Cue:
        self._line = self._headers[number] if number < len(self._headers) else 1
        self._cue = str(entry.get("id", ""))
        self.expect_keys(entry, _KEYS)
        self._check_required(entry)
        values = {key: self._value(key, value, macros) for key, value in entry.items()}
        cue = Cue(**values)  # type: ignore[arg-type]  # every value was checked by its key
        self._compiled(cue.pattern, "pattern", case_sensitive=cue.case_sensitive)
        return cue

    def _check_required(self, entry: Mapping[str, object]) -> None:
        for key in (*sorted(_TEXTS), *_EXAMPLES):
            if not entry.get(key):
                self.refuse(f"{key} is missing")
        if self._signals is not None and entry["signal"] not in self._signals:
            self.refuse(f"unknown signal {entry['signal']!r}", "signal")

    def _value(self, key: str, value: object, macros: Mapping[str, str]) -> object:
        if key in _CHOICES:
            return self._choice(key, value)
        if key in _FLAGS:
            return value if isinstance(value, bool) else self.refuse("must be true or false", key)
        if key in _TEXTS:
            return self._text(key, value, macros)
        if key == "attributes":
            return self._attributes(value)
        if key == "attributes_near":
            return self._attributes_near(value, macros)
        return self._list(key, value, macros)

    def _text(self, key: str, value: object, macros: Mapping[str, str]) -> str:
        if not isinstance(value, str):
            self.refuse(f"{key} must be a text", key)
        return self._expand(value, macros, key) if key == "pattern" else value

    def _list(self, key: str, value: object, macros: Mapping[str, str]) -> tuple[str, ...]:
        texts = self._texts(key, value)
        if key not in _PATTERN_LISTS:
            return texts
        return tuple(self._compiled(self._expand(text, macros, key), key) for text in texts)

    def _choice(self, key: str, value: object) -> object:
        if value not in _CHOICES[key]:
            self.refuse(f"{key} must be one of {', '.join(_CHOICES[key])}", key)
        return value

    def _texts(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(text, str) and text for text in value):
            self.refuse(f"{key} must be a list of texts", key)
        return tuple(value)

    def _attributes(self, value: object) -> dict[str, object]:
        if not isinstance(value, dict) or not all(
            isinstance(item, bool | int | str) for item in value.values()
        ):
            self.refuse("attributes must be true, false, numbers or texts", "attributes")
        return value

    def _attributes_near(
        self, value: object, macros: Mapping[str, str]
    ) -> dict[str, tuple[str, ...]]:
        key = "attributes_near"
        if not isinstance(value, dict):
            self.refuse("attributes_near must be a table of pattern lists", key)
        return {
            name: tuple(
                self._compiled(self._expand(text, macros, key), key)
                for text in self._texts(key, patterns)
            )
            for name, patterns in value.items()
        }

    def _expand(self, pattern: str, macros: Mapping[str, str], key: str) -> str:
        def body(match: re.Match[str]) -> str:
            if match[1] not in macros:
                self.refuse(f"unknown macro {match[0]}", key)
            return macros[match[1]]

        return _MACRO.sub(body, pattern)

    def _compiled(self, pattern: str, key: str, *, case_sensitive: bool = False) -> str:
        try:
            compile_pattern(pattern, case_sensitive=case_sensitive)
        except PatternError as error:
            self.refuse(f"bad pattern: {error}", key)
        return pattern

    def _parse(self, text: str) -> dict[str, object]:
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"at line (\d+)", str(error))
            self._line = int(place[1]) if place else len(self._lines)
            self.refuse(f"not valid TOML: {error}")

    def _line_of(self, key: str) -> int:
        """The line of a key inside the current cue, else the line on which the cue begins."""
        if not key:
            return self._line
        following = [header for header in self._headers if header > self._line]
        last = following[0] - 1 if following else len(self._lines)
        wanted = re.compile(rf"\s*\[?{re.escape(key)}\b")
        for number in range(self._line, last + 1):
            if wanted.match(self._lines[number - 1]):
                return number
        return self._line
