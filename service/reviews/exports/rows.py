"""The one shape in which a verdict leaves, whatever the format; `docs/reviews-export.md` explains it field by field."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Final
from uuid import UUID

from models.contract import Band, Voice
from models.contract import Field as TextField
from service.reviews.schemas import Action, Kind, State

_PSEUDONYM_DIGITS: Final = 16


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """Which verdicts leave: those that stand or all, under pseudonyms or names, from one time to before another.

    With `until`, what stands is what stood then: later verdicts and undos are as if they had never been, so that the
    same choice gives the same bytes for ever.
    """

    everything: bool = False
    with_names: bool = False
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ExportItem:
    """What was said of one place; `voice` is that of the evidence, None where a place was added."""

    position: int
    action: Action
    evidence: int | None
    found_signal: str | None
    signal: str
    voice: Voice | None
    field: TextField
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One verdict with the article it is about. Offsets of the items count code points of `title` or `text`."""

    verdict: str
    review: str
    score: str
    version: int
    kind: Kind
    refers_to: str | None
    is_standing: bool
    created_at: datetime
    reviewer: str
    rating: int | None
    reasons: list[str]
    note: str | None
    items: list[ExportItem]
    is_blind: bool
    seconds: float | None
    state: State
    outcome: float | None
    bundle_sha256: str
    mode: str
    band: Band | None
    risk: float | None
    external_id: str | None
    url: str | None
    published_at: datetime | None
    language: str
    article_sha256: str
    title: str
    text: str


ROW_FIELDS: Final = tuple(field.name for field in fields(ExportRow))
ITEM_FIELDS: Final = tuple(field.name for field in fields(ExportItem))


def pseudonym(user_id: UUID) -> str:
    """The same for a moderator in every export. The id behind it is random, so that no list of names leads back."""
    digest = hashlib.sha256(b"caveat reviewer " + user_id.bytes).hexdigest()
    return f"reviewer-{digest[:_PSEUDONYM_DIGITS]}"
