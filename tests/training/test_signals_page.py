"""Tests of the figures by signal and of the page that shows them, on counts made up by hand."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from models import BundleScorer, load_scorer
from models.contract import WORDING
from training.signal_figures import Tally, figures_of
from training.signals_page import EXAMPLES, signals_page

ARTICLES = [
    {"source.vague": Tally(true=2, found=3, marked=4), "furniture": Tally(1, 1, 1)},
    {"source.vague": Tally(true=1, found=1, marked=1)},
    {"footage.verified": Tally(true=0, found=0, marked=2)},
]


@pytest.fixture(scope="module")
def scorer() -> BundleScorer:
    """The shipped bundle with made-up figures."""
    shipped = load_scorer()
    figures = {name: asdict(figure) for name, figure in figures_of(ARTICLES).items()}
    figures["source.vague"]["readers_f1"] = 0.89
    metrics = {"signals": figures, "signal_articles": len(ARTICLES)}
    manifest = {**shipped.bundle.manifest, "metrics": metrics}
    return replace(shipped, bundle=replace(shipped.bundle, manifest=manifest))


def test_figures_are_those_counted_by_hand() -> None:
    figure = figures_of(ARTICLES)["source.vague"]

    assert (figure.precision, figure.recall) == (3 / 4, 3 / 5)
    assert (figure.found, figure.marked) == (4, 5)
    assert figure.f1 == pytest.approx(2 * 3 / 9)


def test_every_interval_surrounds_its_value() -> None:
    for figure in figures_of(ARTICLES).values():
        assert figure.low <= figure.f1 <= figure.high
        assert figure.precision_low <= figure.precision <= figure.precision_high
        assert figure.recall_low <= figure.recall <= figure.recall_high


def test_the_page_gives_every_signal_a_section_with_what_it_cannot_do(scorer: BundleScorer) -> None:
    page = signals_page(scorer)

    for signal in scorer.taxonomy.values():
        if signal.id == WORDING:
            assert f"## {WORDING}" not in page
            continue
        section = page.split(f"## {signal.id}\n")[1].split("\n## ")[0]
        assert signal.definition in section
        assert all(spot in section for spot in signal.blind_spots)
        assert signal.w3c in section
        assert f"*{signal.ask}*" in section or not signal.ask


def test_the_table_has_precision_and_recall_with_their_intervals(scorer: BundleScorer) -> None:
    page = signals_page(scorer)
    (row,) = [line for line in page.splitlines() if line.startswith("| source.vague ")]

    assert "| 0.75 (" in row
    assert "| 0.60 (" in row
    assert row.endswith("| 0.89 |")
    assert "from 3 articles" in page


def test_nothing_found_is_said_in_words_and_nothing_marked_is_not_measured(
    scorer: BundleScorer,
) -> None:
    rows = [line for line in signals_page(scorer).splitlines() if line.startswith("| ")]

    assert [row for row in rows if row.startswith("| footage.verified ") and "none found" in row]
    assert [row for row in rows if row.startswith("| source.single ") and "not measured" in row]


def test_cues_stand_with_a_sentence_that_they_find(scorer: BundleScorer) -> None:
    section = signals_page(scorer).split("## source.vague\n")[1].split("\n## ")[0]
    cues = [cue for cue in scorer.ruleset.cues if cue.signal == "source.vague"]

    shown = [line for line in section.splitlines() if line.startswith("- `")]
    assert len(shown) == min(EXAMPLES, len(cues))
    assert cues[0].positive[0] in shown[0]


def test_every_table_row_has_as_many_cells_as_the_head(scorer: BundleScorer) -> None:
    rows = [line for line in signals_page(scorer).splitlines() if line.startswith("|")]

    assert len({row.count("|") for row in rows}) == 1
