"""Steps of the heads, and the readings that they are fitted on."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from models.contract import Article
from training.corpora import CorpusError
from training.fit_heads import FEWEST_FINDS, LEAST_PRECISION, steps_of
from training.own_readings import fingerprint, iter_own_readings


def test_steps_rise_and_none_is_below_the_least_precision() -> None:
    chances = np.linspace(0.01, 0.99, 400)
    right = (np.random.default_rng(1).random(400) < chances).astype(float)

    steps = steps_of(chances, right)

    assert [chance for chance, _ in steps] == sorted(chance for chance, _ in steps)
    precisions = [precision for _, precision in steps]
    assert precisions == sorted(precisions)
    assert precisions[0] >= LEAST_PRECISION


def test_a_head_that_is_never_right_often_enough_is_not_shown() -> None:
    chances = np.linspace(0.0, 1.0, 200)

    assert steps_of(chances, np.zeros(200)) == ()
    few = np.zeros(200)
    few[-FEWEST_FINDS + 2 :] = 1
    assert steps_of(chances, few) == ()


# Both outside the held fold, unlike HELD.
READ, MISSING, HELD = "other", "dam", "a1"
TEXT = "The dam broke. Many believe it was mined."


def a_shared_folder(folder: Path, text: str = TEXT, article_id: str = READ) -> Path:
    (folder / "data").mkdir()
    with gzip.open(folder / "data" / "baly2020.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"id": article_id, "title": "Dam", "text": text}) + "\n")
    return folder


def the_marks(folder: Path, article_id: str = READ) -> Path:
    row = {
        "id": article_id,
        "sha256": fingerprint(Article("Dam", TEXT)),
        "signals": [["source.vague", "outlet", 20, 32]],
        "genre": "news",
        "need": 3.0,
        "handling": 3.0,
        "mislead": 2.0,
        "single_source": True,
    }
    path = folder / "marks.jsonl"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def test_marks_are_joined_with_the_text_that_was_read(tmp_path: Path) -> None:
    (reading,) = iter_own_readings(a_shared_folder(tmp_path), the_marks(tmp_path))

    (mark,) = reading.marks
    joint = f"{reading.article.title}\n\n{reading.article.text}"
    assert joint[mark.start : mark.end] == "Many believe"


def test_a_changed_text_and_a_missing_article_are_refused(tmp_path: Path) -> None:
    shared = a_shared_folder(tmp_path, TEXT + " It held.")

    with pytest.raises(CorpusError, match="not the one that was read"):
        list(iter_own_readings(shared, the_marks(tmp_path)))
    with pytest.raises(CorpusError, match="not in baly2020"):
        list(iter_own_readings(shared, the_marks(tmp_path, MISSING)))


def test_an_article_of_the_held_fold_is_refused(tmp_path: Path) -> None:
    shared = a_shared_folder(tmp_path, article_id=HELD)

    with pytest.raises(CorpusError, match="held fold"):
        list(iter_own_readings(shared, the_marks(tmp_path, HELD)))
