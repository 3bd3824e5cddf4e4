"""Who may come in: moderators with their sessions, and keys of tools."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.tables.base import Base, UtcDateTime


class UserRow(Base):
    """A moderator. Never deleted, because verdicts name them; `disabled_at` ends their access."""

    __tablename__ = "users"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    # Lower case: two accounts must not differ in case only.
    name: Mapped[str] = mapped_column(String(64), unique=True)
    display_name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(16))
    # None for those who sign in through the newsroom's identity provider, and for the trial.
    password_hash: Mapped[str | None] = mapped_column(String(200))
    issuer: Mapped[str | None] = mapped_column(String(255))
    subject: Mapped[str | None] = mapped_column(String(255))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # JSON, read and written as `service.roles.Preferences` only.
    preferences: Mapped[str] = mapped_column(Text)

    __table_args__ = (UniqueConstraint("issuer", "subject"),)


class SessionRow(Base):
    """A browser in which a moderator has signed in. Only the hash of the cookie is kept."""

    __tablename__ = "sessions"

    token_sha256: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    __table_args__ = (Index(None, "user_id"),)


class LoginAttemptRow(Base):
    """A failed sign-in, kept as long as it counts against the limit."""

    __tablename__ = "login_attempts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    name_sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    address: Mapped[str] = mapped_column(String(64))

    __table_args__ = (Index(None, "name_sha256", "at"), Index(None, "address", "at"))


class KeyRow(Base):
    """A newsroom's key. Only the hash is kept: whoever reads this table cannot use the keys."""

    __tablename__ = "keys"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    label: Mapped[str] = mapped_column(String(100))
    scopes: Mapped[str] = mapped_column(String(200))
    secret_sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # For whom a tool with this key reviews; verdicts need somebody who answers for them.
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
