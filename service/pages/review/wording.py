"""What the page of a decision says in words: the question, its five answers, the actions, the state of the article."""

from __future__ import annotations

from typing import Final

from models.contract import Effect
from service.reviews.schemas import Action, Kind, State

# From the guideline. It asks for a chance; no answer says that anything is false, or true.
QUESTION: Final = (
    "How likely is it that a reader who takes the article at its word "
    "ends up believing something unverified or false?"
)
ADVICE: Final = (
    "Judge the text alone; do not use knowledge of how the story turned out. "
    "Unsupported insinuations beside a sound main claim raise it."
)
RATINGS: Final = {
    1: "Very small chance",
    2: "Small chance",
    3: "Even chance",
    4: "Large chance",
    5: "Near certain",
}
EFFECTS: Final[dict[Effect, str]] = {
    "raises": "Raise the risk",
    "lowers": "Lower the risk",
    "context": "More to check",
}
ACTIONS: Final[dict[Action, str]] = {
    "accepted": "Accept",
    "rejected": "Reject",
    "corrected": "Correct",
    "added": "Add",
}
DONE: Final[dict[Action, str]] = {
    "accepted": "accepted",
    "rejected": "rejected",
    "corrected": "corrected",
    "added": "missed by the model",
}
STATES: Final[dict[State, str]] = {
    "open": "It is still to be decided.",
    "second": "It has one opinion, and a second one from somebody else is wanted.",
    "conflict": "Opinions differed, and a senior moderator settles it.",
    "settled": "It is settled.",
}
KINDS: Final[dict[Kind, str]] = {
    "opinion": "opinion",
    "revision": "revised opinion",
    "covered": "opinion on a copy, repeated here",
    "adjudication": "adjudication",
    "undo": "undone",
}


def rating(value: float | None) -> str:
    """A rating with its number first, as the keys have it; a mean of two lies between two answers."""
    if value is None:
        return "no rating"
    whole = round(value)
    if whole == value:
        return f"{whole}, {RATINGS[whole].lower()}"
    return (
        f"{value:.1f}, between {RATINGS[int(value)].lower()} and {RATINGS[int(value) + 1].lower()}"
    )


def count(number: int, one: str, many: str) -> str:
    """A number with the word that goes with it."""
    return f"{number:,} {one if number == 1 else many}"
