"""The taxonomy of signals, read from the bundle's `signals.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from models.contract import Effect
from models.errors import BundleError
from models.signals.template import Template, read_templates

SINGLE = "source.single"
# How a text looks when a signal's question is answered: its evidence is gone, and with it whoever had no name now has
# one, or a second independent side vouches for the main claim; or the open point is confirmed.
Settled = Literal["gone", "named", "second_side", "confirmed"]


@dataclass(frozen=True, slots=True)
class Signal:
    """What one signal means, which way it points, and what an editor would ask about it.

    `why` and `ask` hold anywhere; `reasons` and `asks` are said instead where they fit the place.
    `blind_spots` are what the rules are known to miss or to mark wrongly.
    """

    id: str
    effect: Effect
    definition: str
    not_when: str
    example: str
    why: str
    ask: str
    w3c: str
    reasons: tuple[Template, ...] = ()
    asks: tuple[Template, ...] = ()
    settled: Settled = "gone"
    blind_spots: tuple[str, ...] = ()


def load_taxonomy(path: Path) -> dict[str, Signal]:
    """All signals by id, in the order of the file.

    Raises:
        BundleError: an entry has a missing or unknown key, or a template that cannot be said.
    """
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["signal"]
    try:
        return {entry["id"]: _signal(entry) for entry in entries}
    except (KeyError, TypeError, ValueError) as error:
        raise BundleError(f"{path}: a signal has a missing or unknown key ({error}).") from error


def _signal(entry: Mapping[str, Any]) -> Signal:
    signal = Signal(
        **{
            **entry,
            "reasons": read_templates(entry.get("reasons", ())),
            "asks": read_templates(entry.get("asks", ())),
            "blind_spots": tuple(entry.get("blind_spots", ())),
        }
    )
    if signal.settled not in get_args(Settled):
        raise ValueError(f"{signal.id} cannot be settled as {signal.settled!r}")
    return signal
