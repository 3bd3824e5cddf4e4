"""The trial: on loopback, as long as there is neither an account nor a key, visitors act as one built-in admin."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

from sqlalchemy.exc import IntegrityError

from service.accounts import store
from service.accounts.people import moderator_of
from service.audit import chain
from service.db.engine import Database
from service.db.tables import UserRow
from service.identifiers import new_uuid7
from service.roles import OPERATOR_NAME, TRIAL_NAME, Moderator, Preferences
from service.settings import Settings

# Who may come in: anybody, who has an account, or nobody until the operator makes one.
Door = Literal["trial", "accounts", "closed"]


def find_door(settings: Settings, database: Database) -> Door:
    """How visitors get in at this moment; asked each time, so that the first account ends the trial at once."""
    with database.reading() as session:
        has_account, has_key = store.has_accounts_or_keys(session)
    if has_account:
        return "accounts"
    return "closed" if has_key or settings.listens_beyond_loopback else "trial"


def trial_moderator(database: Database) -> Moderator:
    """The moderator of the trial, made when first asked for: verdicts need somebody to name."""
    with database.reading() as session:
        row = store.find_user(session, TRIAL_NAME)
        if row is not None:
            return moderator_of(row)
    return _make(database)


def _make(database: Database) -> Moderator:
    row = UserRow(
        id=new_uuid7(),
        name=TRIAL_NAME,
        display_name="Trial",
        role="admin",
        created_at=datetime.now(UTC),
        preferences=Preferences().model_dump_json(),
    )
    with database.recording() as session:
        try:
            with session.begin_nested():
                store.insert_user(session, row)
        except IntegrityError:
            # Another process was quicker; there is one moderator of the trial, whoever made the row.
            taken = store.find_user(session, TRIAL_NAME)
            if taken is None:
                raise
            return moderator_of(taken)
        made = moderator_of(row)
        chain.append(session, actor=OPERATOR_NAME, action="user.create", subject=TRIAL_NAME)
        return made
