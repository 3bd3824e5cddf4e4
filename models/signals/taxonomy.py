"""The taxonomy of signals, read from the bundle's `signals.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from models.contract import Effect
from models.errors import BundleError

# Evidence of the word model; no lexicon may use it and no reader marks it.
WORDING = "language.wording"
SINGLE = "source.single"


@dataclass(frozen=True, slots=True)
class Signal:
    """What one signal means, which way it points, and what an editor would ask about it."""

    id: str
    effect: Effect
    definition: str
    not_when: str
    example: str
    why: str
    ask: str
    w3c: str


def load_taxonomy(path: Path) -> dict[str, Signal]:
    """All signals by id, in the order of the file.

    Raises:
        BundleError: an entry has a missing or unknown key.
    """
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["signal"]
    try:
        return {entry["id"]: Signal(**entry) for entry in entries}
    except (KeyError, TypeError) as error:
        raise BundleError(f"{path}: a signal has a missing or unknown key ({error}).") from error
