"""SQL for saved views."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from service.db.tables import SavedViewRow, UserRow


def lock_owner(session: Session, user_id: UUID) -> None:
    """Let nobody else change this person's views until the end of the transaction."""
    session.execute(select(UserRow.id).where(UserRow.id == user_id).with_for_update())


def list_visible(session: Session, user_id: UUID) -> list[tuple[SavedViewRow, str]]:
    """Own and shared views with the names of their owners, by name."""
    found = session.execute(
        select(SavedViewRow, UserRow.name)
        .join(UserRow, UserRow.id == SavedViewRow.user_id)
        .where(or_(SavedViewRow.user_id == user_id, SavedViewRow.is_shared))
        .order_by(SavedViewRow.name, SavedViewRow.id)
    )
    return [(row, owner) for row, owner in found]


def find_by_name(session: Session, user_id: UUID, name: str) -> SavedViewRow | None:
    """The view that a person has under a name, or None."""
    return session.scalar(
        select(SavedViewRow).where(SavedViewRow.user_id == user_id, SavedViewRow.name == name)
    )


def find_view(session: Session, view_id: UUID) -> SavedViewRow | None:
    """A view, or None."""
    return session.get(SavedViewRow, view_id)


def count_own(session: Session, user_id: UUID) -> int:
    """How many views a person has."""
    counted = select(func.count()).where(SavedViewRow.user_id == user_id)
    return cast("int", session.scalar(counted))


def delete_view(session: Session, view_id: UUID) -> None:
    """Forget a view."""
    session.execute(delete(SavedViewRow).where(SavedViewRow.id == view_id))
