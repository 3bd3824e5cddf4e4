"""The whole suite: articles, pairs, scores, report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal, cast, get_args

from rich.progress import Progress

from models import load_scorer
from training.corpora import CorpusError
from training.metamorphic.articles import own_articles, shared_articles
from training.metamorphic.pairs import make_pairs
from training.metamorphic.report import Outcome, examples, measure, table

Served = Literal["linear", "rules"]


def run(
    shared: Path, bundle: Path, *, mode: str, wanted: int, progress: Progress, file: Path | None
) -> tuple[bool, str]:
    """Whether every law is kept, and the report.

    Args:
        shared: folder that holds `data` and `gold`.
        bundle: folder of the bundle.
        mode: what of the bundle scores.
        wanted: how many pairs, about.
        progress: shows how far it is.
        file: gets every finding as JSON.

    Raises:
        CorpusError: an article file is not there, or the mode is unknown.
    """
    if mode not in get_args(Served):
        raise CorpusError(f"no mode {mode!r}; there are {', '.join(get_args(Served))}")
    scorer = load_scorer(bundle, cast("Served", mode))
    pairs = make_pairs([*own_articles(), *shared_articles(shared)], wanted)
    outcomes = measure(
        progress.track(pairs, description="pairs"),
        lambda article: scorer.score(article).risk.score,
    )
    if file is not None:
        file.write_text(json.dumps([_record(o) for o in outcomes], indent=1), encoding="utf-8")
    kept = all(outcome.is_kept for outcome in outcomes)
    return kept, f"{table(outcomes)}\n\n{examples(outcomes)}".rstrip()


def _record(outcome: Outcome) -> dict[str, object]:
    return {
        "law": outcome.law.name,
        "pairs": outcome.pairs,
        "allowed": outcome.law.allowed,
        "share": outcome.share,
        "largest": outcome.largest,
        "broken": [
            {"article": f.sample, "kind": f.kind, "change": f.change} for f in outcome.worst()
        ],
    }
