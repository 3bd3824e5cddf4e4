"""The counts that come with a bundle: read where they fit what scores, refused where they are none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from models.bundle import DEFAULT_FOLDER, open_bundle, seal
from models.errors import BundleError
from models.reference import REFERENCE_FILE, bin_of


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A private copy of the shipped bundle."""
    folder = tmp_path / "bundle"
    shutil.copytree(DEFAULT_FOLDER, folder)
    return folder


def _changed(folder: Path, **changes: object) -> None:
    counts = json.loads((folder / REFERENCE_FILE).read_bytes())
    (folder / REFERENCE_FILE).write_text(json.dumps(counts | changes))
    seal(folder)


def test_the_shipped_bundle_brings_a_reference_that_was_made_with_it() -> None:
    reference = open_bundle(DEFAULT_FOLDER).reference

    assert reference is not None
    assert reference.articles == sum(reference.risk) + reference.abstained == 2000
    assert reference.bands["low"] > reference.bands["elevated"] > reference.bands["high"]


def test_a_bundle_without_a_reference_loads(copy: Path) -> None:
    (copy / REFERENCE_FILE).unlink()

    assert seal(copy).reference is None


def test_counts_of_other_weights_are_no_reference(copy: Path) -> None:
    weights = copy / "risk.json"
    weights.write_text(weights.read_text() + "\n")

    assert seal(copy).reference is None


def test_counts_of_other_bands_are_no_reference(copy: Path) -> None:
    thresholds = dict(open_bundle(copy).manifest["thresholds"])

    assert seal(copy, {"thresholds": thresholds | {"high": 0.9}}).reference is None


def test_another_card_changes_no_answer_and_keeps_the_reference(copy: Path) -> None:
    (copy / "card.md").write_text("Another card.\n")

    assert seal(copy).reference is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"articles": 1999},
        {"format": 2},
        {"risk": [2000]},
        {"risk": [-1, 2001, *[0] * 18]},
        {"bands": {"low": 2001, "elevated": 0, "high": 0}},
        {"signals": {"source.vague": 2001}},
        {"texts": ["of an article"]},
    ],
)
def test_counts_that_do_not_add_up_are_refused_with_the_name_of_the_file(
    copy: Path, changes: dict[str, object]
) -> None:
    with pytest.raises(BundleError, match=r"reference\.json"):
        _changed(copy, **changes)


@pytest.mark.parametrize(
    ("value", "place"),
    [(0.0, 0), (0.049, 0), (0.05, 1), (0.15, 3), (0.3, 6), (0.95, 19), (1.0, 19)],
)
def test_a_bin_begins_at_its_edge_and_one_belongs_to_the_last(value: float, place: int) -> None:
    assert bin_of(value) == place
