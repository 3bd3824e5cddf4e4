"""Readers from files of the shared folder to one row shape, with the licence tier beside every row."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from training.folds import is_held

Label = Literal["reliable", "unreliable", "satire"]
Tier = Literal["ship", "study"]
Strength = Literal["article", "outlet"]

CORPORA_FILE = Path(__file__).with_name("corpora.toml")

# Shorter texts are stubs of a failed download, not articles.
_SHORTEST_CHARACTERS = 100


class CorpusError(Exception):
    """A corpus is unknown, wrongly declared or not there; the message says which."""


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled article. `source` is its outlet, None where the corpus does not name one."""

    id: str
    title: str
    text: str
    label: Label
    source: str | None
    dataset: str
    tier: Tier
    is_held: bool


class Corpus(BaseModel):
    """What `corpora.toml` declares of one data set."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    file: str
    tier: Tier
    licence: str
    credit: str
    label_column: str
    labels: dict[str, Label]
    strength: Strength
    source_column: str | None = None
    language: str = "en"

    def read(self, shared: Path) -> list[Example]:
        """Every labelled article with a text, held fold included and marked; raises CorpusError."""
        path = shared / self.file
        if not path.is_file():
            raise CorpusError(f"{self.name} is not there: {path}")
        return [example for row in read_rows(path) if (example := self._example(row)) is not None]

    def _example(self, row: Mapping[str, object]) -> Example | None:
        label = self.labels.get(str(row.get(self.label_column)))
        text = str(row.get("text") or "")
        if label is None or len(text) < _SHORTEST_CHARACTERS:
            return None
        source = row.get(self.source_column) if self.source_column else None
        return Example(
            id=str(row["id"]),
            title=str(row.get("title") or ""),
            text=text,
            label=label,
            source=str(source) if source else None,
            dataset=self.name,
            tier=self.tier,
            is_held=is_held(str(row["id"])),
        )


def read_rows(path: Path) -> Iterator[dict[str, object]]:
    """The JSON objects of a gzipped file with one object a line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def load_corpora(path: Path = CORPORA_FILE) -> dict[str, Corpus]:
    """Every declared corpus by name; raises CorpusError for a declaration not understood."""
    declared = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        return {
            name: Corpus.model_validate({"name": name, **table}) for name, table in declared.items()
        }
    except ValidationError as error:
        raise CorpusError(f"{path.name}: {error}") from error
