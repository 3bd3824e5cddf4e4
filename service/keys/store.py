"""SQL for keys. The only module in this feature that knows table names."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables import KeyRow


def insert_key(session: Session, row: KeyRow) -> None:
    """Keep a key's hash."""
    session.add(row)


def find_key(session: Session, key_id: str) -> KeyRow | None:
    """The row of a key, or None."""
    return session.get(KeyRow, key_id)


def list_keys(session: Session) -> list[KeyRow]:
    """All keys, oldest first."""
    return list(session.scalars(select(KeyRow).order_by(KeyRow.created_at, KeyRow.id)))
