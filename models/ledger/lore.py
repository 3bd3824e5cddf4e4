"""What the ledger knows of claims: lists of words from `claims.toml`, fitted weights from `claims.json`."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.errors import BundleError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ClaimLore:
    """Words by what they tell of a claim, and the weights of the two scores.

    `lead` weighs what makes a sentence the main claim; `single` what leaves a claim to one side, on top of `base`.
    `numbers` are number words as digits; `telling` are the words of the three lists whose words are counted.
    """

    dated: frozenset[str]
    leading_up: frozenset[str]
    turning: frozenset[str]
    being: frozenset[str]
    records: frozenset[str]
    acts: frozenset[str]
    left_open: frozenset[str]
    accusing: frozenset[str]
    hedges: frozenset[str]
    negations: frozenset[str]
    common: frozenset[str]
    numbers: Mapping[str, str]
    lead: Mapping[str, float]
    base: float
    single: Mapping[str, float]
    telling: frozenset[str]


def load_claim_lore(folder: Path) -> ClaimLore:
    """Read both files of a gazetteer folder.

    Raises:
        BundleError: a file is missing or not of this shape.
    """
    try:
        table = tomllib.loads((folder / "claims.toml").read_text(encoding="utf-8"))
        fitted = json.loads((folder / "claims.json").read_bytes())
        lists = {name: " ".join(lines).split() for name, lines in table.items() if name not in META}
        numbers = dict(entry.split("=") for entry in lists.pop("numbers"))
        words = {name: frozenset(words) for name, words in lists.items()}
        return ClaimLore(
            numbers=numbers,
            lead=_weights(fitted["lead"]),
            base=float(fitted["single"]["base"]),
            single=_weights(fitted["single"]["weights"]),
            telling=words["records"] | words["acts"] | words["dated"],
            **words,
        )
    except (OSError, KeyError, AttributeError, TypeError, ValueError) as error:
        raise BundleError(
            f"{folder.name}: claims.toml or claims.json is not as expected ({error})."
        ) from error


META = frozenset({"language"})


def _weights(table: Mapping[str, object]) -> dict[str, float]:
    return {str(name): float(str(weight)) for name, weight in table.items()}
