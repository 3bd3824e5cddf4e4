"""What the operator does with accounts: make, list, promote, give a password, disable. None is ever deleted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service.accounts import passwords, store
from service.accounts.names import new_name, normal_name
from service.audit import chain
from service.db.engine import Database
from service.db.tables import UserRow
from service.errors import InvalidRequestError, NotFoundError
from service.identifiers import new_uuid7
from service.roles import OPERATOR_NAME, TRIAL_NAME, Preferences, Role


@dataclass(frozen=True, slots=True)
class UserSummary:
    """What the operator sees of an account; nothing in it opens anything."""

    name: str
    display_name: str
    role: str
    signs_in_by: str
    created_at: datetime
    disabled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom an identity provider means: its address, and what it calls the person for good."""

    issuer: str
    subject: str


def create_user(
    name: str,
    role: Role,
    *,
    database: Database,
    password: str | None = None,
    identity: Identity | None = None,
    display_name: str = "",
) -> None:
    """Make an account that signs in by a password, by an identity provider, or both.

    Raises:
        InvalidRequestError: the name is taken or no name, the password too short, or there is no way to sign in.
    """
    name = new_name(name)
    if password is None and identity is None:
        raise InvalidRequestError("An account needs a password or a subject at the provider.")
    kept = None
    if password is not None:
        passwords.check_new_password(password)
        kept = passwords.hash_password(password)
    row = UserRow(
        id=new_uuid7(),
        name=name,
        display_name=display_name.strip()[:120] or name,
        role=role,
        password_hash=kept,
        issuer=identity.issuer if identity else None,
        subject=identity.subject if identity else None,
        created_at=datetime.now(UTC),
        preferences=Preferences().model_dump_json(),
    )
    _insert(row, database)


def list_users(*, database: Database) -> list[UserSummary]:
    """Every account that was ever made, without the one of the trial."""
    with database.reading() as session:
        return [_summary(row) for row in store.list_users(session) if row.name != TRIAL_NAME]


def set_role(name: str, role: Role, *, database: Database) -> None:
    """Give another role; it holds from the next request on."""
    with _changing(name, database) as (session, row):
        before, row.role = row.role, role
        _note(session, "user.role", row, {"from": before, "to": role})


def set_password(name: str, password: str, *, database: Database) -> None:
    """Give a new password and end every session of the account."""
    passwords.check_new_password(password)
    kept = passwords.hash_password(password)
    with _changing(name, database) as (session, row):
        row.password_hash = kept
        store.end_sessions_of(session, row.id, datetime.now(UTC))
        _note(session, "user.password", row)


def disable_user(name: str, *, database: Database) -> None:
    """End access for good: sessions now, keys and sign-ins from now on. To disable twice is no error."""
    with _changing(name, database) as (session, row):
        if row.disabled_at is not None:
            return
        row.disabled_at = datetime.now(UTC)
        store.end_sessions_of(session, row.id, row.disabled_at)
        _note(session, "user.disable", row)


def _insert(row: UserRow, database: Database) -> None:
    with database.recording() as session:
        try:
            with session.begin_nested():
                store.insert_user(session, row)
        except IntegrityError:
            message = "This name, or this subject at the provider, has an account already."
            raise InvalidRequestError(message) from None
        _note(session, "user.create", row, {"role": row.role})


@contextmanager
def _changing(name: str, database: Database) -> Iterator[tuple[Session, UserRow]]:
    with database.recording() as session:
        row = store.find_user(session, normal_name(name))
        if row is None or row.name == TRIAL_NAME:
            raise NotFoundError("There is no account of this name.")
        yield session, row


def _note(
    session: Session, action: str, row: UserRow, detail: dict[str, object] | None = None
) -> None:
    chain.append(session, actor=OPERATOR_NAME, action=action, subject=row.name, detail=detail)


def _summary(row: UserRow) -> UserSummary:
    ways = [("password", row.password_hash), ("identity provider", row.subject)]
    return UserSummary(
        name=row.name,
        display_name=row.display_name,
        role=row.role,
        signs_in_by=", ".join(way for way, kept in ways if kept is not None),
        created_at=row.created_at,
        disabled_at=row.disabled_at,
    )
