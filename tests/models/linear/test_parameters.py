"""The two files of the language model: same bytes, same numbers, and no quiet misfit."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from models.errors import BundleError
from models.linear import LanguageModel, read_parameters, write_parameters
from models.linear.parameters import SETTINGS, TENSORS
from tests.models.linear.invented import fitted_parameters


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    parameters = fitted_parameters()

    write_parameters(parameters, tmp_path)

    found = read_parameters(tmp_path)
    assert found.names() == parameters.names()
    assert np.array_equal(found.weights, parameters.weights)
    assert np.array_equal(found.idf, parameters.idf)


def test_the_same_parameters_give_the_same_bytes(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "other"]

    for folder in folders:
        folder.mkdir()
        write_parameters(fitted_parameters(), folder)

    for name in (SETTINGS, TENSORS):
        assert folders[0].joinpath(name).read_bytes() == folders[1].joinpath(name).read_bytes()


@pytest.mark.parametrize("name", [SETTINGS, TENSORS])
def test_a_missing_file_is_refused(tmp_path: Path, name: str) -> None:
    write_parameters(fitted_parameters(), tmp_path)
    (tmp_path / name).unlink()

    with pytest.raises(BundleError):
        LanguageModel.load(tmp_path)


def test_another_format_is_refused(tmp_path: Path) -> None:
    write_parameters(fitted_parameters(), tmp_path)
    settings = json.loads((tmp_path / SETTINGS).read_text())
    (tmp_path / SETTINGS).write_text(json.dumps(settings | {"format": 99}))

    with pytest.raises(BundleError, match="format"):
        read_parameters(tmp_path)


def test_files_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    parameters = fitted_parameters()
    write_parameters(replace(parameters, words=parameters.words[:-1]), tmp_path)

    with pytest.raises(BundleError, match="does not fit"):
        read_parameters(tmp_path)


def test_a_pair_of_unknown_words_is_refused(tmp_path: Path) -> None:
    parameters = fitted_parameters()
    pairs = parameters.pairs.copy()
    pairs[0, 0] = len(parameters.words)
    write_parameters(replace(parameters, pairs=pairs), tmp_path)

    with pytest.raises(BundleError, match="names a word"):
        read_parameters(tmp_path)


def test_a_number_that_is_not_finite_is_refused(tmp_path: Path) -> None:
    parameters = fitted_parameters()
    weights = parameters.weights.copy()
    weights[0, 0] = np.nan
    write_parameters(replace(parameters, weights=weights), tmp_path)

    with pytest.raises(BundleError, match="finite"):
        read_parameters(tmp_path)
