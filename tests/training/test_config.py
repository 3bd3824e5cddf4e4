"""A configuration is understood whole or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.config import LINEAR_CONFIG, ConfigError, read_linear_config


def test_the_shipped_configuration_is_understood() -> None:
    assert read_linear_config().vocabulary.most_features > 0


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("min_documents = ", "min_document = "),
        ("[regression]", "[regresion]"),
        ("min_lower_share = 0.8", "min_lower_share = 80"),
        ("seed = ", "seed "),
    ],
)
def test_a_typo_is_refused_rather_than_ignored(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "linear.toml"
    path.write_text(LINEAR_CONFIG.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    with pytest.raises(ConfigError, match=r"linear\.toml"):
        read_linear_config(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"absent\.toml"):
        read_linear_config(tmp_path / "absent.toml")
