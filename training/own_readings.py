"""Our own readings of baly2020 articles: marks of `training/marks`, joined with the texts of the shared folder."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from models.contract import Article
from training.corpora import CorpusError
from training.folds import is_held
from training.readings import Mark, ReadArticle

MARKS = Path(__file__).with_name("marks") / "baly2020.jsonl"
PART = "own"


def iter_own_readings(shared: Path, marks: Path = MARKS) -> Iterator[ReadArticle]:
    """Every article of our own readings, in the order of the file; none is of the held fold.

    Args:
        shared: the folder that holds `data/baly2020.jsonl.gz`.
        marks: one JSON object a line: `id`, `sha256` of title, two newlines and text, `signals` as
            `[signal, voice, start, end]`, `genre`, `need`, `handling`, `mislead`, `single_source`.

    Raises:
        CorpusError: an article is missing, has another text than when it was read, or is held.
    """
    readings = [json.loads(line) for line in marks.read_text(encoding="utf-8").splitlines()]
    articles = _articles(shared, {row["id"] for row in readings})
    for row in readings:
        article = articles.get(row["id"])
        if article is None:
            raise CorpusError(f"{marks.name} marks {row['id']}, which is not in baly2020.")
        if is_held(row["id"]):
            raise CorpusError(f"{marks.name} marks {row['id']}, which belongs to the held fold.")
        if row["sha256"] != fingerprint(article):
            raise CorpusError(
                f"{marks.name}: the text of {row['id']} is not the one that was read."
            )
        yield ReadArticle(
            id=row["id"],
            part=PART,
            dataset="article_bias_baly2020",
            article=article,
            genre=row["genre"],
            need=row["need"],
            handling=row["handling"],
            mislead=row["mislead"],
            single_source=row["single_source"],
            marks=tuple(
                Mark(signal, start, end, voice) for signal, voice, start, end in row["signals"]
            ),
        )


def fingerprint(article: Article) -> str:
    """What tells that offsets still fit a text."""
    joint = f"{article.title or ''}\n\n{article.text or ''}"
    return hashlib.sha256(joint.encode("utf-8", "surrogatepass")).hexdigest()


def _articles(shared: Path, wanted: set[str]) -> dict[str, Article]:
    found: dict[str, Article] = {}
    if not wanted:
        return found
    path = shared / "data" / "baly2020.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"] in wanted:
                found[row["id"]] = Article(title=row["title"], text=row["text"])
    return found
