"""Keys: how they are made, and how a request shows that it has one.

A key is `caveat_ID_SECRETCRC`: 64 bits of identity, 256 random bits, and a checksum by which a scanner of leaked
secrets can recognise it. Only the SHA-256 is kept; with 256 random bits there is nothing for a slow hash to slow down.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import hmac
import logging
import re
import secrets
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args
from uuid import UUID

import anyio.to_thread
from sqlalchemy import select

from service.db.engine import Database
from service.db.tables import KeyRow, UserRow
from service.errors import KeyRequiredError, KeyScopeError, StorageUnavailableError

Scope = Literal["score", "review"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
SCORING: Final[tuple[Scope, ...]] = ("score",)

_KEY: Final = re.compile(r"caveat_([0-9a-f]{16})_([0-9a-f]{64})([0-9a-f]{8})")
_LOGGER: Final = logging.getLogger("caveat")
# Compared with when the id is unknown, so that an unknown id takes as long as a wrong secret.
_NOBODY: Final = hashlib.sha256(b"nobody").digest()


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """What is known of a key; enough to check it, not enough to use it."""

    id: str
    secret_sha256: bytes
    scopes: frozenset[str]
    is_revoked: bool
    # The moderator for whom a tool reviews; None for keys that only score.
    user_id: UUID | None = None


@dataclass(frozen=True, slots=True, repr=False)
class NewKey:
    """A key at the only moment when it can be read."""

    id: str
    text: str

    @property
    def secret_sha256(self) -> bytes:
        """What is kept of it."""
        return hash_key(self.text)


def make_key() -> NewKey:
    """Draw a new key."""
    key_id = secrets.token_hex(8)
    secret = secrets.token_hex(32)
    return NewKey(key_id, f"caveat_{key_id}_{secret}{_checksum(key_id, secret)}")


def _checksum(key_id: str, secret: str) -> str:
    return f"{zlib.crc32(f'{key_id}_{secret}'.encode()):08x}"


def hash_key(text: str) -> bytes:
    """The form in which a key is kept."""
    return hashlib.sha256(text.encode()).digest()


def check_key(text: str, records: Mapping[str, KeyRecord], *scopes: Scope) -> KeyRecord:
    """The record of a presented key that has one of the scopes, or the reason why it does not open the door."""
    parts = _KEY.fullmatch(text)
    record = records.get(parts[1]) if parts else None
    kept = record.secret_sha256 if record else _NOBODY
    matches = hmac.compare_digest(hash_key(text), kept)
    if record is None or not matches or record.is_revoked:
        raise KeyRequiredError
    if record.scopes.isdisjoint(scopes):
        raise KeyScopeError
    return record


def presented_key(authorization: bytes) -> str:
    """The key in an `Authorization` header: a bearer token, or the password that a browser asked for."""
    method, _, value = authorization.decode("latin-1").partition(" ")
    if method.lower() == "bearer":
        return value.strip()
    if method.lower() != "basic":
        return ""
    try:
        pair = base64.b64decode(value, validate=True).decode("latin-1")
    except binascii.Error:
        return ""
    return pair.partition(":")[2]


def load_keys(database: Database) -> dict[str, KeyRecord]:
    """All keys, revoked ones too: that one ever existed is why requests without are refused."""
    with database.reading() as session:
        return {
            row.id: KeyRecord(
                row.id,
                row.secret_sha256,
                frozenset(row.scopes.split()),
                # Who may no longer sign in has no key that opens anything either.
                is_revoked=row.revoked_at is not None or disabled_at is not None,
                user_id=row.user_id,
            )
            for row, disabled_at in session.execute(
                select(KeyRow, UserRow.disabled_at).outerjoin(UserRow, UserRow.id == KeyRow.user_id)
            )
        }


class KeyRing:
    """The keys as they stood at most `max_age_s` ago.

    While the database is silent the last known keys stay valid, so that its outage does not lock callers out;
    before the first successful reading nobody gets in.
    """

    def __init__(self, load: Callable[[], dict[str, KeyRecord]], max_age_s: float) -> None:
        self._load = load
        self._max_age_s = max_age_s
        self._records: dict[str, KeyRecord] | None = None
        self._checked_at = float("-inf")
        self._lock = asyncio.Lock()

    async def records(self) -> Mapping[str, KeyRecord]:
        """The keys; empty when none was ever made."""
        if time.monotonic() - self._checked_at > self._max_age_s:
            async with self._lock:
                if time.monotonic() - self._checked_at > self._max_age_s:
                    await self._refresh()
        if self._records is None:
            raise StorageUnavailableError
        return self._records

    async def _refresh(self) -> None:
        try:
            self._records = await anyio.to_thread.run_sync(self._load)
        except StorageUnavailableError:
            _LOGGER.warning("keys could not be read")
            if self._records is None:
                raise
        self._checked_at = time.monotonic()
