"""Identifiers that sort by the time they were made: UUIDv7 (RFC 9562)."""

from __future__ import annotations

import os
import time
from typing import Final, Literal
from uuid import UUID

from service.errors import NotFoundError

Kind = Literal["score", "review", "verdict", "lease", "view"]

_PREFIXES: Final[dict[Kind, str]] = {
    "score": "sc_",
    # A review is called by the id of its score.
    "review": "rv_",
    "verdict": "vd_",
    "lease": "ls_",
    "view": "vw_",
}
_DIGITS: Final = 32


def new_uuid7() -> UUID:
    """48 bits of milliseconds, 74 random bits."""
    random = int.from_bytes(os.urandom(10), "big")
    value = (time.time_ns() // 1_000_000) << 80
    value |= 0x7 << 76 | (random >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | random & ((1 << 62) - 1)
    return UUID(int=value)


def format_id(kind: Kind, value: UUID) -> str:
    """An id as callers see it."""
    return _PREFIXES[kind] + value.hex


def parse_id(kind: Kind, text: str) -> UUID:
    """The stored id; a text that can be no id is answered like one that is missing.

    Raises:
        NotFoundError: it is none.
    """
    prefix = _PREFIXES[kind]
    digits = text.removeprefix(prefix)
    if len(text) != len(prefix) + _DIGITS or not digits.isascii() or not digits.isalnum():
        raise NotFoundError
    try:
        return UUID(hex=digits)
    except ValueError:
        raise NotFoundError from None
