"""Where a page of a list ended. Callers hand the text back as it is; it fits only the list that it came from."""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
from typing import Final, TypeGuard

import orjson

from service.errors import FieldFault, InvalidRequestError

_MOST_CHARACTERS: Final = 400
_LARGEST: Final = 2**63
_FAULT: Final = FieldFault(
    "cursor",
    "does not belong to this list",
    "Send `next` of the page before with the same filters and order, or none to begin anew.",
)


def write_cursor(listing: str, place: list[float]) -> str:
    """The end of a page as text; `listing` says which list it is, with filters and order."""
    packed = orjson.dumps([_mark(listing), *place])
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read_cursor(listing: str, cursor: str, length: int) -> list[float]:
    """The place of so many numbers behind a cursor.

    Raises:
        InvalidRequestError: it is none, or belongs to another list.
    """
    match _unpacked(cursor):
        case [mark, *values] if mark == _mark(listing):
            place = [value for value in values if _is_number(value)]
            if len(place) == len(values) == length:
                return place
    raise InvalidRequestError(faults=(_FAULT,))


def _unpacked(cursor: str) -> object:
    if len(cursor) > _MOST_CHARACTERS or not cursor.isascii():
        return None
    try:
        unpacked: object = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        return None
    return unpacked


def _is_number(value: object) -> TypeGuard[float]:
    """Whether every database can compare with it; JSON has integers beyond that."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and abs(value) < _LARGEST


def _mark(listing: str) -> str:
    return hashlib.sha256(listing.encode()).hexdigest()[:16]
