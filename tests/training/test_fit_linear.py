"""The whole fit on a small invented world, through the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from models.contract import Article
from models.linear import LanguageModel
from models.linear.parameters import SETTINGS, TENSORS
from models.text import read_document
from tests.models.linear.invented import an_article
from tests.training.shared_folder import write_shared
from training.__main__ import app
from training.config import LINEAR_CONFIG


@pytest.fixture(scope="module")
def small_settings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("settings") / "linear.toml"
    text = LINEAR_CONFIG.read_text(encoding="utf-8")
    for name in ("min_documents", "min_sources"):
        text = text.replace(f"{name} = 10", f"{name} = 2")
    path.write_text(text, encoding="utf-8")
    return path


def _fit(shared: Path, out: Path, config: Path) -> str:
    arguments = ["fit-linear", "--shared", str(shared), "--out", str(out), "--config", str(config)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_fitted_bundle_tells_the_manners_apart(tmp_path: Path, small_settings: Path) -> None:
    said = _fit(write_shared(tmp_path / "shared"), tmp_path / "bundle", small_settings)

    model = LanguageModel.load(tmp_path / "bundle")
    reliable, unreliable = (
        model.read(read_document(Article(text=an_article(label, 9_999).text))).probability
        for label in ("reliable", "unreliable")
    )
    assert reliable < 0.5 < unreliable
    assert "horne2017" in said


def test_fitting_twice_gives_the_same_bytes(tmp_path: Path, small_settings: Path) -> None:
    shared = write_shared(tmp_path / "shared")

    for name in ("one", "other"):
        _fit(shared, tmp_path / name, small_settings)

    for file in (SETTINGS, TENSORS):
        one, other = (tmp_path / name / file for name in ("one", "other"))
        assert one.read_bytes() == other.read_bytes()


def test_a_missing_corpus_is_one_line_and_exit_code_two(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["fit-linear", "--shared", str(tmp_path)])

    assert result.exit_code == 2
    assert "horne2017 is not there" in result.output
