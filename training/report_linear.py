"""Measures the language model on every article set and writes the tables of `docs/language-model.md`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.progress import Progress

from models.linear import LanguageReading
from training.config import LinearConfig
from training.corpora import Corpus, load_corpora
from training.evaluate import (
    Figure,
    auroc,
    by_article,
    by_outlet,
    cross_read,
    read_with,
    with_interval,
)
from training.fit_linear import SHIPPED, join_readings, shipped_shares
from training.outlet_probe import probe_masked, probe_plain
from training.prepare import (
    Prepared,
    prepare_corpora,
    prepare_readings,
    without_copies,
)
from training.shipped_figures import ShippedFigures
from training.vocabulary import learn_vocabulary

BEGIN, END = "<!-- figures begin -->", "<!-- figures end -->"

# Chance level for words, so as a training set it is noise.
NEVER_TRAINED_ON = "fa_kes"
# What a set outside the shipped fit weighs where a figure trains on it.
_STUDY_SHARE = 0.25
# Inside one small set few words reach ten outlets.
_SMALL_SET = {"min_documents": 5, "min_sources": 1}
_NOT_APPLICABLE = "n/a"


@dataclass(frozen=True, slots=True)
class Measured:
    """The row of one data set in the main table; None where the set does not allow the figure."""

    name: str
    tier: str
    rows: int
    random: Figure | None
    disjoint: Figure | None
    ship_only: Figure | None
    all_others: Figure | None


class LinearReport:
    """Holds the prepared articles, so that every figure reads them once."""

    def __init__(self, shared: Path, config: LinearConfig, progress: Progress) -> None:
        self._config = config
        self._shared = shared
        self._progress = progress
        self._corpora = load_corpora()
        self._english = [corpus for corpus in self._corpora.values() if corpus.language == "en"]
        self._articles = prepare_corpora(self._english, shared, progress)
        outlets = {row.id: row.group for row in self._articles}
        self._readings = prepare_readings(shared, outlets, progress)
        shipped = [row for row in self._articles if row.dataset in SHIPPED]
        self._ship = join_readings(shipped, self._readings, self._corpora)

    def measure(self) -> str:
        """Every table as Markdown."""
        tracked = self._progress.track(self._english, description="measuring")
        main = [self._measure_set(corpus) for corpus in tracked]
        shipped = ShippedFigures(self._ship, self._config)
        parts = (
            _main_table(main),
            self._satire_line(),
            "The shipped mixture, five folds that share no outlet:",
            shipped.lines(),
            shipped.known_shares(),
            "Outlet guessed right, outlets of Baly 2020 with 40 articles or more:",
            self._probe_lines(),
        )
        return "\n\n".join(parts)

    def _measure_set(self, corpus: Corpus) -> Measured:
        rows = [row for row in self._articles if row.dataset == corpus.name]
        judged = [row for row in rows if row.label != "satire"]
        if len({row.label for row in judged}) < len(("reliable", "unreliable")):
            return Measured(corpus.name, corpus.tier, len(rows), None, None, None, None)
        own = self._config.model_copy(
            update={"vocabulary": self._config.vocabulary.model_copy(update=_SMALL_SET)}
        )
        alone = {corpus.name: 1.0}
        has_outlets = corpus.source_column is not None
        return Measured(
            name=corpus.name,
            tier=corpus.tier,
            rows=len(judged),
            random=self._auroc(rows, cross_read(rows, by_article, alone, own)),
            disjoint=self._auroc(rows, cross_read(rows, by_outlet, alone, own))
            if has_outlets
            else None,
            ship_only=self._auroc(rows, self._trained_without(rows, self._ship)),
            all_others=self._auroc(rows, self._trained_without(rows, self._every_row())),
        )

    def _every_row(self) -> list[Prepared]:
        study = [row for row in self._articles if row.dataset not in (*SHIPPED, NEVER_TRAINED_ON)]
        return [*self._ship, *study]

    def _trained_without(
        self, rows: Sequence[Prepared], pool: Sequence[Prepared]
    ) -> list[LanguageReading]:
        """Read rows with a fit on the pool without their data set and without copies of them."""
        name = rows[0].dataset
        train = without_copies([row for row in pool if row.dataset != name], rows)
        shares = {corpus.name: _STUDY_SHARE for corpus in self._english}
        shares.update(shipped_shares(self._config.weights))
        return read_with(train, rows, shares, self._config)

    def _auroc(self, rows: Sequence[Prepared], readings: Sequence[LanguageReading]) -> Figure:
        """Unreliable against reliable; satire is left out, it has a line of its own."""
        pairs = [
            (reading.log_odds, row.label == "unreliable")
            for row, reading in zip(rows, readings, strict=True)
            if row.label != "satire"
        ]
        scores, positive = np.array(pairs, dtype=np.float64).T
        return with_interval(auroc, scores, positive, self._config.seed)

    def _satire_line(self) -> str:
        """Golbeck 2018 has fake and satire only: the chance of satire is the one figure it allows."""
        rows = [row for row in self._articles if row.dataset == "golbeck"]
        readings = self._trained_without(rows, self._ship)
        satire = np.array([reading.satire for reading in readings])
        actual = np.array([row.label == "satire" for row in rows], dtype=np.float64)
        figure = with_interval(auroc, satire, actual, self._config.seed)
        return f"golbeck, satire against fake by the chance of satire, trained on the ship tier: {figure}"

    def _probe_lines(self) -> str:
        corpus = self._corpora["baly2020"]
        rows = [row for row in self._articles if row.dataset == corpus.name]
        examples = [example for example in corpus.read(self._shared) if not example.is_held]
        vocabulary = learn_vocabulary(self._ship, self._config.vocabulary)
        seed = self._config.seed
        return "\n".join(
            (
                f"- every word and pair as printed: {probe_plain(examples, seed)}",
                f"- what the model sees: {probe_masked(rows, vocabulary, seed)}",
            )
        )


def write_report(tables: str, page: Path) -> None:
    """Put the tables between the marks of the page; the prose around them stays."""
    text = page.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN)
    tail = rest.split(END)[1]
    page.write_text(f"{head}{BEGIN}\n{tables}\n{END}{tail}", encoding="utf-8")


def _main_table(measured: Sequence[Measured]) -> str:
    titles = (
        "set",
        "tier",
        "articles",
        "random five folds",
        "source-disjoint",
        "trained on the ship tier without it",
        "trained on all the other sets",
    )
    lines = [f"| {' | '.join(titles)} |", "|---" * len(titles) + "|"]
    for row in measured:
        figures = (row.random, row.disjoint, row.ship_only, row.all_others)
        cells = " | ".join(_NOT_APPLICABLE if cell is None else str(cell) for cell in figures)
        lines.append(f"| {row.name} | {row.tier} | {row.rows:,} | {cells} |")
    return "\n".join(lines)
