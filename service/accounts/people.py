"""A row of a moderator as the rest of the service knows it."""

from __future__ import annotations

from typing import cast

from pydantic import ValidationError

from service.db.tables import UserRow
from service.roles import TRIAL_NAME, Moderator, Preferences, Role


def moderator_of(row: UserRow) -> Moderator:
    """Who this is, with role and habits."""
    return Moderator(
        id=row.id,
        name=row.name,
        display_name=row.display_name,
        role=cast("Role", row.role),
        is_trial=row.name == TRIAL_NAME,
        preferences=_preferences(row.preferences),
    )


def _preferences(stored: str) -> Preferences:
    """Those of a later version may not be known here; that must not lock anybody out of their work."""
    try:
        return Preferences.model_validate_json(stored)
    except ValidationError:
        return Preferences()
