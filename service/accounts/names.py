"""Names of moderators: one spelling each."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from service.errors import InvalidRequestError
from service.roles import OPERATOR_NAME, TRIAL_NAME

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")


def normal_name(typed: str) -> str:
    """A name as it is kept, whatever case, width and blanks it was typed with."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def may_be_name(name: str) -> bool:
    """Whether any account could have this name; databases differ in what they make of characters that none has."""
    return _NAME.fullmatch(name) is not None


def new_name(typed: str) -> str:
    """The name for a new account.

    Raises:
        InvalidRequestError: it cannot be one, or is reserved.
    """
    name = normal_name(typed)
    if name in {TRIAL_NAME, OPERATOR_NAME}:
        raise InvalidRequestError(f"The name `{name}` is reserved; take another.")
    if not may_be_name(name):
        message = (
            "A name has 1 to 64 letters a-z, digits and . _ @ - and starts with a letter or digit."
        )
        raise InvalidRequestError(message)
    return name
