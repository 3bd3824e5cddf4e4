"""`python -m tests.bench.bench_linear [SHARED]`: our sparse scorer against the same model in scikit-learn.

One article at a time, CPU time, medians. With the shared folder the articles are real ones outside the held fold.
"""

from __future__ import annotations

import math
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table

import models
from models.contract import Article
from models.linear import HouseStyle, LanguageModel, read_parameters, read_words
from models.text import read_document
from models.text.document import Document
from tests.bench.articles import bench_articles
from training.corpora import load_corpora
from training.estimator import as_pipeline

BUNDLE = Path(models.__file__).parent / "bundles" / "default"
COUNT = 400
ROUNDS = 5

_T = TypeVar("_T")


def main(arguments: Sequence[str]) -> None:
    """Measure, compare and print."""
    articles = _real_articles(Path(arguments[0])) if arguments else bench_articles(COUNT)
    documents = [read_document(article) for article in articles]
    house_style, model = HouseStyle(), LanguageModel.load(BUNDLE)
    pipeline = as_pipeline(read_parameters(BUNDLE))
    runs = [read_words(document, house_style) for document in documents]
    ours = _median_ms(model.read_runs, runs)
    theirs = _median_ms(lambda one: pipeline.predict_proba([one]), runs)
    table = Table("what", "CPU ms an article")
    table.add_row("masking and words", f"{_median_ms(_reader(house_style), documents):.3f}")
    table.add_row("score, ours", f"{ours:.3f}")
    table.add_row("score, scikit-learn", f"{theirs:.3f}")
    table.add_row("masking, words and score", f"{_median_ms(model.read, documents):.3f}")
    expected = pipeline.predict_proba(runs)
    gap = max(
        abs(model.read_runs(run).log_odds - math.log(unreliable / reliable))
        for run, (reliable, unreliable, _) in zip(runs, expected, strict=True)
    )
    characters = statistics.mean(len(document.normal) for document in documents)
    console = Console()
    console.print(f"{len(documents)} articles of {characters:,.0f} characters on average")
    console.print(table)
    console.print(f"scikit-learn takes {theirs / ours:.1f} times as long; largest gap {gap:.1e}")


def _reader(house_style: HouseStyle) -> Callable[[Document], object]:
    return lambda document: read_words(document, house_style)


def _real_articles(shared: Path) -> list[Article]:
    examples = load_corpora()["buzzfeed_webis2016"].read(shared)
    fitting = (e for e in examples if not e.is_held and 1_200 < len(e.text) < 3_600)
    return [Article(title=e.title, text=e.text) for e in islice(fitting, COUNT)]


def _median_ms(work: Callable[[_T], object], inputs: Sequence[_T]) -> float:
    """Median over the inputs of the best of a few rounds, so that other load counts less."""
    best = [math.inf] * len(inputs)
    for _ in range(ROUNDS):
        for position, one in enumerate(inputs):
            began = time.process_time_ns()
            work(one)
            best[position] = min(best[position], (time.process_time_ns() - began) / 1e6)
    return statistics.median(best)


if __name__ == "__main__":
    main(sys.argv[1:])
