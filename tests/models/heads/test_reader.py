"""What the heads find, and where."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models.contract import Article
from models.errors import BundleError
from models.heads import STRUCTURE, HeadFinding, HeadParameters, HeadReader, read_heads, write_heads
from models.ledger import Ledger
from models.text import read_document

NOTHING_SAID = Ledger((), (), (), single_source=True, unattributed=())
VAGUE, LOADED = "source.vague", "language.loaded"


def parameters(**changed: object) -> HeadParameters:
    """Two heads that know three n-grams; `many believe` is worth more than a threshold."""
    made: dict[str, object] = {
        "signals": (VAGUE, LOADED),
        "ngrams": ("disgraceful", "many", "many believe"),
        "weights": np.array([[0, 20], [1, 0], [18, 0]], dtype=np.float32),
        "structure": np.zeros((len(STRUCTURE), 2), dtype=np.float32),
        "intercepts": np.array([-4, -4], dtype=np.float32),
        "steps": {VAGUE: ((0.5, 0.4), (0.9, 0.7)), LOADED: ((0.5, 0.6),)},
    }
    return HeadParameters(**{**made, **changed})  # type: ignore[arg-type]


def find(text: str, heads: HeadParameters | None = None) -> list[tuple[HeadFinding, str]]:
    document = read_document(Article("A title", text))
    found = HeadReader(heads or parameters()).read(document, NOTHING_SAID)
    return [(finding, document.normal[finding.start : finding.end]) for finding in found]


def test_a_find_is_the_clause_that_carries_the_weight() -> None:
    ((finding, words),) = find(
        "The dam broke on a cold night in March, and many believe that it was mined."
    )

    assert (finding.signal, words) == (VAGUE, "and many believe that it was mined.")


def test_precision_comes_from_the_step_that_the_chance_reaches() -> None:
    ((unsure, _),) = find("Many believe that the old dam was mined on a cold night in early March.")
    ((sure, _),) = find("Many believe it.")

    assert (unsure.precision, sure.precision) == (0.4, 0.7)


def test_below_the_threshold_nothing_is_found() -> None:
    assert find("Many came to see the dam.") == []


def test_a_signal_without_steps_is_not_looked_for() -> None:
    assert find("A disgraceful night.", parameters(steps={VAGUE: ((0.5, 0.4),)})) == []


def test_an_ngram_counts_once_a_sentence() -> None:
    (once, _), (twice, _) = find("A disgraceful night fell then. Disgraceful, disgraceful night.")

    assert once.precision == twice.precision


def test_a_text_without_sentences_has_no_finds() -> None:
    assert find("") == []


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    write_heads(parameters(), tmp_path)

    back = read_heads(tmp_path)

    assert back.ngrams == parameters().ngrams
    assert back.steps == parameters().steps
    assert np.array_equal(back.weights, parameters().weights)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ngrams": ("many",)},
        {"intercepts": np.array([np.nan, 0], dtype=np.float32)},
        {"steps": {"source.single": ((0.5, 0.5),)}},
        {"structure": np.zeros((2, 2), dtype=np.float32)},
    ],
)
def test_heads_that_do_not_fit_are_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    write_heads(parameters(**wrong), tmp_path)

    with pytest.raises(BundleError):
        read_heads(tmp_path)


def test_missing_heads_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="cannot be read"):
        read_heads(tmp_path)
