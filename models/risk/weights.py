"""The fitted numbers of the additive model, read from the bundle's `risk.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import BundleError


@dataclass(frozen=True, slots=True)
class Target:
    """One additive logistic model: logit = base + sum of weight times feature value."""

    base: float
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class RiskWeights:
    """The three targets of one mode, and the half-widths of the 90 % conformal interval by risk.

    `half_widths` holds (upper end of the score range, half-width) in ascending order; the last
    range ends at 1.
    """

    mislead: Target
    need: Target
    handling: Target
    half_widths: tuple[tuple[float, float], ...]


def load_weights(path: Path, mode: str) -> RiskWeights:
    """The weights of one mode.

    Raises:
        BundleError: the file has no such mode, or a key is missing.
    """
    try:
        fitted = json.loads(path.read_bytes())[mode]
        return RiskWeights(
            mislead=_target(fitted["mislead"]),
            need=_target(fitted["need"]),
            handling=_target(fitted["handling"]),
            half_widths=tuple((float(end), float(half)) for end, half in fitted["half_widths"]),
        )
    except (KeyError, ValueError) as error:
        raise BundleError(f"{path}: no complete weights for mode {mode!r} ({error}).") from error


def _target(entry: Mapping[str, Any]) -> Target:
    return Target(float(entry["base"]), {k: float(v) for k, v in entry["weights"].items()})
