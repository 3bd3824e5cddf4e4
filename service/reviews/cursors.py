"""After which review a page of a list ended. Callers hand the text back as it is; it fits its own list only."""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Final, TypeGuard

import orjson

from service.errors import FieldFault, InvalidRequestError

_MOST_CHARACTERS: Final = 400
# Numbers beyond that no database can compare with.
_LARGEST: Final = 2**63
_FAULT: Final = FieldFault(
    "cursor",
    "does not belong to this list",
    "Send `next` of the page before with the same filters and order, or none to begin anew.",
)


def write_cursor(listing: str, number: int) -> str:
    """The end of a page as text; `listing` says which list it is, with filters and order."""
    packed = orjson.dumps([_mark(listing), number])
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read_cursor(listing: str, cursor: str) -> int:
    """The number of the review behind a cursor.

    Raises:
        InvalidRequestError: it is none, or belongs to another list.
    """
    match _unpacked(cursor):
        case [mark, number] if mark == _mark(listing) and _is_number(number):
            return number
    raise unknown_place()


def unknown_place() -> InvalidRequestError:
    """The refusal of a cursor that this list never gave out."""
    return InvalidRequestError(faults=(_FAULT,))


def _unpacked(cursor: str) -> object:
    if len(cursor) > _MOST_CHARACTERS or not cursor.isascii():
        return None
    try:
        unpacked: object = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        return None
    return unpacked


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LARGEST


def _mark(listing: str) -> str:
    return hashlib.sha256(listing.encode()).hexdigest()[:16]
