"""What a bundle answered on articles it was measured with, as counts: what later answers are compared with.

Counts only: no text, no id, no outlet. A bundle may come without them.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, ValidationError, model_validator

from models.contract import Band, Mode
from models.errors import BundleError

REFERENCE_FILE = "reference.json"
FORMAT = 1
BINS = 20
# Where each bin but the first begins.
BIN_EDGES = tuple(place / BINS for place in range(1, BINS))
# What stands in a bundle beside what scores: a change of these changes no answer.
_SCORES_NOTHING = frozenset({REFERENCE_FILE, "card.md"})

Counts = list[NonNegativeInt]


class Reference(BaseModel):
    """Answers of one bundle, counted. `risk` and `language` are counts in `BINS` equal bins from 0 to 1.

    `made_with` is the fingerprint of everything in the bundle that scores; another one's counts are no reference.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    format: int = Field(ge=FORMAT, le=FORMAT)
    made_with: str
    data: str = Field(max_length=400)
    mode: Mode
    articles: NonNegativeInt
    abstained: NonNegativeInt
    bands: dict[Band, NonNegativeInt]
    risk: Counts = Field(min_length=BINS, max_length=BINS)
    language: Counts = Field(min_length=BINS, max_length=BINS)
    signals: dict[str, NonNegativeInt]

    @model_validator(mode="after")
    def _adds_up(self) -> Reference:
        scored = self.articles - self.abstained
        if sum(self.risk) != scored or sum(self.bands.values()) != scored:
            raise ValueError("risk and bands do not add up to the articles with a score")
        if max(self.signals.values(), default=0) > self.articles:
            raise ValueError("a signal is counted in more articles than there are")
        return self


def read_reference(folder: Path, manifest: Mapping[str, Any]) -> Reference | None:
    """The counts of a bundle; None where it has none, or none that were made with what it scores with now.

    Raises:
        BundleError: there is such a file, but it is not understood.
    """
    path = folder / REFERENCE_FILE
    if REFERENCE_FILE not in manifest["files"]:
        return None
    try:
        found = Reference.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise BundleError(f"{path}: not the counts of a reference ({error}).") from error
    return found if found.made_with == scoring_fingerprint(manifest) else None


def scoring_fingerprint(manifest: Mapping[str, Any]) -> str:
    """One hash over the files and thresholds that answers depend on."""
    files = {n: h for n, h in manifest["files"].items() if n not in _SCORES_NOTHING}
    parts = {"files": files, "thresholds": manifest["thresholds"]}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def bin_of(value: float) -> int:
    """The bin of a value from 0 to 1; each begins at its edge, and 1 belongs to the last."""
    return bisect_right(BIN_EDGES, value)
