"""Which rows nobody may fit on, and folds that are the same on every machine."""

from __future__ import annotations

from hashlib import sha256

_HELD_SHARE = 5


def is_held(row_id: str) -> bool:
    """Whether a row belongs to the fifth that no fit and no choice ever sees."""
    return _number(row_id) % _HELD_SHARE == 0


def fold_of(group: str, folds: int = 5) -> int:
    """The fold of a group, such as an outlet or a single row; independent of `is_held`."""
    return _number("fold:" + group) % folds


def _number(text: str) -> int:
    return int(sha256(text.encode("utf-8")).hexdigest(), 16)
