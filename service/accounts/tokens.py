"""The random words that browsers carry, and what is derived from them. Keeps nothing, so it holds for every process."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from typing import Final

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_BYTES: Final = 32


def draw_token() -> str:
    """256 random bits that may stand in a cookie."""
    return secrets.token_urlsafe(_BYTES)


def is_token(text: str) -> bool:
    """Whether this could have been drawn here; anything else need not be looked up."""
    return _TOKEN.fullmatch(text) is not None


def hash_token(token: str) -> bytes:
    """The form in which a token is kept; with 256 random bits there is nothing for a slow hash to slow down."""
    return hashlib.sha256(token.encode()).digest()


def derive(token: str, purpose: str) -> str:
    """A word that only who has the token can name, of no use for any other purpose."""
    return hmac.new(token.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def is_same(shown: str, expected: str) -> bool:
    """Compared in a time that does not tell how much of it was right."""
    return hmac.compare_digest(shown.encode("utf-8", "replace"), expected.encode())
