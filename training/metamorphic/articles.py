"""What is changed: read articles and news copy of the shared folder outside the held fold, and texts of our own."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from models.contract import Article
from training.corpora import read_rows
from training.folds import is_held
from training.metamorphic.law import Sample
from training.readings import iter_readings

_FILE = Path(__file__).with_name("articles.toml")
# Shorter texts are stubs, longer ones cost time and show nothing that others do not.
_SHORTEST, _LONGEST = 900, 9_000


def own_articles() -> list[Sample]:
    """Invented articles of every kind; no word of them stands in any data set."""
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))["article"]
    return [
        Sample(f"own-{e['id']}", Article(title=e["title"], text=e["text"].strip())) for e in entries
    ]


def shared_articles(shared: Path) -> Iterator[Sample]:
    """Articles outside the held fold, the read ones first; every article once."""
    seen: set[str] = set()
    for row in iter_readings(shared):
        if row.id not in seen and _fits(row.article.text or ""):
            seen.add(row.id)
            yield Sample(row.id, row.article, row.marks)
    for entry in read_rows(shared / "data" / "baly2020.jsonl.gz"):
        number, text = str(entry["id"]), str(entry["text"])
        if number not in seen and not is_held(number) and _fits(text):
            seen.add(number)
            yield Sample(number, Article(title=str(entry["title"]), text=text))


def _fits(text: str) -> bool:
    return _SHORTEST <= len(text) <= _LONGEST
