"""The sample articles: invented stories that show in one click what Caveat marks and what it leaves alone."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "samples"


@dataclass(frozen=True, slots=True)
class Sample:
    """One invented article; `name` is what stands in `/?sample=`."""

    name: str
    order: int
    label: str
    summary: str
    title: str
    text: str


@cache
def samples() -> dict[str, Sample]:
    """All samples by name, in the order in which the page offers them."""
    found = (_read(path) for path in _FOLDER.glob("*.toml"))
    return {sample.name: sample for sample in sorted(found, key=lambda sample: sample.order)}


def _read(path: Path) -> Sample:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return Sample(name=path.stem, **content)
