"""Readings by word models that did not see the article: without this, the risk would trust the word model too much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rich.progress import Progress

from models.linear import LanguageModel
from models.reading import Reading
from models.scorer import BundleScorer
from models.text import read_document
from training.config import read_linear_config
from training.fit_linear import fit_shipped, training_rows
from training.folds import fold_of
from training.prepare import without_copies
from training.readings import ReadArticle

FOLDS = 5


def cross_read(
    scorer: BundleScorer, articles: Sequence[ReadArticle], shared: Path, progress: Progress
) -> Iterator[tuple[ReadArticle, Reading]]:
    """Every article with its reading, the word model fitted without its fold and without copies of it."""
    config = read_linear_config()
    rows = training_rows(shared, progress)
    for fold in range(FOLDS):
        out = [article for article in articles if fold_of(article.id, FOLDS) == fold]
        ids = {article.id for article in out}
        left_out = [row for row in rows if row.id in ids]
        seen = without_copies([row for row in rows if row.id not in ids], left_out)
        step = progress.add_task(f"word model without fold {fold + 1} of {FOLDS}", total=None)
        model = LanguageModel(fit_shipped(seen, config))
        progress.update(step, total=1, completed=1)
        blind = replace(scorer, language=model)
        yield from ((article, blind.read(read_document(article.article))) for article in out)


def plain_read(
    scorer: BundleScorer, articles: Sequence[ReadArticle]
) -> Iterator[tuple[ReadArticle, Reading]]:
    """Every article with its reading as the scorer gives it, for modes without a word model."""
    return ((article, scorer.read(read_document(article.article))) for article in articles)
