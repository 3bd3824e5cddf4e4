"""The fitted numbers of the language model on disk: two files, neither of them a pickle."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save

from models.errors import BundleError

TENSORS = "linear.safetensors"
SETTINGS = "linear.json"
FORMAT = 1

# The order of the rows of `weights`.
CLASSES = ("reliable", "unreliable", "satire")


@dataclass(frozen=True, slots=True)
class LinearParameters:
    """A TF-IDF vocabulary and a three-class logistic regression over it.

    Features are the words in order, then the pairs; a pair holds the indices of its two words.
    Numbers are float32: the fit rounds them before it measures anything, so what is measured is
    what is served.
    """

    words: tuple[str, ...]
    pairs: NDArray[np.uint32]
    idf: NDArray[np.float32]
    weights: NDArray[np.float32]
    intercepts: NDArray[np.float32]

    @property
    def features(self) -> int:
        """How many words and pairs there are."""
        return len(self.words) + len(self.pairs)

    def names(self) -> list[str]:
        """Every feature by name, in order: words, then pairs joined by a space."""
        pairs = self.pairs.tolist()
        return [*self.words, *(f"{self.words[a]} {self.words[b]}" for a, b in pairs)]


def write_parameters(parameters: LinearParameters, folder: Path) -> None:
    """Write both files; the same parameters always give the same bytes."""
    tensors = {
        "idf": parameters.idf,
        "intercepts": parameters.intercepts,
        "pairs": parameters.pairs,
        "weights": parameters.weights,
    }
    (folder / TENSORS).write_bytes(save(tensors))
    settings = {
        "format": FORMAT,
        "classes": CLASSES,
        "words": parameters.words,
    }
    text = json.dumps(settings, ensure_ascii=False, indent=0, separators=(",", ":"))
    (folder / SETTINGS).write_text(text + "\n", encoding="utf-8")


def read_parameters(folder: Path) -> LinearParameters:
    """Read both files; raises BundleError when one is missing or they do not fit each other."""
    try:
        settings = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        tensors = load_file(folder / TENSORS)
        if settings["format"] != FORMAT or tuple(settings["classes"]) != CLASSES:
            raise BundleError(f"{SETTINGS} is of another format than {FORMAT}.")
        parameters = LinearParameters(
            words=tuple(settings["words"]),
            **{name: tensors[name] for name in ("pairs", "idf", "weights", "intercepts")},
        )
    except (OSError, ValueError, KeyError, TypeError, SafetensorError) as error:
        raise BundleError(
            f"The language model in {folder.name} cannot be read: {error}."
        ) from error
    _refuse_misfits(parameters)
    return parameters


def _refuse_misfits(parameters: LinearParameters) -> None:
    """Shapes that do not belong together would score garbage without a sound."""
    shapes = (
        parameters.pairs.ndim,
        parameters.idf.shape,
        parameters.weights.shape,
        parameters.intercepts.shape,
    )
    count = parameters.features
    if shapes != (2, (count,), (len(CLASSES), count), (len(CLASSES),)):
        raise BundleError(f"{TENSORS} does not fit {SETTINGS}.")
    if parameters.pairs.size and parameters.pairs.max() >= len(parameters.words):
        raise BundleError(f"{TENSORS} names a word that {SETTINGS} does not have.")
    if not all(np.isfinite(part).all() for part in (parameters.idf, parameters.weights)):
        raise BundleError(f"{TENSORS} holds a number that is not finite.")
