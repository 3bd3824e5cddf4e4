"""The fitted numbers of the heads on disk: two files, neither of them a pickle."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save

from models.errors import BundleError
from models.heads.structure import STRUCTURE

TENSORS = "heads.safetensors"
SETTINGS = "heads.json"
FORMAT = 1

# From this chance on, and how often a find with at least that chance was right.
Step = tuple[float, float]


@dataclass(frozen=True, slots=True)
class HeadParameters:
    """One logistic regression a signal over words, pairs, triples and the ledger's structure.

    `weights` has a row an n-gram and a column a signal, `structure` a row an entry of `STRUCTURE`. `steps` give for
    each signal the measured precision by chance, ascending; its first chance is the threshold, and a signal without
    steps is not looked for.
    """

    signals: tuple[str, ...]
    ngrams: tuple[str, ...]
    weights: NDArray[np.float32]
    structure: NDArray[np.float32]
    intercepts: NDArray[np.float32]
    steps: dict[str, tuple[Step, ...]]


def write_heads(parameters: HeadParameters, folder: Path) -> None:
    """Write both files; the same parameters always give the same bytes."""
    tensors: dict[str, NDArray[np.generic]] = {
        "weights": parameters.weights.astype(np.float16),
        "structure": parameters.structure,
        "intercepts": parameters.intercepts,
    }
    (folder / TENSORS).write_bytes(save(tensors))
    settings = {
        "format": FORMAT,
        "signals": parameters.signals,
        "structure": STRUCTURE,
        "steps": parameters.steps,
        "ngrams": parameters.ngrams,
    }
    text = json.dumps(settings, ensure_ascii=False, indent=0, separators=(",", ":"))
    (folder / SETTINGS).write_text(text + "\n", encoding="utf-8")


def read_heads(folder: Path) -> HeadParameters:
    """Read both files.

    Raises:
        BundleError: one is missing, or they do not fit each other.
    """
    try:
        settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        tensors = load_file(folder / TENSORS)
        if settings["format"] != FORMAT or tuple(settings["structure"]) != STRUCTURE:
            raise BundleError(f"{SETTINGS} is of another format than {FORMAT}.")
        parameters = HeadParameters(
            signals=tuple(settings["signals"]),
            ngrams=tuple(settings["ngrams"]),
            weights=tensors["weights"].astype(np.float32),
            structure=tensors["structure"],
            intercepts=tensors["intercepts"],
            steps={s: tuple((a, b) for a, b in steps) for s, steps in settings["steps"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
        raise BundleError(f"The heads in {folder.name} cannot be read: {error}.") from error
    _refuse_misfits(parameters)
    return parameters


def _refuse_misfits(parameters: HeadParameters) -> None:
    """Shapes that do not belong together would find garbage without a sound."""
    signals = len(parameters.signals)
    shapes = (
        parameters.weights.shape,
        parameters.structure.shape,
        parameters.intercepts.shape,
    )
    if shapes != ((len(parameters.ngrams), signals), (len(STRUCTURE), signals), (signals,)):
        raise BundleError(f"{TENSORS} does not fit {SETTINGS}.")
    tensors = (parameters.weights, parameters.structure, parameters.intercepts)
    if not all(np.isfinite(tensor).all() for tensor in tensors):
        raise BundleError(f"{TENSORS} holds a number that is not finite.")
    if not set(parameters.steps) <= set(parameters.signals):
        raise BundleError(f"{SETTINGS} has steps for a signal that has no weights.")
