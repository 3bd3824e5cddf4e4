"""Signing in and out. A session is a random cookie; the database keeps its hash and when it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from service.accounts import attempts, passwords, store
from service.accounts.names import may_be_name, normal_name
from service.accounts.tokens import draw_token, hash_token
from service.accounts.users import Identity
from service.audit import chain
from service.db.engine import Database
from service.db.tables import SessionRow, UserRow
from service.errors import IdentityRefusedError, SignInRequiredError


@dataclass(frozen=True, slots=True)
class Browser:
    """From where somebody signs in: the address, the cookie that was there before, and how long the new one lasts."""

    address: str
    old_token: str | None
    lifetime_s: int


def sign_in(
    name: str,
    password: str,
    *,
    browser: Browser,
    database: Database,
    now: datetime | None = None,
) -> str:
    """The token of a new session.

    Raises:
        SignInRequiredError: name and password do not belong together; it does not say which is wrong.
        TooManyAttemptsError: this name or address has failed too often.
    """
    now = now or datetime.now(UTC)
    name = normal_name(name)
    attempt = attempts.note_attempt(name, browser.address, database=database, now=now)
    with database.reading() as session:
        row = store.find_user(session, name) if may_be_name(name) else None
        kept = row.password_hash if row is not None and row.disabled_at is None else None
    # Outside of any transaction: hashing is slow on purpose. And for unknown names too, which would else be told apart.
    if not passwords.is_right(password, kept):
        note_refusal("password", database=database)
        raise SignInRequiredError("Name or password is wrong.")
    fresh = passwords.hash_password(password) if passwords.is_outdated(kept or "") else kept
    with database.recording() as session:
        attempts.forgive(session, attempt)
        user = store.find_user(session, name)
        if user is None or user.disabled_at is not None or user.password_hash != kept:
            raise SignInRequiredError("Name or password is wrong.")
        user.password_hash = fresh
        return begin_session(session, user, browser=browser, now=now)


def sign_in_as(
    identity: Identity, *, browser: Browser, database: Database, now: datetime | None = None
) -> str:
    """The token of a new session for whom the identity provider vouches for.

    Raises:
        IdentityRefusedError: nobody prepared an account for this person, or it is disabled.
    """
    now = now or datetime.now(UTC)
    with database.recording() as session:
        user = store.find_user_by_subject(session, identity.issuer, identity.subject)
        if user is not None and user.disabled_at is None:
            return begin_session(session, user, browser=browser, now=now)
    note_refusal("subject", database=database)
    raise IdentityRefusedError(
        "You are known there but have no account here. The operator makes one with `caveat users create`."
    )


def begin_session(session: Session, user: UserRow, *, browser: Browser, now: datetime) -> str:
    """Draw a new token whatever cookie was there before, so that nobody can be made to sign in to a known one."""
    token = draw_token()
    if browser.old_token is not None:
        store.end_session(session, hash_token(browser.old_token), now)
    store.delete_expired_sessions(session, now)
    row = SessionRow(
        token_sha256=hash_token(token),
        user_id=user.id,
        created_at=now,
        expires_at=now + timedelta(seconds=browser.lifetime_s),
    )
    store.insert_session(session, row)
    chain.append(session, actor=user.name, action="session.begin", subject=user.name)
    return token


def sign_out(token: str, *, database: Database, now: datetime | None = None) -> None:
    """End a session for good; to end it twice is no error."""
    now = now or datetime.now(UTC)
    with database.recording() as session:
        user = store.find_session_user(session, hash_token(token), now)
        if user is not None and store.end_session(session, hash_token(token), now):
            chain.append(session, actor=user.name, action="session.end", subject=user.name)


def note_refusal(reason: str, *, database: Database) -> None:
    """Write down that somebody was not let in; not by what name, which may have been a password."""
    with database.recording() as session:
        chain.append(
            session,
            actor="nobody",
            action="session.refused",
            subject="sign-in",
            detail={"reason": reason},
        )
