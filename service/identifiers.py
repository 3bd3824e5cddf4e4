"""Identifiers that sort by the time they were made: UUIDv7 (RFC 9562)."""

from __future__ import annotations

import os
import time
from typing import Final
from uuid import UUID

from service.errors import NotFoundError

SCORE_PREFIX: Final = "sc_"
_SCORE_ID_LENGTH: Final = len(SCORE_PREFIX) + 32


def new_uuid7() -> UUID:
    """48 bits of milliseconds, 74 random bits."""
    random = int.from_bytes(os.urandom(10), "big")
    value = (time.time_ns() // 1_000_000) << 80
    value |= 0x7 << 76 | (random >> 68 & 0xFFF) << 64
    value |= 0b10 << 62 | random & ((1 << 62) - 1)
    return UUID(int=value)


def format_score_id(value: UUID) -> str:
    """The id of a score as callers see it."""
    return SCORE_PREFIX + value.hex


def parse_score_id(text: str) -> UUID:
    """The stored id; a text that can be no id is answered like one that is missing."""
    digits = text.removeprefix(SCORE_PREFIX)
    if len(text) != _SCORE_ID_LENGTH or not digits.isascii() or not digits.isalnum():
        raise NotFoundError
    try:
        return UUID(hex=digits)
    except ValueError:
        raise NotFoundError from None
