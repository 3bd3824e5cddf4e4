"""Finds near-duplicates: wire copy with another byline, a corrected paragraph, a new headline.

An article is cut into shingles, runs of five words. A MinHash sketch of them (Broder 1997) estimates which share of
their shingles two articles have in common. Articles that agree in one of 12 bands of 5 hashes are compared; so are
found 89 % of the pairs at a likeness of 0.7, 99 % at 0.8.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

import numpy as np
from datasketch import MinHash

# The least share of shingles in common that makes copies.
LEAST_LIKENESS: Final = 0.7
BANDS: Final = 12
_ROWS: Final = 5
_SHINGLE_WORDS: Final = 5
_WORD: Final = re.compile(r"\w+")
# Never changed: sketches are stored, and those of other permutations cannot be compared.
_SCHEME: Final = "affine32"
# Drawing the permutations takes longer than sketching an article, so that every sketch uses the same.
_BLANK: Final = MinHash(num_perm=BANDS * _ROWS, seed=1, scheme=_SCHEME)
_DTYPE: Final = np.dtype("<u4")


def sketch_of(title: str, text: str) -> bytes:
    """The sketch of an article: 60 hashes of 4 bytes, the same for the same words whatever their case."""
    words = _WORD.findall(f"{title}\n{text}".casefold())
    sketch = _BLANK.copy()
    sketch.update_batch(
        [
            " ".join(words[start : start + _SHINGLE_WORDS]).encode()
            for start in range(max(1, len(words) - _SHINGLE_WORDS + 1))
        ]
    )
    return np.asarray(sketch.hashvalues, _DTYPE).tobytes()


def bands_of(sketch: bytes) -> list[int]:
    """One signed 64-bit hash for each band, in order; articles with one in common are worth comparing."""
    width = _ROWS * _DTYPE.itemsize
    return [
        int.from_bytes(
            hashlib.blake2b(sketch[start : start + width], digest_size=8).digest(),
            "big",
            signed=True,
        )
        for start in range(0, BANDS * width, width)
    ]


def likeness(one: bytes, other: bytes) -> float:
    """The estimated share of shingles that two articles have in common, 0 to 1."""
    return float(np.mean(np.frombuffer(one, _DTYPE) == np.frombuffer(other, _DTYPE)))
