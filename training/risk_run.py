"""`python -m training fit-risk`: genre, risk and bands, from the readings to the bundle.

Order matters: the genre is fitted first, because the risk reads it; bands come last, because they cut the risk.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rich.progress import Progress

from models.bundle import open_bundle, seal
from models.contract import Mode
from models.reading import Reading
from models.risk import read_features
from models.scorer import BundleScorer, load_scorer
from training.bands import reputable_articles, scores_of, thresholds_from
from training.crossfit import cross_read, plain_read
from training.fit_genre import fit_genre
from training.fit_risk import RatedRow, fit_mode, rated_articles
from training.readings import ReadArticle
from training.risk_matrix import columns_of

MODES: tuple[Mode, ...] = ("linear", "rules")
Pairs = Sequence[tuple[ReadArticle, Reading]]


def run(shared: Path, bundle: Path, progress: Progress) -> dict[str, dict[str, float]]:
    """Fit both modes, write `genre.json`, `risk.json` and the bands, seal; out-of-fold figures by mode."""
    articles = rated_articles(shared)
    pairs: dict[Mode, Pairs] = {
        "linear": list(cross_read(load_scorer(bundle), articles, shared, progress)),
        "rules": list(plain_read(load_scorer(bundle, "rules"), articles)),
    }
    figures: dict[str, dict[str, float]] = {mode: {} for mode in MODES}
    _write_genre(pairs, bundle, figures)
    _write_risk(pairs, bundle, figures)
    scores = scores_of(load_scorer(bundle), reputable_articles(shared))
    manifest = open_bundle(bundle).manifest
    thresholds = {**manifest["thresholds"], **thresholds_from(scores)}
    metrics = {**manifest.get("metrics", {}), "out_of_fold": figures}
    seal(bundle, {"thresholds": thresholds, "metrics": metrics})
    return figures


def _write_genre(
    pairs: Mapping[Mode, Pairs], bundle: Path, figures: dict[str, dict[str, float]]
) -> None:
    entries = {}
    for mode in MODES:
        readings = [reading for _, reading in pairs[mode]]
        found = fit_genre(readings, [article.genre for article, _ in pairs[mode]])
        entries[mode] = found.entry
        figures[mode] |= found.figures
    _write(bundle / "genre.json", entries)


def _write_risk(
    pairs: Mapping[Mode, Pairs], bundle: Path, figures: dict[str, dict[str, float]]
) -> None:
    entries = {}
    for mode in MODES:
        scorer = _load_unsealed(bundle, mode)
        rows = [
            RatedRow(article, read_features(_with_genre(scorer, reading), scorer.taxonomy))
            for article, reading in pairs[mode]
        ]
        found = fit_mode(rows, columns_of(scorer.taxonomy, mode=mode))
        entries[mode] = found.entry
        figures[mode] |= found.figures
    _write(bundle / "risk.json", entries)
    seal(bundle)


def _load_unsealed(bundle: Path, mode: Mode) -> BundleScorer:
    """The scorer of a bundle whose files this run has just written."""
    seal(bundle)
    return load_scorer(bundle, mode)


def _with_genre(scorer: BundleScorer, reading: Reading) -> Reading:
    """The same reading with the genre that was just fitted."""
    satire = reading.language.satire if reading.language else None
    genre = scorer.genre.read(reading.document, reading.manner, satire, reading.set_aside)
    return replace(reading, genre=genre)


def _write(path: Path, entries: Mapping[Mode, object]) -> None:
    path.write_text(json.dumps(entries, indent=1, sort_keys=True) + "\n", encoding="utf-8")
