"""The measured precision of every cue, read from the bundle's `cues.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from models.errors import BundleError


def load_precision(path: Path) -> Mapping[str, float]:
    """Smoothed precision by cue id, 0 to 1; `training.cue_figures` measures it on the readings.

    Raises:
        BundleError: an entry has no precision.
    """
    try:
        entries = json.loads(path.read_bytes())
        return {cue: float(entry["precision"]) for cue, entry in entries.items()}
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BundleError(f"{path}: expected cue ids with a precision each ({error}).") from error
