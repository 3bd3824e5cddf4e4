"""From a folder of lexicons to a ruleset."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from models.rules.cue import Cue
from models.rules.lexicon import lexicon_files, load_lexicon, load_macros
from models.rules.pattern import compiling_once
from models.rules.ruleset import Ruleset


def load_ruleset(folder: Path, signals: Collection[str] | None = None) -> Ruleset:
    """Every lexicon of a language folder, compiled; `signals` lists the known ones (None: not checked).

    Raises:
        LexiconError: a file is wrong, or two cues share an id.
    """
    with compiling_once():
        shared = load_macros(folder)
        cues: dict[str, Cue] = {}
        for path in lexicon_files(folder):
            found = load_lexicon(path, shared=shared, signals=signals, taken=cues)
            cues.update((cue.id, cue) for cue in found)
        return Ruleset(cues.values())
