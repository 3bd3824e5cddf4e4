"""A shared folder as training expects it, filled with invented articles."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.models.linear.invented import PHRASES, an_article
from training.corpora import Label

# How each corpus writes the labels.
_HORNE = {"reliable": "real", "unreliable": "fake", "satire": "satire"}
_MBFC: dict[Label, str] = {"reliable": "high", "unreliable": "mixed"}


def write_shared(folder: Path, count: int = 40, outlets: int = 8) -> Path:
    """Write Horne, Baly and rated articles of an invented world; return the folder."""
    (folder / "data").mkdir(parents=True)
    (folder / "gold" / "open").mkdir(parents=True)
    horne = [
        _row(label, n) | {"label_raw": _HORNE[label]} for label in PHRASES for n in range(count)
    ]
    baly = [
        _row(label, count + n) | {"mbfc_fact": fact, "source": f"{fact} outlet {n % outlets}"}
        for label, fact in _MBFC.items()
        for n in range(count)
    ]
    write_rows(folder / "data" / "horne2017.jsonl.gz", horne)
    write_rows(folder / "data" / "baly2020.jsonl.gz", baly)
    rated = [_reading(row, 4.0 if row["mbfc_fact"] == "mixed" else 1.5) for row in baly[::3]]
    for name, rows in (("annotated", rated[:2]), ("rated", rated[2:4]), ("silver", rated[4:])):
        write_rows(folder / "gold" / "open" / f"{name}.jsonl.gz", rows)
    return folder


def write_rows(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """Write one JSON object a line, gzipped."""
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


def _row(label: Label, number: int) -> dict[str, object]:
    article = an_article(label, number)
    return {
        "dataset": "invented",
        "id": f"{label}-{number}",
        "title": f"{article.title}, edition {label} number {number}",
        "text": article.text,
    }


def _reading(row: Mapping[str, object], mislead: float) -> dict[str, object]:
    return {
        **{name: row[name] for name in ("id", "title", "text")},
        "dataset": "article_bias_baly2020",
        "genre": "news",
        "need": mislead,
        "handling": 6.0 - mislead,
        "mislead": mislead,
        "single_source": False,
        "signals": [],
        "sources": [],
        "part": "A",
    }
