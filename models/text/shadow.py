"""The normal form as one byte a character, which is what the cue patterns run on."""

from __future__ import annotations

import codecs
import unicodedata
from functools import cache

_SCHEME = "caveat-shadow"


def shadow_of(normal: str) -> bytes:
    """ASCII bytes, exactly one a code point: accents dropped, everything else that is foreign a question mark."""
    if normal.isascii():
        return normal.encode("ascii")
    return normal.encode("ascii", _scheme())


@cache
def _scheme() -> str:
    """Register the substitution on first use; codecs calls it once for each run of foreign characters."""
    codecs.register_error(_SCHEME, _substitute)
    return _SCHEME


def _substitute(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_closest, error.object[error.start : error.end])), error.end


@cache
def _closest(letter: str) -> str:
    """The base letter of an accented one; a cache entry for each code point at most."""
    if letter == "\u2026":
        return "."
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() else "?"
