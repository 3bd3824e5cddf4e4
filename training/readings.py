"""The editors' readings: marked and rated articles of `shared/gold/open`, held fold left out unless asked for.

Texts stay where they are; nothing here writes them anywhere.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.contract import Article
from training.folds import is_held

PARTS = ("annotated", "rated", "silver")
# Licence tier `study`: its texts may be read for evaluation, never for anything that ships.
STUDY_DATASETS = frozenset({"fa_kes"})


@dataclass(frozen=True, slots=True)
class Mark:
    """One signal that a reader marked; offsets in title + two newlines + text."""

    signal: str
    start: int
    end: int
    voice: str = "outlet"


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article with the signals that somebody marked, and how misleading they found it, 1 to 5."""

    id: str
    part: str
    dataset: str
    article: Article
    mislead: float
    marks: tuple[Mark, ...]

    @property
    def body_offset(self) -> int:
        """Where the text begins in the coordinates of the marks."""
        return len(self.article.title or "") + 2


@dataclass(frozen=True, slots=True)
class ReadArticle(MarkedArticle):
    """An article read to the whole guideline. Ratings are 1 to 5; `part` is the file that it stands in."""

    genre: str
    need: float
    handling: float
    single_source: bool


def iter_readings(
    shared: Path, parts: tuple[str, ...] = PARTS, *, held: bool = False
) -> Iterator[ReadArticle]:
    """Every read article of the wanted parts: those outside the held fold, or (`held`) only those in it.

    Args:
        shared: the folder that holds `gold/open`.
        parts: which files, in this order.
        held: True reads the fifth that is reported on and never fitted or tuned on.
    """
    for part in parts:
        path = shared / "gold" / "open" / f"{part}.jsonl.gz"
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if is_held(row["id"]) == held:
                    yield _parse(part, row)


def _parse(part: str, row: dict[str, object]) -> ReadArticle:
    fields = dict(row)
    marks = fields.get("signals") or []
    if not isinstance(marks, list):
        raise TypeError(f"{row['id']}: signals is not a list")
    return ReadArticle(
        id=str(row["id"]),
        part=part,
        dataset=str(row["dataset"]),
        article=Article(title=str(row["title"]), text=str(row["text"])),
        genre=str(row["genre"]),
        need=float(str(row["need"])),
        handling=float(str(row["handling"])),
        mislead=float(str(row["mislead"])),
        single_source=row["single_source"] is True,
        marks=tuple(_mark(m) for m in marks),
    )


def _mark(entry: dict[str, object]) -> Mark:
    start, end = int(str(entry["start"])), int(str(entry["end"]))
    return Mark(str(entry["signal"]), start, end, str(entry.get("voice", "outlet")))
