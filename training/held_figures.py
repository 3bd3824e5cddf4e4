"""Measures a finished bundle on the held fold and writes the figures into its manifest, card and `docs/signals.md`.

The held fold is looked at here and nowhere else; nothing is ever chosen by what it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import spearmanr
from sklearn.metrics import roc_auc_score

from models.bundle import open_bundle, seal
from models.contract import Answer
from models.scorer import BundleScorer, load_scorer
from training.bands import rate_of, reputable_articles
from training.card import write_card
from training.fit_risk import EVEN, calibration_error
from training.provenance import data_sources
from training.readings import ReadArticle, iter_readings
from training.risk_run import MODES
from training.signal_figures import READERS_F1, figures_of, tally_article
from training.signals_page import write_signals_page

# An abstention counts as even odds, so that abstaining never pays.
ABSTAINED = 0.5


def measure_held(shared: Path, bundle: Path, signals_page: Path) -> dict[str, Any]:
    """Measure, write manifest, card and page, and give the metrics back."""
    scorer = load_scorer(bundle)
    marked = list(iter_readings(shared, ("annotated", "silver"), held=True))
    signals = figures_of([tally_article(scorer, row) for row in marked])
    rated = list(iter_readings(shared, ("annotated", "rated"), held=True))
    metrics = {
        **open_bundle(bundle).manifest.get("metrics", {}),
        "signals": {s: {**asdict(f), "readers_f1": READERS_F1.get(s)} for s, f in signals.items()},
        "signal_articles": len(marked),
        "held": {mode: _against_ratings(load_scorer(bundle, mode), rated) for mode in MODES},
        "false_alarms": _false_alarms(scorer, shared),
    }
    sealed = seal(bundle, {"metrics": metrics, "data": data_sources(shared)})
    write_card(sealed.manifest, bundle)
    seal(bundle)
    write_signals_page(load_scorer(bundle), signals_page)
    return metrics


def _against_ratings(scorer: BundleScorer, rows: Sequence[ReadArticle]) -> dict[str, float]:
    answers = [scorer.score(row.article) for row in rows]
    risk = np.array([_or_even(a.risk.score) for a in answers])
    mislead = np.array([(row.mislead - 1) / 4 for row in rows])
    return {
        "mislead.spearman": float(spearmanr(risk, mislead).statistic),
        "mislead.auroc_ge3": float(roc_auc_score(mislead >= EVEN, risk)),
        "mislead.calibration_error": calibration_error(risk, mislead),
        "need.spearman": _spearman([a.parts.claims for a in answers], [r.need for r in rows]),
        "handling.spearman": _spearman(
            [a.parts.handling for a in answers], [r.handling for r in rows]
        ),
        "articles": float(len(rows)),
    }


def _spearman(predicted: Sequence[float | None], rated: Sequence[float]) -> float:
    return float(spearmanr([_or_even(value) for value in predicted], rated).statistic)


def _or_even(value: float | None) -> float:
    return ABSTAINED if value is None else value


def _false_alarms(scorer: BundleScorer, shared: Path) -> dict[str, Any]:
    answers: list[Answer] = [scorer.score(a) for a in reputable_articles(shared, held=True)]
    bands = [answer.risk.band for answer in answers]
    return {
        "count": len(bands),
        "high": asdict(rate_of(bands.count("high"), len(bands))),
        "elevated": asdict(rate_of(bands.count("elevated"), len(bands))),
    }
