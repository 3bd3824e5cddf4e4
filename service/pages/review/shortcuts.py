"""What can be done by one key: the same list feeds the script, the help sheet and the page of preferences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from markupsafe import Markup

Group = Literal["decide", "evidence", "move", "look"]


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One action: its name in the script, the key that it has unless somebody chose another, and what it does."""

    action: str
    key: str
    label: str
    group: Group


GROUPS: Final[dict[Group, str]] = {
    "decide": "The decision",
    "evidence": "Evidence",
    "move": "From one article to the next",
    "look": "What the page shows",
}
SHORTCUTS: Final = (
    Shortcut("rate-1", "1", "Rate: a very small chance", "decide"),
    Shortcut("rate-2", "2", "Rate: a small chance", "decide"),
    Shortcut("rate-3", "3", "Rate: an even chance", "decide"),
    Shortcut("rate-4", "4", "Rate: a large chance", "decide"),
    Shortcut("rate-5", "5", "Rate: near certain", "decide"),
    Shortcut("note", "n", "Write a note", "decide"),
    Shortcut("save", "s", "Save the decision and go on", "decide"),
    Shortcut("undo", "u", "Undo the last decision", "decide"),
    Shortcut("next-evidence", "j", "Next item of evidence", "evidence"),
    Shortcut("previous-evidence", "k", "Previous item of evidence", "evidence"),
    Shortcut("accept", "a", "Accept this item", "evidence"),
    Shortcut("reject", "x", "Reject this item", "evidence"),
    Shortcut("correct", "c", "Correct this item", "evidence"),
    Shortcut("add", "m", "Add what was missed: the selected words", "evidence"),
    Shortcut("skip", "w", "Leave this article to somebody else", "move"),
    Shortcut("next", "g", "Take the next article", "move"),
    Shortcut("queue", "q", "Go to the queue", "move"),
    Shortcut("blur", "b", "Blur the article, or show it", "look"),
    Shortcut("search", "/", "Search in the queue", "look"),
    Shortcut("help", "?", "Show or hide this list", "look"),
)


def keys_of(chosen: Mapping[str, str]) -> dict[str, str]:
    """Action -> key as somebody has it: their own keys before the defaults.

    A key that was given to another action is taken from the action that had it by default.
    """
    taken = {key for key in chosen.values() if key}
    defaults = {one.action: "" if one.key in taken else one.key for one in SHORTCUTS}
    known = {action: key for action, key in chosen.items() if action in defaults}
    return defaults | known


def aria_key(keys: Mapping[str, str], action: str) -> Markup:
    """The attribute that tells a screen reader the key of an element, where it has one."""
    key = keys.get(action)
    return Markup(' aria-keyshortcuts="{0}"').format(key) if key else Markup()
