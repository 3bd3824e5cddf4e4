"""Which rows come together, and which are copies of each other."""

from __future__ import annotations

from pathlib import Path

from rich.progress import Progress

from tests.training.shared_folder import write_shared
from training.fit_linear import training_rows
from training.folds import is_held
from training.prepare import READINGS, Prepared, fingerprints, without_copies


def _rows(folder: Path) -> list[Prepared]:
    with Progress(disable=True) as progress:
        return training_rows(write_shared(folder), progress)


def test_no_row_of_the_held_fold_is_ever_trained_on(tmp_path: Path) -> None:
    rows = _rows(tmp_path)

    assert rows
    assert not [row.id for row in rows if is_held(row.id)]


def test_a_rating_replaces_the_label_of_an_outlet(tmp_path: Path) -> None:
    rows = _rows(tmp_path)

    rated = {row.id for row in rows if row.dataset == READINGS}
    assert rated
    assert not rated & {row.id for row in rows if row.dataset == "baly2020"}


def test_a_rating_shares_an_article_between_two_classes(tmp_path: Path) -> None:
    shares = {row.targets for row in _rows(tmp_path) if row.dataset == READINGS}

    assert shares == {
        (("reliable", 0.25), ("unreliable", 0.75)),
        (("reliable", 0.875), ("unreliable", 0.125)),
    }


def test_a_rated_article_belongs_to_its_outlet(tmp_path: Path) -> None:
    groups = {row.group for row in _rows(tmp_path) if row.dataset == READINGS}

    assert all("outlet" in group for group in groups)


def test_a_copy_is_known_by_its_opening_whatever_its_title() -> None:
    text = "The harbour was closed on Monday after a storm that nobody had expected."

    assert fingerprints("One title", text) & fingerprints("Another", text.upper())


def test_a_copy_is_known_by_a_title_that_says_something() -> None:
    title = "Harbour Closed After a Storm"

    assert fingerprints(title, "One text.") & fingerprints(title.lower(), "Another text.")
    assert not fingerprints("Editorial", "One text.") & fingerprints("Editorial", "Another text.")


def test_copies_of_test_rows_are_taken_out(tmp_path: Path) -> None:
    rows = _rows(tmp_path)

    assert without_copies(rows, rows[:1]) == rows[1:]
