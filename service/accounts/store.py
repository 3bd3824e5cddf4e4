"""SQL for moderators and their sessions. The only module in this feature that knows these tables."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CursorResult, delete, exists, select, update
from sqlalchemy.orm import Session

from service.db.tables import KeyRow, SessionRow, UserRow
from service.roles import TRIAL_NAME


def insert_user(session: Session, row: UserRow) -> None:
    """Keep a new moderator; a name or subject that is taken fails here and not at the commit."""
    session.add(row)
    session.flush()


def find_user(session: Session, name: str) -> UserRow | None:
    """The moderator of a name, or None."""
    return session.scalar(select(UserRow).where(UserRow.name == name))


def find_user_by_id(session: Session, user_id: UUID) -> UserRow | None:
    """The moderator of an id, or None."""
    return session.get(UserRow, user_id)


def find_user_by_subject(session: Session, issuer: str, subject: str) -> UserRow | None:
    """The moderator whom an identity provider calls so, or None."""
    return session.scalar(
        select(UserRow).where(UserRow.issuer == issuer, UserRow.subject == subject)
    )


def list_users(session: Session) -> list[UserRow]:
    """All moderators by name, disabled ones too."""
    return list(session.scalars(select(UserRow).order_by(UserRow.name)))


def has_accounts_or_keys(session: Session) -> tuple[bool, bool]:
    """Whether there is any account but the trial's, disabled or not, and any key, revoked or not."""
    row = session.execute(
        select(exists().where(UserRow.name != TRIAL_NAME), exists().where(KeyRow.id.is_not(None)))
    ).one()
    return bool(row[0]), bool(row[1])


def insert_session(session: Session, row: SessionRow) -> None:
    """Keep a session's hash."""
    session.add(row)


def find_session_user(session: Session, token_sha256: bytes, now: datetime) -> UserRow | None:
    """Whose session this is, if it runs and its moderator is not disabled."""
    return session.scalar(
        select(UserRow)
        .join(SessionRow, SessionRow.user_id == UserRow.id)
        .where(
            SessionRow.token_sha256 == token_sha256,
            SessionRow.ended_at.is_(None),
            SessionRow.expires_at > now,
            UserRow.disabled_at.is_(None),
        )
    )


def list_sessions(session: Session, user_id: UUID, now: datetime) -> list[SessionRow]:
    """The running sessions of a moderator, newest first."""
    return list(
        session.scalars(
            select(SessionRow)
            .where(
                SessionRow.user_id == user_id,
                SessionRow.ended_at.is_(None),
                SessionRow.expires_at > now,
            )
            .order_by(SessionRow.created_at.desc())
        )
    )


def end_session(session: Session, token_sha256: bytes, now: datetime) -> bool:
    """End one session; False where it had ended before."""
    ended = session.execute(
        update(SessionRow)
        .where(SessionRow.token_sha256 == token_sha256, SessionRow.ended_at.is_(None))
        .values(ended_at=now)
    )
    return isinstance(ended, CursorResult) and ended.rowcount == 1


def end_sessions_of(session: Session, user_id: UUID, now: datetime) -> None:
    """End every session of a moderator."""
    session.execute(
        update(SessionRow)
        .where(SessionRow.user_id == user_id, SessionRow.ended_at.is_(None))
        .values(ended_at=now)
    )


def delete_expired_sessions(session: Session, now: datetime) -> None:
    """Forget sessions that would be refused anyway."""
    session.execute(delete(SessionRow).where(SessionRow.expires_at < now))
