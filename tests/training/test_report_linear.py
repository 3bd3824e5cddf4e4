"""The report measures an invented world and leaves the prose of its page alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.progress import Progress

from tests.models.linear.invented import small_config
from tests.training.shared_folder import write_rows, write_shared
from training.corpora import load_corpora
from training.outlet_probe import probe_masked
from training.prepare import Prepared
from training.report_linear import BEGIN, END, LinearReport, write_report
from training.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> str:
    shared = write_shared(tmp_path_factory.mktemp("shared"), count=200, outlets=3)
    _write_study_sets(shared)
    with Progress(disable=True) as progress:
        return LinearReport(shared, small_config(), progress).measure()


def _write_study_sets(shared: Path) -> None:
    """Every other English set, as two invented manners of writing that nobody else has."""
    for corpus in load_corpora().values():
        path = shared / corpus.file
        if path.exists() or corpus.language != "en":
            continue
        rows = [
            {
                "id": f"{corpus.name}-{label}-{number}",
                "title": f"A story of {corpus.name} about {label} things, number {number}",
                "text": f"Story {number} of {corpus.name}. " + _manner(meaning) * 3,
                corpus.label_column: label,
                "source": f"outlet {number % 6}",
            }
            for label, meaning in corpus.labels.items()
            for number in range(20)
        ]
        write_rows(path, rows)


def _manner(meaning: str) -> str:
    if meaning == "reliable":
        return "The agency said in a statement that the council approved the budget. "
    return "You will not believe what they are hiding from everyone in the town. "


def test_every_english_set_has_a_row_and_an_interval_where_it_allows_one(tables: str) -> None:
    rows = {line.split("|")[1].strip(): line for line in tables.splitlines() if line[:2] == "| "}

    english = {corpus.name for corpus in load_corpora().values() if corpus.language == "en"}
    assert english <= set(rows)
    assert "[" in rows["recovery"]
    assert rows["politifact_fake2017"].count("n/a") == 4


def test_the_shipped_mixture_and_the_probe_are_reported(tables: str) -> None:
    for name in ("fake against real", "Spearman with `mislead`", "what the model sees"):
        assert name in tables


def test_only_what_stands_between_the_marks_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Before\n\n{BEGIN}\nold\n{END}\n\nAfter.\n")

    write_report("new", page)

    assert page.read_text() == f"# Before\n\n{BEGIN}\nnew\n{END}\n\nAfter.\n"


def test_a_probe_that_sees_an_outlet_s_own_word_finds_the_outlet() -> None:
    rows = [
        Prepared(
            id=str(number),
            dataset="baly2020",
            group=f"outlet {number % 2}",
            targets=(("reliable", 1.0),),
            runs=((0, [("harbour", "mountain")[number % 2], "news"]),),
            fingerprints=frozenset(),
        )
        for number in range(120)
    ]

    figure = probe_masked(rows, Vocabulary(("harbour", "mountain", "news"), ()), seed=1)

    assert figure.value == pytest.approx(1.0)
