"""Counts what a bundle answers on articles outside the held fold: `reference.json`, to compare later answers with."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from rich.progress import Progress

from models.bundle import open_bundle
from models.contract import Answer, Article
from models.reference import BINS, FORMAT, REFERENCE_FILE, Reference, bin_of, scoring_fingerprint
from models.scorer import load_scorer
from training.corpora import Example, load_corpora

DATASET = "baly2020"
ARTICLES = 2_000


def write_reference(
    shared: Path, bundle: Path, progress: Progress, articles: int = ARTICLES
) -> Reference:
    """Score some articles of the reference set and write the counts into the bundle; seal it afterwards.

    Raises:
        CorpusError: the set is not there.
        BundleError: the bundle is not sealed.
    """
    examples = choose_articles(load_corpora()[DATASET].read(shared), articles)
    opened = open_bundle(bundle)
    scorer = load_scorer(bundle)
    rows = progress.track(examples, description="scoring", total=len(examples))
    reference = count_answers(
        (scorer.score(Article(title=row.title, text=row.text)) for row in rows),
        data=f"{len(examples):,} articles of {DATASET}, chosen by a hash of their id, none of the held fold",
        made_with=scoring_fingerprint(opened.manifest),
    )
    counts = json.dumps(reference.model_dump(), indent=1, sort_keys=True)
    (bundle / REFERENCE_FILE).write_text(counts + "\n", encoding="utf-8")
    return reference


def choose_articles(examples: Sequence[Example], count: int) -> list[Example]:
    """The same articles on every machine, whatever order the file has; none of the held fold."""
    open_ones = [example for example in examples if not example.is_held]
    return sorted(open_ones, key=_lot)[:count]


def count_answers(answers: Iterable[Answer], *, data: str, made_with: str) -> Reference:
    """Answers as counts in bins, of bands and of articles with each signal."""
    found = list(answers)
    risks = [a.risk.score for a in found if a.risk.score is not None]
    language = [a.parts.language for a in found if a.parts.language is not None]
    bands = Counter(a.risk.band for a in found if a.risk.band is not None)
    signals = Counter(signal for a in found for signal in a.signals_found())
    return Reference(
        format=FORMAT,
        made_with=made_with,
        data=data,
        mode="linear",
        articles=len(found),
        abstained=len(found) - len(risks),
        bands={"low": bands["low"], "elevated": bands["elevated"], "high": bands["high"]},
        risk=_histogram(risks),
        language=_histogram(language),
        signals=dict(sorted(signals.items())),
    )


def _histogram(values: Iterable[float]) -> list[int]:
    counts = Counter(bin_of(value) for value in values)
    return [counts[place] for place in range(BINS)]


def _lot(example: Example) -> str:
    return sha256(f"reference:{example.id}".encode()).hexdigest()
