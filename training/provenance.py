"""Where the numbers of a bundle come from: the data sets behind it, with licence, credit and hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

from training.corpora import load_corpora
from training.fit_linear import SHIPPED
from training.readings import PARTS


def data_sources(shared: Path) -> list[dict[str, str]]:
    """One entry a file that any shipped number was fitted or measured on."""
    corpora = load_corpora()
    entries = [
        {
            "name": name,
            "file": Path(corpora[name].file).name,
            "licence": corpora[name].licence,
            "credit": corpora[name].credit,
            "tier": corpora[name].tier,
            "sha256": _hash(shared / corpora[name].file),
        }
        for name in SHIPPED
    ]
    return entries + [_reading(shared / "gold" / "open" / f"{part}.jsonl.gz") for part in PARTS]


def _reading(path: Path) -> dict[str, str]:
    return {
        "name": f"readings, {path.name.partition('.')[0]}",
        "file": path.name,
        "licence": "the project's own marks and ratings",
        "credit": "readers following the annotation guideline",
        "tier": "ship",
        "sha256": _hash(path),
    }


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
