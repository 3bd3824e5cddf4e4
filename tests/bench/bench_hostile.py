"""`python -m tests.bench.bench_hostile`: the slowest hostile texts of 100,000 characters, stage by stage, CPU time.

The bound that `models.text` aims at is 300 ms for any of them on an idle core.
"""

from __future__ import annotations

import time

from rich.console import Console
from rich.table import Table

from models import Article, load_scorer
from models.text import read_document, warm_up
from tests.models.text.test_read import HOSTILE

LENGTH = 100_000
SHOWN = 10


def main() -> None:
    """Measure every text once and print the slowest."""
    scorer = load_scorer()
    warm_up()
    rows = sorted(
        ((_measure(scorer.score, unit), name) for name, unit in HOSTILE.items()), reverse=True
    )
    table = Table("text", "read_document, ms", "whole answer, ms")
    for (whole_s, read_s), name in rows[:SHOWN]:
        table.add_row(name, f"{1e3 * read_s:.0f}", f"{1e3 * whole_s:.0f}")
    Console().print(table)


def _measure(score: object, unit: str) -> tuple[float, float]:
    article = Article(title=unit, text=(unit * LENGTH)[:LENGTH])
    assert callable(score)
    began = time.process_time()
    read_document(article)
    read_s = time.process_time() - began
    began = time.process_time()
    score(article)
    return time.process_time() - began, read_s


if __name__ == "__main__":
    main()
