"""Lexicons of the newsroom's own: a folder of files beside the bundle, checked as a whole, live or in shadow.

Nothing is repaired and nothing is skipped: a set with a fault is refused with all its faults, so that what runs is
always a set that somebody wrote.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from models.errors import LexiconFault, UserLexiconError
from models.rules.cue import Cue
from models.rules.examples import ExampleResult, run_examples
from models.rules.lexicon import MACROS, read_macro_file
from models.rules.pattern import PatternError, compile_any
from models.rules.ruleset import Ruleset
from models.rules.source import MOST_BYTES, LexiconFile, LexiconSource
from models.rules.user_file import (
    DEFAULT_CONFIDENCE,
    DEFAULT_MODE,
    CueMode,
    Ground,
    read_user_file,
)

# Each cue costs memory and a look-up in every process.
MOST_CUES: Final = 2_000
# What a cue does does not depend on these, and the hash names what it does.
_WITHOUT_EFFECT: Final = ("positive", "negative", "origin")


@dataclass(frozen=True, slots=True)
class UserLexicons:
    """The newsroom's cues, compiled: live ones count as the bundle's do, those in shadow are only counted.

    The hashes name what the cues do, whatever else stands in their files; they are empty where there are no cues.
    """

    live: Ruleset
    shadow: Ruleset
    live_hash: str
    shadow_hash: str

    @property
    def confidence(self) -> dict[str, float]:
        """What each live cue is trusted with."""
        return {
            cue.id: DEFAULT_CONFIDENCE if cue.confidence is None else cue.confidence
            for cue in self.live.cues
        }


NO_LEXICONS: Final = UserLexicons(Ruleset(()), Ruleset(()), "", "")


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What was found in one file; `cues` are those that can be read."""

    path: Path
    mode: CueMode
    cues: tuple[Cue, ...]
    faults: tuple[LexiconFault, ...]
    examples: tuple[ExampleResult, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """What was found in a set of files; `lexicons` holds every cue that can be read."""

    files: tuple[CheckedFile, ...]
    lexicons: UserLexicons

    @property
    def faults(self) -> list[LexiconFault]:
        """All of them, in the order of files and lines."""
        return [fault for file in self.files for fault in file.faults]

    def accepted(self) -> UserLexicons:
        """The lexicons, if nothing is wrong with them.

        Raises:
            UserLexiconError: something is, and nothing of the set is used.
        """
        if self.faults:
            raise UserLexiconError(self.faults)
        return self.lexicons


def read_sources(paths: Iterable[Path]) -> list[LexiconSource]:
    """The bytes of lexicon files; of a folder all its `*.toml`, of a single file its folder's macros too.

    Raises:
        OSError: a folder cannot be listed.
    """
    files: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            files.update(dict.fromkeys(_files_of(path)))
        else:
            macros = path.parent / MACROS
            files.update(dict.fromkeys([macros] if macros.is_file() else []))
            files[path] = None
    return [_read_source(path) for path in files]


def check_lexicons(sources: Sequence[LexiconSource], ground: Ground) -> Check:
    """Read a set of files and run every example, whatever is found wrong on the way."""
    shared: dict[Path, dict[str, str]] = {}
    drafts: list[tuple[LexiconFile, CueMode, list[Cue]]] = []
    taken = dict(ground.taken)
    for source in sorted(
        sources, key=lambda s: (s.path.parent, s.path.name != MACROS, s.path.name)
    ):
        file = LexiconFile(source)
        folder = source.path.parent
        if source.path.name == MACROS:
            shared[folder] = read_macro_file(file, ground.macros, strict=True)
            drafts.append((file, DEFAULT_MODE, []))
            continue
        mode, cues = read_user_file(file, shared.get(folder, ground.macros), taken, ground)
        taken.update((cue.id, cue) for cue in cues)
        if len(taken) - len(ground.taken) > MOST_CUES:
            file.note(
                f"there are more than {MOST_CUES:,} cues", do="Join cues that belong together."
            )
            cues = []
        drafts.append((file, mode, cues))
    for file, _, cues in drafts:
        cues[:] = [cue for cue in cues if _can_be_joined(file, cue)]
    live = [cue for _, mode, cues in drafts if mode == "live" for cue in cues]
    shadow = [cue for _, mode, cues in drafts if mode == "shadow" for cue in cues]
    lexicons = UserLexicons(Ruleset(live), Ruleset(shadow), _hash(live), _hash(shadow))
    files = [_finish(file, mode, cues, lexicons) for file, mode, cues in drafts]
    return Check(tuple(files), lexicons)


def combined_hash(bundle: str, lexicons: UserLexicons) -> str:
    """The name of the rules that score: the bundle's own where no live cue is added."""
    if not lexicons.live.cues:
        return bundle
    return hashlib.sha256(f"{bundle}:{lexicons.live_hash}".encode()).hexdigest()[:16]


def _files_of(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() == ".toml" and not path.name.startswith(".")
    )


def _read_source(path: Path) -> LexiconSource:
    if path.is_dir():
        return LexiconSource(path, b"", "it is a folder, and lexicons are files")
    try:
        with path.open("rb") as handle:
            # One byte more than is read tells a file that is too long.
            return LexiconSource(path, handle.read(MOST_BYTES + 1))
    except OSError as error:
        return LexiconSource(path, b"", error.strerror or type(error).__name__)


def _can_be_joined(file: LexiconFile, cue: Cue) -> bool:
    """Whether the patterns of each condition, good one by one, also make one pattern; a fault where not."""
    lists = {"unless": cue.unless, "unless_near": cue.unless_near, "near": cue.near}
    lists |= {"near_neighbour": cue.near_neighbour}
    for key, patterns in lists.items():
        try:
            compile_any(patterns)
        except PatternError:
            file.enter_at(_line(cue), cue.id)
            file.note(
                f"together the patterns of {key} are too large",
                key,
                do="Use fewer, or smaller counts.",
            )
            return False
    return True


def _line(cue: Cue) -> int:
    return int(cue.origin.rpartition(":")[2])


def _finish(
    file: LexiconFile, mode: CueMode, cues: Sequence[Cue], lexicons: UserLexicons
) -> CheckedFile:
    ruleset = lexicons.live if mode == "live" else lexicons.shadow
    results = [result for cue in cues for result in run_examples(ruleset, cue)]
    lines = {cue.id: _line(cue) for cue in cues}
    for result in results:
        if not result.holds:
            file.enter_at(lines[result.cue], result.cue)
            promise = "gives no hit" if result.kind == "positive" else "gives a hit"
            file.note_example(
                f"{result.kind} example {result.number} {promise}: {result.reason}",
                result.kind,
                do="Change the pattern or the example.",
                sentence=result.sentence,
            )
    faults = sorted(file.faults, key=lambda fault: (fault.line, fault.column))
    return CheckedFile(file.path, mode, tuple(cues), tuple(faults), tuple(results))


def _hash(cues: Sequence[Cue]) -> str:
    if not cues:
        return ""
    effects = [
        {key: value for key, value in asdict(cue).items() if key not in _WITHOUT_EFFECT}
        for cue in sorted(cues, key=lambda cue: cue.id)
    ]
    return hashlib.sha256(json.dumps(effects, sort_keys=True).encode()).hexdigest()[:16]
