"""One way to write a value down, so that the same value always has the same hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

import orjson

# Keys in order, no spaces: RFC 8785 for what is written here, which has no floats outside the rows' own.
_OPTIONS: Final = orjson.OPT_SORT_KEYS


def canonical_json(value: Mapping[str, object]) -> str:
    """JSON that is the same text for the same value."""
    return orjson.dumps(value, option=_OPTIONS).decode()


def canonical_time(value: datetime) -> str:
    """A time in UTC with all six digits, as both databases keep it."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def sha256(text: str) -> str:
    """The hash of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
