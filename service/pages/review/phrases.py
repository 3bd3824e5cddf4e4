"""The plain words around the decision: sections, states, orders, bands, ages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from markupsafe import Markup

from models.contract import Band
from service.pages.review import shortcuts, wording
from service.reading.words import title_of
from service.reviews.schemas import Kind, Order, QueueFilter, Review, State
from service.roles import Moderator, Role

STATES: Final[dict[State, str]] = {
    "open": "To decide",
    "second": "Second opinion",
    "conflict": "Opinions differ",
    "settled": "Settled",
}
ORDERS: Final[dict[Order, str]] = {
    "worth": "Most worth reading first",
    "risk": "Highest risk first",
    "oldest": "Oldest first",
    "sample": "Random sample",
}
KINDS: Final[dict[Kind, str]] = {
    "opinion": "decided",
    "revision": "revised their decision",
    "covered": "decided, as a copy of another article,",
    "adjudication": "settled the disagreement",
    "undo": "took a decision back",
}
# Shape and word stand before every number and colour, so that neither is needed to tell bands apart.
BAND_SHAPES: Final[dict[Band, str]] = {"high": "▲", "elevated": "◆", "low": "▽"}
BANDS: Final[dict[Band, str]] = {"high": "High", "elevated": "Elevated", "low": "Low"}

# What the filters offer; "" leaves one open. Everything that the address allows beside these is shown as it is.
STATE_CHOICES: Final = [("waiting", "Waiting"), *STATES.items(), ("all", "All")]
BAND_CHOICES: Final = [("", "Any"), *BANDS.items(), ("none", "No score")]
AGES: Final = [
    ("", "Any time"),
    ("1", "1 hour"),
    ("24", "1 day"),
    ("72", "3 days"),
    ("168", "1 week"),
]
DISAGREEMENTS: Final = [
    ("", "Any"),
    ("0.1", "A little (0.1)"),
    ("0.3", "Clearly (0.3)"),
    ("0.5", "Far (0.5)"),
]
COPIES: Final = [("", "With or without"), ("true", "With copies"), ("false", "Without")]
_SIGNALS_SHOWN: Final = 3
_SECTIONS: Final[tuple[tuple[str, str, str, Role], ...]] = (
    ("queue", "/review", "Queue", "reviewer"),
    ("conflicts", "/review/conflicts", "Conflicts", "senior"),
    ("agreement", "/review/agreement", "Agreement", "reviewer"),
    ("insight", "/insight", "Insight", "reviewer"),
    ("account", "/account", "Account", "reviewer"),
)
_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86_400


def sections(moderator: Moderator) -> list[tuple[str, str, str]]:
    """Name, address and label of the sections that a moderator may see."""
    return [
        (name, address, label) for name, address, label, role in _SECTIONS if moderator.may(role)
    ]


def span(seconds: float) -> str:
    """A length of time, rounded down to the largest unit that says enough."""
    if seconds < _MINUTE:
        return f"{max(0, int(seconds))} s"
    if seconds < _HOUR:
        return f"{int(seconds // _MINUTE)} min"
    if seconds < 2 * _DAY:
        return f"{int(seconds // _HOUR)} h"
    return f"{int(seconds // _DAY)} days"


def age(moment: datetime) -> str:
    """How long ago something happened."""
    return span((datetime.now(UTC) - moment).total_seconds())


def left(moment: datetime) -> str:
    """How long something still lasts."""
    return span(max(timedelta(0), moment - datetime.now(UTC)).total_seconds())


def day_and_clock(moment: datetime) -> str:
    """Date and time, for the record."""
    return moment.astimezone(UTC).strftime("%-d %b %Y, %H:%M UTC")


def plain(value: float | bool | None) -> str:  # noqa: FBT001 - a filter's value is its only meaning
    """A filter's value as it stands in the address."""
    if value is None:
        return ""
    return str(value).lower().removesuffix(".0")


def has_rare_filters(asked: QueueFilter) -> bool:
    """Whether a filter is set that is folded away otherwise."""
    rare = {"source", "language", "min_age_h", "max_age_h", "min_disagreement", "copies"}
    return bool(asked.model_dump(include=rare, exclude_defaults=True))


def caption(asked: QueueFilter) -> str:
    """What the table shows and how it is ordered."""
    states = dict(STATE_CHOICES)
    return f"{states[asked.state]}. {ORDERS[asked.order]}."


def found(shown: int, *, has_more: bool, is_first: bool) -> str:
    """How much a selection holds, as far as the page knows."""
    articles = "1 article" if shown == 1 else f"{shown} articles"
    if has_more:
        return f"{articles} on this page, more follow"
    return articles if is_first else f"{articles} on this last page"


def some_signals(signals: Sequence[str]) -> str:
    """The first signals by name, and how many more there are."""
    names = ", ".join(title_of(signal) for signal in signals[:_SIGNALS_SHOWN])
    more = len(signals) - _SIGNALS_SHOWN
    return f"{names} and {more} more" if more > 0 else names


def all_signals(signals: Sequence[str]) -> str:
    """All signals by name."""
    return ", ".join(title_of(signal) for signal in signals)


def state_of(review: Review) -> str:
    """The state, with what was decided where it is settled."""
    if review.state != "settled" or review.outcome is None:
        return STATES[review.state]
    return f"{STATES[review.state]}: {wording.rating(review.outcome)}"


def key_hint(moderator: Moderator, action: str) -> Markup:
    """The key of an action, where this moderator uses keys."""
    key = shortcuts.keys_of(moderator.preferences.keys).get(action)
    if not key or not moderator.preferences.shortcuts:
        return Markup()
    return Markup(' <kbd class="key">{0}</kbd>').format(key)
