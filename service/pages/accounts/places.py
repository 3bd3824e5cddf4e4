"""Addresses within this service: where a moderator wanted to go, and nothing that leads elsewhere."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

HOME: Final = "/review"
# One slash and then no second one, in either direction: browsers read `/\example.org` as another host. Controls and
# blanks are left out, because browsers drop them before they look.
_OWN: Final = re.compile(r"/(?![/\\])[!-\[\]-~]{0,1000}")


def own_address(wanted: str) -> str:
    """The address if it is one of ours that a moderator can go to, otherwise that of the queue."""
    return wanted if _OWN.fullmatch(wanted) and not wanted.startswith("/log") else HOME


def sign_in_address(wanted: str) -> str:
    """The sign-in page, from which it goes on to the address that was wanted."""
    return f"/login?next={quote(own_address(wanted), safe='/')}"
