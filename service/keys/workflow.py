"""Making, listing and revoking keys. A key is readable once, when it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from service.db.engine import Database
from service.db.tables import KeyRow
from service.errors import NotFoundError
from service.keys import store
from service.security import NewKey, Scope, make_key


@dataclass(frozen=True, slots=True)
class KeySummary:
    """What an operator sees of a key; nothing in it opens anything."""

    id: str
    label: str
    scopes: str
    created_at: datetime
    revoked_at: datetime | None


def create_key(label: str, scopes: list[Scope], *, database: Database) -> NewKey:
    """Make a key; its text is returned here and never again."""
    key = make_key()
    row = KeyRow(
        id=key.id,
        label=label,
        scopes=" ".join(scopes),
        secret_sha256=key.secret_sha256,
        created_at=datetime.now(UTC),
        revoked_at=None,
    )
    with database.writing() as session:
        store.insert_key(session, row)
    return key


def list_keys(*, database: Database) -> list[KeySummary]:
    """Every key that was ever made."""
    with database.reading() as session:
        return [
            KeySummary(row.id, row.label, row.scopes, row.created_at, row.revoked_at)
            for row in store.list_keys(session)
        ]


def revoke_key(key_id: str, *, database: Database) -> None:
    """End a key for good; to revoke it twice is no error."""
    with database.writing() as session:
        row = store.find_key(session, key_id)
        if row is None:
            raise NotFoundError
        row.revoked_at = row.revoked_at or datetime.now(UTC)
