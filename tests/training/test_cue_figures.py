"""The measurement of cue lexicons: what it counts, and that a broken lexicon does not stop it."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from models.bundle import DEFAULT_FOLDER
from models.contract import Article
from training import cue_figures
from training.folds import is_held
from training.own_readings import fingerprint

LEXICON = """language = "en"

[[cue]]
id = "vague.experts"
signal = "source.vague"
pattern = '''\\bexperts\\s+say\\b'''
positive = ["Experts say it is so."]
negative = ["The experts left."]

[[cue]]
id = "vague.critics"
signal = "source.vague"
pattern = '''\\bcritics\\s+say\\b'''
positive = ["Critics say it is so."]
negative = ["The critics left."]
"""
TEXT = (
    "Experts say that the dam was old. The river rose by a metre in the night, and the council met at dawn. "
    "Critics say nobody looked at it. Many in the town believe that the gate was left open."
)
FREE = next(f"row{n}" for n in range(99) if not is_held(f"row{n}"))
HELD = next(f"row{n}" for n in range(99) if is_held(f"row{n}"))


def a_row(row_id: str, *quotes: str) -> dict[str, Any]:
    joint = f"A title\n\n{TEXT}"
    marks = [
        {"signal": "source.vague", "start": joint.index(q), "end": joint.index(q) + len(q)}
        for q in quotes
    ]
    return {
        "id": row_id,
        "dataset": "invented",
        "title": "A title",
        "text": TEXT,
        "signals": marks,
        "genre": "news",
        "need": 2,
        "handling": 3,
        "mislead": 2,
        "single_source": False,
    }


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    """A bundle with one lexicon and gold with one free and one held row; as command-line options."""
    lexicons = tmp_path / "bundle" / "lexicons" / "en"
    lexicons.mkdir(parents=True)
    (lexicons / "source-vague.toml").write_text(LEXICON, encoding="utf-8")
    gold = tmp_path / "gold" / "open"
    gold.mkdir(parents=True)
    rows = {
        "annotated": [
            a_row(FREE, "Experts say", "Many in the town believe"),
            a_row(HELD, "Experts say"),
        ],
        "silver": [],
    }
    for part, content in rows.items():
        with gzip.open(gold / f"{part}.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in content)
    marks = tmp_path / "marks.jsonl"
    marks.touch()
    options = {"--shared": tmp_path, "--bundle": tmp_path / "bundle", "--marks": marks}
    return [word for name, path in options.items() for word in (name, str(path))]


def test_true_finds_misses_and_false_finds_are_counted_without_the_held_fold(
    folders: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cue_figures.main(folders) == 0

    printed = capsys.readouterr().out
    assert "P 0.50 R 0.50 F1 0.50  true 1 found 2 marked 2" in printed
    assert "every example holds" in printed


def test_errors_are_shown_in_context(
    folders: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    cue_figures.main([*folders, "--errors", "5"])

    printed = capsys.readouterr().out
    assert "FALSE source.vague vague.critics" in printed
    assert "[[Critics say]]" in printed
    assert "[[Many in the town believe]]" in printed


def test_the_precision_of_every_cue_is_stored_smoothed_and_without_text(
    folders: list[str], tmp_path: Path
) -> None:
    cue_figures.main([*folders, "--write"])

    stored = json.loads((tmp_path / "bundle" / "cues.json").read_text(encoding="utf-8"))
    assert stored == {
        "vague.critics": {"hits": 1, "precision": 0.4, "true": 0},
        "vague.experts": {"hits": 1, "precision": 0.6, "true": 1},
    }


def test_a_broken_lexicon_is_named_and_left_out(
    folders: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "bundle" / "lexicons" / "en" / "broken.toml"
    broken.write_text("language = 3", encoding="utf-8")

    assert cue_figures.main(folders) == 0
    assert "left out: " in capsys.readouterr().err


def test_a_failing_example_is_named_and_fails_the_run(
    folders: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "other.toml"
    path.write_text(LEXICON.replace("The experts left.", "So experts say."), encoding="utf-8")

    assert cue_figures.main([*folders, "--lexicon", str(path), "--signal", "source.vague"]) == 1
    assert "vague.experts: hit in negative: So experts say." in capsys.readouterr().out


def test_our_own_readings_are_measured_with_the_others(
    folders: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    row = a_row(FREE, "Critics say")
    with gzip.open(tmp_path / "data" / "baly2020.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")
    marks = [["source.vague", "outlet", m["start"], m["end"]] for m in row["signals"]]
    own = {**row, "sha256": fingerprint(Article("A title", TEXT)), "signals": marks}
    (tmp_path / "marks.jsonl").write_text(json.dumps(own) + "\n", encoding="utf-8")

    cue_figures.main(folders)

    assert "== own: 1 articles" in capsys.readouterr().out


def test_the_rules_of_the_ledger_are_measured_one_by_one(
    folders: list[str], tmp_path: Path
) -> None:
    bundle = tmp_path / "bundle"
    shutil.copytree(DEFAULT_FOLDER / "gazetteer", bundle / "gazetteer")
    shutil.copy(DEFAULT_FOLDER / "sourcing.toml", bundle)

    cue_figures.main([*folders, "--write"])

    stored = json.loads((bundle / "cues.json").read_text(encoding="utf-8"))
    # "Experts say" is marked, "Critics say" is not.
    assert stored["ledger:vague.group"]["hits"] == 2
    assert stored["ledger:vague.group"]["true"] == 1
