"""Passwords: length is all that is asked of them, and Argon2id is all that is kept."""

from __future__ import annotations

import threading
import unicodedata
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from service.errors import InvalidRequestError

# NIST SP 800-63B asks for length and against rules about kinds of characters.
FEWEST_CHARACTERS: Final = 12
MOST_CHARACTERS: Final = 256
# The first of the settings that OWASP recommends: 46 MiB, one pass, one lane.
_HASHER: Final = PasswordHasher(time_cost=1, memory_cost=47_104, parallelism=1)
# The hash of nobody's password, so that an unknown name costs as much as a wrong password.
_NOBODY: Final = (
    "$argon2id$v=19$m=47104,t=1,p=1$8MwcUTB93qWB3YCRitSrgA$H7CPL9"
    "AyCharkQUnJaiWpHonwqiZ9CtIYFG9E/z5VDA"
)
# At 46 MiB each, a crowd at the door must not take the memory from those who work.
_ROOM: Final = threading.BoundedSemaphore(4)


def check_new_password(password: str) -> None:
    """Refuse what is too short to be safe or too long to be a password.

    Raises:
        InvalidRequestError: says which.
    """
    if len(password) < FEWEST_CHARACTERS:
        message = f"A password needs at least {FEWEST_CHARACTERS} characters; a few words do well."
        raise InvalidRequestError(message)
    if len(password) > MOST_CHARACTERS:
        raise InvalidRequestError(f"A password has at most {MOST_CHARACTERS} characters.")


def hash_password(password: str) -> str:
    """What is kept of a password."""
    with _ROOM:
        return _HASHER.hash(_normal(password))


def is_right(password: str, kept: str | None) -> bool:
    """Whether this is the password; without anything to compare it with the answer takes as long and is no."""
    if len(password) > MOST_CHARACTERS:
        return False
    try:
        with _ROOM:
            _HASHER.verify(kept or _NOBODY, _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_outdated(kept: str) -> bool:
    """Whether the parameters have changed since this was made."""
    return _HASHER.check_needs_rehash(kept)


def _normal(password: str) -> str:
    """Keyboards send the same letters as different characters; SP 800-63B asks for one form."""
    return unicodedata.normalize("NFKC", password)
