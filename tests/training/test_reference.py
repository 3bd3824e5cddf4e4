"""Which articles the reference is made of, and that the file holds counts and nothing else."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

from rich.progress import Progress

from models.bundle import DEFAULT_FOLDER, seal
from models.contract import Article
from models.scorer import load_scorer
from tests.training.shared_folder import write_shared
from training.corpora import Example, load_corpora
from training.reference import choose_articles, write_reference


def _article(example: Example) -> Article:
    return Article(title=example.title, text=example.text)


def test_articles_are_chosen_outside_the_held_fold_whatever_order_they_come_in(
    tmp_path: Path,
) -> None:
    examples = load_corpora()["baly2020"].read(write_shared(tmp_path / "shared"))
    shuffled = random.Random(1).sample(examples, len(examples))  # noqa: S311 - an order, no secret

    chosen = choose_articles(examples, 20)

    assert chosen == choose_articles(shuffled, 20)
    assert len(chosen) == 20
    assert any(example.is_held for example in examples)
    assert not any(example.is_held for example in chosen)


def test_the_written_counts_are_those_of_the_answers_and_change_none(tmp_path: Path) -> None:
    shared, bundle = write_shared(tmp_path / "shared"), tmp_path / "bundle"
    shutil.copytree(DEFAULT_FOLDER, bundle)
    articles = choose_articles(load_corpora()["baly2020"].read(shared), 15)
    before = load_scorer(bundle)

    with Progress(disable=True) as progress:
        written = write_reference(shared, bundle, progress, 15)
    sealed = seal(bundle)

    assert sealed.reference == written
    answers = [before.score(_article(article)) for article in articles]
    bands = [answer.risk.band for answer in answers]
    assert written.articles == 15
    assert written.bands["high"] == bands.count("high")
    assert written.abstained == bands.count(None)
    vague = [any(e.signal == "source.vague" for e in answer.evidence) for answer in answers]
    assert written.signals.get("source.vague", 0) == sum(vague)
    after = load_scorer(bundle)
    assert [after.score(_article(a)).risk for a in articles] == [a.risk for a in answers]


def test_the_file_holds_figures_only(tmp_path: Path) -> None:
    shared, bundle = write_shared(tmp_path / "shared"), tmp_path / "bundle"
    shutil.copytree(DEFAULT_FOLDER, bundle)

    with Progress(disable=True) as progress:
        write_reference(shared, bundle, progress, 5)

    fields = json.loads((bundle / "reference.json").read_text())
    words = {name: value for name, value in fields.items() if isinstance(value, str)}
    assert words.keys() == {"data", "made_with", "mode"}
    assert (
        words["data"]
        == "5 articles of baly2020, chosen by a hash of their id, none of the held fold"
    )
