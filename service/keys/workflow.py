"""Making, listing and revoking keys. A key is readable once, when it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from service.audit import chain
from service.db.engine import Database
from service.db.tables import KeyRow, UserRow
from service.errors import InvalidRequestError, NotFoundError
from service.keys import store
from service.roles import OPERATOR_NAME
from service.security import NewKey, Scope, make_key


@dataclass(frozen=True, slots=True)
class KeySummary:
    """What an operator sees of a key; nothing in it opens anything."""

    id: str
    label: str
    scopes: str
    # The name of the moderator for whom a tool with this key reviews; empty for keys that only score.
    user: str
    created_at: datetime
    revoked_at: datetime | None


def create_key(
    label: str, scopes: list[Scope], *, database: Database, user: str | None = None
) -> NewKey:
    """Make a key; its text is returned here and never again.

    Raises:
        InvalidRequestError: a key for reviewing belongs to a moderator, and no other key does.
    """
    _check_owner(scopes, user)
    key = make_key()
    with database.recording() as session:
        owner = _find_owner(session, user)
        row = KeyRow(
            id=key.id,
            label=label,
            scopes=" ".join(scopes),
            secret_sha256=key.secret_sha256,
            created_at=datetime.now(UTC),
            user_id=owner.id if owner else None,
        )
        store.insert_key(session, row)
        detail = {"scopes": scopes, "user": owner.name if owner else None}
        chain.append(
            session, actor=OPERATOR_NAME, action="key.create", subject=key.id, detail=detail
        )
    return key


def list_keys(*, database: Database) -> list[KeySummary]:
    """Every key that was ever made."""
    with database.reading() as session:
        return [
            KeySummary(row.id, row.label, row.scopes, user or "", row.created_at, row.revoked_at)
            for row, user in store.list_keys(session)
        ]


def revoke_key(key_id: str, *, database: Database) -> None:
    """End a key for good; to revoke it twice is no error."""
    with database.recording() as session:
        row = store.find_key(session, key_id)
        if row is None:
            raise NotFoundError
        if row.revoked_at is None:
            row.revoked_at = datetime.now(UTC)
            chain.append(session, actor=OPERATOR_NAME, action="key.revoke", subject=key_id)


def _check_owner(scopes: list[Scope], user: str | None) -> None:
    if "review" in scopes and user is None:
        raise InvalidRequestError(
            "A key for reviewing belongs to a moderator, who answers for its verdicts: add --user NAME."
        )
    if user is not None and "review" not in scopes:
        raise InvalidRequestError(
            "Only a key for reviewing belongs to a moderator: add --scope review, or leave out --user."
        )


def _find_owner(session: Session, user: str | None) -> UserRow | None:
    if user is None:
        return None
    owner = store.find_owner(session, user.strip().lower())
    if owner is None:
        raise InvalidRequestError(
            "There is no active account of this name; `caveat users list` shows them."
        )
    return owner
