"""What goes in and out of `/v1/reviews`, `/v1/leases` and `/v1/verdicts`. Times are UTC, offsets code points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from models.contract import Band
from models.contract import Field as TextField
from service.bodies import WHOLE, Text

State = Literal["open", "second", "conflict", "settled"]
Order = Literal["worth", "risk", "oldest", "sample"]
Action = Literal["accepted", "rejected", "corrected", "added"]
Kind = Literal["opinion", "revision", "covered", "adjudication", "undo"]
Rating = Annotated[int, Field(ge=1, le=5, description="The guideline's `mislead`, 1 to 5."), WHOLE]

MOST_NOTE_CHARACTERS: Final = 4_000
MOST_PLACES: Final = 500
MOST_COPIES: Final = 100
MOST_ON_PAGE: Final = 100

SignalId = Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)?$", max_length=40)]
Line = Annotated[Text, Field(max_length=200)]
Note = Annotated[Text, Field(max_length=MOST_NOTE_CHARACTERS)]
Offset = Annotated[int, Field(ge=0, le=10_000_000), WHOLE]


# What the check of a whole decision means, for those who read the description.
_PLACE_OF_CORRECTION: Final[JsonDict] = {
    "oneOf": [
        {
            "required": ["place"],
            "properties": {"action": {"const": "corrected"}, "place": {"type": "object"}},
        },
        {
            "properties": {
                "action": {"enum": ["accepted", "rejected"]},
                "place": {"type": "null"},
            }
        },
    ]
}


class Strict(BaseModel):
    """A body: unknown fields are refused, and nothing is guessed from another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


class Place(Strict):
    """A signal and where it stands, as the moderator says."""

    signal: SignalId
    field: TextField
    start: Offset
    end: Offset


class EvidenceDecision(Strict):
    """What the moderator says of one item of evidence; `place` exactly when it is corrected."""

    model_config = ConfigDict(json_schema_extra=_PLACE_OF_CORRECTION)

    evidence: Annotated[int, Field(ge=0), WHOLE]
    action: Literal["accepted", "rejected", "corrected"]
    place: Place | None = None

    @model_validator(mode="after")
    def _has_a_place_if_corrected(self) -> Self:
        if (self.action == "corrected") != (self.place is not None):
            raise PydanticCustomError("place_of_correction", "place")
        return self


class VerdictRequest(Strict):
    """A decision. `version` is the one that was seen, `lease` the one that is held.

    `covers` are ids of copies (reviews of the same group) that the decision is repeated on.
    """

    review: str
    version: Annotated[int, Field(ge=0), WHOLE]
    lease: str
    rating: Rating
    reasons: Annotated[list[SignalId], Field(max_length=40)] = []
    note: Note | None = None
    evidence: Annotated[list[EvidenceDecision], Field(max_length=MOST_PLACES)] = []
    added: Annotated[list[Place], Field(max_length=MOST_PLACES)] = []
    covers: Annotated[list[str], Field(max_length=MOST_COPIES)] = []


class UndoRequest(Strict):
    """Take a verdict back. `version` is the version of the review that was seen."""

    verdict: str
    version: Annotated[int, Field(ge=0), WHOLE]


class QueueFilter(BaseModel):
    """Which reviews, in which order; what stands in the address of the queue and in a saved view."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    state: State | Literal["waiting", "all"] = Field(
        default="waiting", description="`waiting` is everything that is not settled."
    )
    band: Band | Literal["none"] | None = Field(
        default=None, description="`none` are articles without a score."
    )
    signal: SignalId | None = Field(default=None, description="Only where this signal was found.")
    source: Annotated[Text, Field(max_length=255)] | None = Field(
        default=None, description="Host of the article's address."
    )
    language: Annotated[Text, Field(max_length=35)] | None = None
    min_age_h: Annotated[float, Field(ge=0, le=1e6)] | None = Field(
        default=None, description="Stored at least so many hours ago."
    )
    max_age_h: Annotated[float, Field(ge=0, le=1e6)] | None = Field(
        default=None, description="Stored at most so many hours ago."
    )
    min_disagreement: Annotated[float, Field(ge=0, le=1)] | None = Field(
        default=None, description="Least distance between rules and wording, 0 to 1."
    )
    copies: bool | None = Field(default=None, description="Only with, or only without, copies.")
    search: Line | None = Field(default=None, description="Words that all stand in title or text.")
    order: Order = Field(
        default="worth",
        description="`worth` is the value of a review; `risk` has articles without a score at the end and leaves out "
        "what you are to decide blind; `sample` is a fixed lot.",
    )


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a review, and until when unless their page gives a sign of life."""

    name: str
    expires_at: datetime
    is_you: bool


@dataclass(frozen=True, slots=True)
class Review:
    """One entry of the queue; band, risk, disagreement and signals are None while it is to be decided blind."""

    id: str
    number: int
    score: str
    version: int
    state: State
    created_at: datetime
    title: str
    source: str
    language: str
    is_blind: bool
    band: Band | None
    risk: float | None
    disagreement: float | None
    signals: list[str] | None
    copies: int
    holder: Holder | None
    outcome: float | None
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """Some reviews, and the cursor of those after them (None at the end)."""

    reviews: list[Review]
    next: str | None


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to decide one review until it expires."""

    id: str
    review: Review
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class VerdictItem:
    """What was said of one place; `found_signal` is the signal of the evidence, None for an addition."""

    action: Action
    evidence: int | None
    found_signal: str | None
    signal: str
    field: TextField
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One event in the life of a review, complete and never changed."""

    id: str
    review: str
    score: str
    version: int
    kind: Kind
    refers_to: str | None
    reviewer: str
    created_at: datetime
    rating: int | None
    reasons: list[str]
    note: str | None
    items: list[VerdictItem]
    is_blind: bool
    lease: str | None
    seconds: float | None
    bundle_sha256: str
    mode: str
    band: Band | None
    risk: float | None
    state_before: State
    state_after: State


@dataclass(frozen=True, slots=True)
class Decision:
    """What a verdict led to: the event, the review after it, and the copies it was repeated on or could not be."""

    verdict: Verdict
    review: Review
    covered: list[str]
    not_covered: list[str]
    # Still held after a blind decision, so that the score can be seen and the decision revised.
    lease: str | None


@dataclass(frozen=True, slots=True)
class VerdictPage:
    """Some verdicts, and the cursor of those after them (None at the end)."""

    verdicts: list[Verdict]
    next: str | None
