"""Settings of a fit, frozen, from TOML; an unknown or missing key is refused."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

LINEAR_CONFIG = Path(__file__).with_name("configs") / "linear.toml"


class ConfigError(Exception):
    """A configuration file is not what the fit understands; the message names the key."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class VocabularySettings(_Frozen):
    """Which words and pairs become features."""

    min_documents: int = Field(ge=1)
    min_sources: int = Field(ge=1)
    min_lower_share: float = Field(gt=0, le=1)
    most_features: int = Field(ge=10)
    masked: frozenset[str]


class WeightSettings(_Frozen):
    """How much each corpus weighs: `total` is the sum of all sample weights, the rest are shares of it."""

    total: float = Field(gt=0)
    horne2017: float = Field(ge=0)
    baly2020: float = Field(ge=0)
    readings: float = Field(ge=0)


class RegressionSettings(_Frozen):
    """The logistic regression; `inverse_penalty` is scikit-learn's C."""

    inverse_penalty: float = Field(gt=0)
    iterations: int = Field(ge=1)
    tolerance: float = Field(gt=0)


class LinearConfig(_Frozen):
    """Everything that decides a fit besides the data."""

    seed: int
    vocabulary: VocabularySettings
    weights: WeightSettings
    regression: RegressionSettings


def read_linear_config(path: Path = LINEAR_CONFIG) -> LinearConfig:
    """The settings in a TOML file; raises ConfigError."""
    try:
        return LinearConfig.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise ConfigError(f"{path.name}: {error}") from error
