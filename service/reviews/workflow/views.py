"""Filters that moderators keep under a name, for themselves or for everybody."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qsl, urlencode

from sqlalchemy.orm import Session

from service.audit.chain import append
from service.db.engine import Database
from service.db.tables import SavedViewRow
from service.errors import FieldFault, InvalidRequestError, NotFoundError, RoleError
from service.identifiers import format_id, new_uuid7, parse_id
from service.reviews.detail import SavedView
from service.reviews.schemas import QueueFilter
from service.reviews.store import views as store
from service.roles import Moderator

__all__ = ["SavedView", "delete_view", "list_views", "save_view"]

MOST_VIEWS: Final = 50
_MOST_NAME: Final = 80
_NAME: Final = FieldFault(
    "name", "is empty, too long or has control characters", "Give a name of at most 80 characters."
)
_TOO_MANY: Final = FieldFault(
    "name", "would be one view too many", "Delete one of your 50 views, or replace one by its name."
)


def list_views(moderator: Moderator, database: Database) -> list[SavedView]:
    """One's own views and those that are shared, by name."""
    with database.reading() as session:
        return [
            _view(row, owner, moderator) for row, owner in store.list_visible(session, moderator.id)
        ]


def save_view(
    name: str,
    filters: QueueFilter,
    is_shared: bool,  # noqa: FBT001 - a field of the view like the others
    moderator: Moderator,
    database: Database,
) -> SavedView:
    """Keep filters under a name; what had the name before is replaced.

    Raises:
        RoleError: a reviewer wants to share it.
        InvalidRequestError: the name is none, or there are too many views.
    """
    name = name.strip()
    if not name or len(name) > _MOST_NAME or not name.isprintable():
        raise InvalidRequestError(faults=(_NAME,))
    if is_shared and not moderator.may("senior"):
        raise RoleError
    with database.recording() as session:
        store.lock_owner(session, moderator.id)
        row = _put(session, name, moderator)
        row.query = urlencode(filters.model_dump(mode="json", exclude_defaults=True))
        row.is_shared = is_shared
        view = _view(row, moderator.name, moderator)
        session.flush()
        append(
            session,
            actor=moderator.name,
            action="view.save",
            subject=view.id,
            detail={"name": name, "is_shared": is_shared},
        )
    return view


def delete_view(view_id: str, moderator: Moderator, database: Database) -> None:
    """Forget a view of one's own; admins may forget anybody's.

    Raises:
        NotFoundError: there is none, or it is somebody else's and not shared.
        RoleError: it is shared by somebody else.
    """
    with database.recording() as session:
        row = store.find_view(session, parse_id("view", view_id))
        if row is None:
            raise NotFoundError
        if row.user_id != moderator.id:
            _check_may_delete(row, moderator)
        store.delete_view(session, row.id)
        append(
            session,
            actor=moderator.name,
            action="view.delete",
            subject=view_id,
            detail={"name": row.name},
        )


def _check_may_delete(row: SavedViewRow, moderator: Moderator) -> None:
    if moderator.may("admin"):
        return
    # Whether somebody has a view of their own is nobody's business.
    raise RoleError if row.is_shared else NotFoundError


def _put(session: Session, name: str, moderator: Moderator) -> SavedViewRow:
    row = store.find_by_name(session, moderator.id, name)
    if row is not None:
        return row
    if store.count_own(session, moderator.id) >= MOST_VIEWS:
        raise InvalidRequestError(faults=(_TOO_MANY,))
    row = SavedViewRow(
        id=new_uuid7(), user_id=moderator.id, name=name, created_at=datetime.now(UTC)
    )
    session.add(row)
    return row


def _view(row: SavedViewRow, owner: str, moderator: Moderator) -> SavedView:
    return SavedView(
        id=format_id("view", row.id),
        name=row.name,
        filters=QueueFilter.model_validate(dict(parse_qsl(row.query))),
        is_shared=row.is_shared,
        owner=owner,
        is_yours=row.user_id == moderator.id,
    )
