"""Corpora are declared in data, and rows keep what decides their use."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.training.shared_folder import write_rows, write_shared
from training.corpora import Corpus, CorpusError, load_corpora
from training.fit_linear import SHIPPED
from training.folds import is_held

TEXT = "A text that is long enough to be an article and not the stub of a failed download. " * 2


def test_what_ships_is_trained_on_ship_tier_only() -> None:
    corpora = load_corpora()

    assert {corpora[name].tier for name in SHIPPED} == {"ship"}
    assert "fa_kes" not in SHIPPED


def test_every_corpus_names_its_licence_and_whom_to_credit() -> None:
    assert all(corpus.licence and corpus.credit for corpus in load_corpora().values())


def test_labels_are_mapped_and_rows_without_one_are_left_out(tmp_path: Path) -> None:
    corpus = load_corpora()["horne2017"]
    path = tmp_path / corpus.file
    path.parent.mkdir(parents=True)
    labels = ("real", "fake", "satire", "unheard of")
    write_rows(path, [{"id": name, "label_raw": name, "text": TEXT} for name in labels])

    found = {example.id: example.label for example in corpus.read(tmp_path)}

    assert found == {"real": "reliable", "fake": "unreliable", "satire": "satire"}


def test_a_stub_is_no_article(tmp_path: Path) -> None:
    corpus = load_corpora()["horne2017"]
    path = tmp_path / corpus.file
    path.parent.mkdir(parents=True)
    write_rows(path, [{"id": "a", "label_raw": "real", "text": "Page not found"}])

    assert corpus.read(tmp_path) == []


def test_rows_of_the_held_fold_are_marked(tmp_path: Path) -> None:
    examples = load_corpora()["horne2017"].read(write_shared(tmp_path))

    assert {example.is_held for example in examples} == {True, False}
    assert all(example.is_held == is_held(example.id) for example in examples)


def test_a_corpus_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="recovery"):
        load_corpora()["recovery"].read(tmp_path)


@pytest.mark.parametrize(
    "change", ['tier = "borrowed"', "colour = 3", 'labels = { real = "true enough" }']
)
def test_a_declaration_that_is_not_understood_is_refused(tmp_path: Path, change: str) -> None:
    declared: dict[str, str] = {
        "file": 'file = "x"',
        "tier": 'tier = "ship"',
        "licence": 'licence = "MIT"',
        "credit": 'credit = "Nobody"',
        "label_column": 'label_column = "label"',
        "labels": 'labels = { real = "reliable" }',
        "strength": 'strength = "article"',
    }
    declared[change.split(" ", maxsplit=1)[0]] = change
    path = tmp_path / "corpora.toml"
    path.write_text("[invented]\n" + "\n".join(declared.values()))

    with pytest.raises(CorpusError):
        load_corpora(path)


def test_declared_corpora_are_frozen() -> None:
    corpus: Corpus = load_corpora()["horne2017"]

    with pytest.raises(ValueError, match="frozen"):
        corpus.tier = "study"  # type: ignore[misc]
