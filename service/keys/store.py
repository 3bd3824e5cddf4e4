"""SQL for keys. The only module in this feature that knows table names."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables import KeyRow, UserRow
from service.roles import TRIAL_NAME


def insert_key(session: Session, row: KeyRow) -> None:
    """Keep a key's hash."""
    session.add(row)


def find_key(session: Session, key_id: str) -> KeyRow | None:
    """The row of a key, or None."""
    return session.get(KeyRow, key_id)


def list_keys(session: Session) -> list[tuple[KeyRow, str | None]]:
    """All keys, oldest first, each with the name of the moderator it belongs to."""
    rows = session.execute(
        select(KeyRow, UserRow.name)
        .outerjoin(UserRow, UserRow.id == KeyRow.user_id)
        .order_by(KeyRow.created_at, KeyRow.id)
    )
    return [(row, name) for row, name in rows]


def find_owner(session: Session, name: str) -> UserRow | None:
    """The active moderator of a name; the one of the trial ends with the first key and owns none."""
    return session.scalar(
        select(UserRow).where(
            UserRow.name == name, UserRow.name != TRIAL_NAME, UserRow.disabled_at.is_(None)
        )
    )
