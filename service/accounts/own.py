"""What moderators do with their own account: another password, their habits, their sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from service.accounts import attempts, passwords, store
from service.accounts.sessions import Browser, begin_session
from service.accounts.tokens import hash_token
from service.audit import chain
from service.db.engine import Database
from service.db.tables import UserRow
from service.errors import InvalidRequestError, SignInRequiredError
from service.roles import Moderator, Preferences


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A browser in which a moderator is signed in."""

    created_at: datetime
    expires_at: datetime
    is_this: bool


def list_sessions(
    moderator: Moderator, *, token: str | None, database: Database
) -> list[OpenSession]:
    """The running sessions, newest first."""
    this = hash_token(token or "")
    with database.reading() as session:
        return [
            OpenSession(row.created_at, row.expires_at, row.token_sha256 == this)
            for row in store.list_sessions(session, moderator.id, datetime.now(UTC))
        ]


def has_password(moderator: Moderator, *, database: Database) -> bool:
    """Whether the moderator signs in by a password here; the others change theirs at the provider."""
    with database.reading() as session:
        row = store.find_user_by_id(session, moderator.id)
        return row is not None and row.password_hash is not None


def change_password(
    moderator: Moderator, old: str, new: str, *, browser: Browser, database: Database
) -> str:
    """Take a new password, end every session, and begin another for this browser: its token is returned.

    Raises:
        InvalidRequestError: the old password is wrong, or the new one cannot be one.
        TooManyAttemptsError: the old one was guessed too often.
    """
    passwords.check_new_password(new)
    now = datetime.now(UTC)
    attempt = attempts.note_attempt(moderator.name, browser.address, database=database, now=now)
    with database.reading() as session:
        before = _row_of(session, moderator.id).password_hash
    if not passwords.is_right(old, before):
        raise InvalidRequestError("The present password is wrong.")
    kept = passwords.hash_password(new)
    with database.recording() as session:
        attempts.forgive(session, attempt)
        row = _row_of(session, moderator.id)
        if row.password_hash != before:
            raise InvalidRequestError("The present password is wrong.")
        row.password_hash = kept
        store.end_sessions_of(session, row.id, now)
        token = begin_session(session, row, browser=browser, now=now)
        chain.append(session, actor=row.name, action="user.password", subject=row.name)
        return token


def save_preferences(moderator: Moderator, preferences: Preferences, *, database: Database) -> None:
    """Keep how a moderator likes to work."""
    with database.recording() as session:
        row = _row_of(session, moderator.id)
        row.preferences = preferences.model_dump_json()
        chain.append(session, actor=row.name, action="user.preferences", subject=row.name)


def sign_out_everywhere(moderator: Moderator, *, database: Database) -> None:
    """End every session of a moderator, this one too."""
    with database.recording() as session:
        store.end_sessions_of(session, moderator.id, datetime.now(UTC))
        chain.append(
            session,
            actor=moderator.name,
            action="session.end",
            subject=moderator.name,
            detail={"all": True},
        )


def _row_of(session: Session, user_id: UUID) -> UserRow:
    row = store.find_user_by_id(session, user_id)
    if row is None or row.disabled_at is not None:
        raise SignInRequiredError
    return row
