"""Figures of the shipped mixture: every article of the ship tier read by a fit without its outlet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from models.linear import LanguageReading
from training.config import LinearConfig
from training.evaluate import auroc, by_outlet, cross_read, spearman, with_interval
from training.fit_linear import shipped_shares
from training.prepare import READINGS, Prepared

_Pairs = Sequence[tuple[float, float]]


class ShippedFigures:
    """Five folds that share no outlet, read once; each line is one figure."""

    def __init__(self, rows: Sequence[Prepared], config: LinearConfig) -> None:
        self._seed = config.seed
        shares = shipped_shares(config.weights)
        self._read = list(zip(rows, cross_read(rows, by_outlet, shares, config), strict=True))

    def lines(self) -> str:
        """Return the figures as a Markdown list."""
        judged = [
            (reading.log_odds, float(row.label == "unreliable"))
            for row, reading in self._of("horne2017")
            if row.label != "satire"
        ]
        outlets = [
            (reading.log_odds, float(row.label == "unreliable"))
            for row, reading in self._of("baly2020")
        ]
        satire = [
            (reading.satire, float(row.label == "satire")) for row, reading in self._of("horne2017")
        ]
        rated = [
            (reading.log_odds, dict(row.targets)["unreliable"])
            for row, reading in self._of(READINGS)
            if row.label != "satire"
        ]
        figures = (
            (
                "Horne 2017, fake against real, AUROC",
                with_interval(auroc, *_split(judged), self._seed),
            ),
            (
                "Horne 2017, satire against the rest, AUROC",
                with_interval(auroc, *_split(satire), self._seed),
            ),
            (
                "Baly 2020, outlets rated mixed or low against high, AUROC",
                with_interval(auroc, *_split(outlets), self._seed),
            ),
            (
                "Rated articles of Baly 2020, Spearman with `mislead`",
                with_interval(spearman, *_split(rated), self._seed),
            ),
        )
        return "\n".join(f"- {name}: {figure} over {figure.rows:,}" for name, figure in figures)

    def known_shares(self) -> str:
        """Return how much of the unseen articles of an outlet the vocabulary knows, as a sentence."""
        shares = np.array([reading.known_share for _, reading in self._read])
        low, median = np.quantile(shares, (0.01, 0.5)).tolist()
        return (
            f"Share of the words that the vocabulary knows: median {median:.2f}; "
            f"one article in a hundred lies below {low:.2f}."
        )

    def _of(self, dataset: str) -> list[tuple[Prepared, LanguageReading]]:
        return [pair for pair in self._read if pair[0].dataset == dataset]


def _split(pairs: _Pairs) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Two columns, scores and values."""
    scores, values = np.array(pairs, dtype=np.float64).T
    return scores, values
