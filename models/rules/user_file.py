"""Reads one file of a newsroom's own lexicons: its head, and cues in a namespace of their own."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final, Literal

from models.rules.cue import Cue
from models.rules.entry import CUE_KEYS, EntryReader, expect_keys, near_names
from models.rules.lexicon import read_cues, read_macros
from models.rules.source import LexiconFile, Refused

CueMode = Literal["live", "shadow"]

LANGUAGE: Final = "en"
# Evidence names its cue: one look has to tell whether the bundle or the newsroom found it.
NAMESPACE: Final = "user."
# A file that says nothing may have been dropped by mistake: it must not move a score.
DEFAULT_MODE: Final[CueMode] = "shadow"
# What the judge takes an unmeasured cue for: a toss of a coin.
DEFAULT_CONFIDENCE: Final = 0.5

_MODES: Final[Mapping[str, CueMode]] = {"live": "live", "shadow": "shadow"}
_ID: Final = re.compile(r"user\.[a-z0-9][a-z0-9._-]{0,79}")
_HEAD_KEYS: Final = frozenset({"language", "mode", "confidence", "macros", "cue"})
_KEYS: Final = CUE_KEYS | {"confidence"}


@dataclass(frozen=True, slots=True)
class Ground:
    """What a bundle gives to the newsroom's lexicons: macros, ids that are taken, the least confidence.

    `signals` are those that cues show, `structural` those that only the structure of an article does.
    """

    signals: Collection[str]
    structural: Collection[str]
    macros: Mapping[str, str]
    taken: Mapping[str, Cue]
    floor: float


class UserEntryReader(EntryReader):
    """Reads cues that must bear the newsroom's namespace and may state a confidence."""

    def __init__(self, file: LexiconFile, macros: Mapping[str, str], ground: Ground) -> None:
        super().__init__(file, macros, ground.signals, keys=_KEYS, strict=True)
        self._at = file
        self._floor = ground.floor
        self._structural = ground.structural

    def read(self, entry: Mapping[str, object]) -> Cue | None:
        """The cue of a table; None where a fault makes it unusable."""
        is_welcome = self._is_welcome(entry.get("id"))
        cue = super().read(entry)
        if cue is None or cue.confidence is None or cue.confidence >= self._floor:
            return cue if is_welcome else None
        self._at.note(
            _too_low(cue.confidence, self._floor), "confidence", do="Raise it or leave it out."
        )
        return None

    def check_signal(self, signal: str) -> None:
        """Note a signal that no cue can show."""
        if signal not in self._structural:
            super().check_signal(signal)
            return
        self._at.note(
            f"the signal {signal!r} is read from the structure of an article, never from a wording",
            "signal",
            do="Choose another; `caveat signals` lists them.",
        )

    def _is_welcome(self, name: object) -> bool:
        if not name:
            return True
        if isinstance(name, str) and _ID.fullmatch(name):
            return True
        kept = re.sub(r"[^a-z0-9._-]+", "-", str(name).lower())[:40].strip(".-")
        example = kept if kept.startswith(NAMESPACE) else f"{NAMESPACE}{kept or 'name'}"
        self._at.note(
            f"the id must begin with {NAMESPACE!r} and go on with at most 80 of a-z, 0-9, '.', '-' and '_'",
            "id",
            do=f'Write id = "{example}".',
        )
        return False


def _too_low(confidence: float, floor: float) -> str:
    """Why a confidence is refused."""
    return f"the confidence {confidence:g} is below {floor:g}, where the bundle drops a cue"


def read_user_file(
    file: LexiconFile, shared: Mapping[str, str], taken: Mapping[str, Cue], ground: Ground
) -> tuple[CueMode, list[Cue]]:
    """The mode of a file and every usable cue in it; faults are noted."""
    if not file.is_readable:
        return DEFAULT_MODE, []
    expect_keys(file, file.content, _HEAD_KEYS)
    _check_language(file)
    mode, trusted = _mode(file), _confidence(file, ground.floor)
    macros = read_macros(file, shared, strict=True)
    # A macro that failed is told first: its file may hold cues once it is mended.
    if not file.content.get("cue", file.faults):
        file.note(
            "the file has no cue",
            do="Write one under [[cue]], or take the file out of the folder.",
        )
    cues = read_cues(file, UserEntryReader(file, macros, ground), taken)
    return mode, [c if c.confidence is not None else replace(c, confidence=trusted) for c in cues]


def _check_language(file: LexiconFile) -> None:
    language = file.content.get("language")
    if language is None:
        file.note(
            "language is missing", do=f'Write language = "{LANGUAGE}" at the head of the file.'
        )
    elif language != LANGUAGE:
        file.note(
            f"the language {language!r} is not read",
            "language",
            do=f'Only "{LANGUAGE}" is, so far; take the file out of the folder.',
        )


def _mode(file: LexiconFile) -> CueMode:
    written = file.content.get("mode", DEFAULT_MODE)
    if isinstance(written, str) and written in _MODES:
        return _MODES[written]
    meant = near_names(written, _MODES) if isinstance(written, str) else ""
    file.note(f"mode must be one of {', '.join(_MODES)}", "mode", do=meant)
    return DEFAULT_MODE


def _confidence(file: LexiconFile, floor: float) -> float | None:
    written = file.content.get("confidence")
    if written is None:
        return None
    with suppress(Refused):
        if (
            isinstance(written, bool)
            or not isinstance(written, int | float)
            or not 0 <= written <= 1
        ):
            file.refuse("confidence must be a number from 0 to 1", "confidence")
        if written < floor:
            file.refuse(_too_low(written, floor), "confidence", do="Raise it or leave it out.")
        return float(written)
    return None
