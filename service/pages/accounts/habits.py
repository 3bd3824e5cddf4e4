"""The form of preferences, read and filled in. A conflict between two keys is refused, never settled silently."""

from __future__ import annotations

from typing import Final

from service.errors import InvalidRequestError
from service.pages.review.shortcuts import SHORTCUTS, keys_of
from service.roles import Preferences

_SWITCHES: Final = ("shortcuts", "blur", "daily_count")
_KEY: Final = "key-"
_KNOWN: Final = {*_SWITCHES, "break_after_min", *(_KEY + one.action for one in SHORTCUTS)}
_LONGEST_MIN: Final = 480


def fields_of(preferences: Preferences) -> dict[str, str]:
    """The fields as they stand; a switch that is off has none, as in a form that is sent."""
    fields = {name: "on" for name in _SWITCHES if getattr(preferences, name)}
    fields["break_after_min"] = str(preferences.break_after_min)
    return fields | {_KEY + action: key for action, key in keys_of(preferences.keys).items()}


def read_habits(fields: dict[str, str]) -> Preferences:
    """The preferences that a form asks for.

    Raises:
        InvalidRequestError: a field that the form has not, a key that is none, or one key for two actions.
    """
    if not fields.keys() <= _KNOWN:
        raise InvalidRequestError("The form has a field that is not known here.")
    return Preferences(
        shortcuts="shortcuts" in fields,
        blur="blur" in fields,
        daily_count="daily_count" in fields,
        break_after_min=_minutes(fields.get("break_after_min", "")),
        keys=_chosen(fields),
    )


def _minutes(typed: str) -> int:
    typed = typed.strip() or "0"
    if not (typed.isascii() and typed.isdigit() and len(typed) < 5) or int(typed) > _LONGEST_MIN:  # noqa: PLR2004 - nothing longer is in range
        raise InvalidRequestError(f"The break comes after 0 to {_LONGEST_MIN} minutes.")
    return int(typed)


def _chosen(fields: dict[str, str]) -> dict[str, str]:
    """The keys that differ from the defaults; an empty one takes the key away from its action."""
    chosen: dict[str, str] = {}
    owners: dict[str, str] = {}
    for one in SHORTCUTS:
        key = fields.get(_KEY + one.action, one.key).strip().lower()
        if len(key) > 1 or not key.isprintable():
            raise InvalidRequestError(f"“{one.label}”: a shortcut is one key, or none.")
        if key and key in owners:
            raise InvalidRequestError(f"“{owners[key]}” and “{one.label}” have the same key.")
        owners[key] = one.label
        if key != one.key:
            chosen[one.action] = key
    return chosen
