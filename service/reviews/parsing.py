"""What the addresses and bodies of the review API may hold beside the decisions themselves."""

from __future__ import annotations

import re
from typing import Annotated, Final, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from service.bodies import WHOLE, Moment
from service.reviews.exports.rows import ExportChoice
from service.reviews.exports.writing import Part
from service.reviews.schemas import MOST_ON_PAGE, QueueFilter, Strict

# Longer than any id or cursor; what is shorter and none of them is answered by the feature itself.
Name = Annotated[str, Field(max_length=400)]
_DATE: Final = re.compile("[12][0-9]{3}-[0-9]{2}-[0-9]{2}[Tt ]")
_REVIEW_OR_FILTER: Final[JsonDict] = {
    "not": {
        "required": ["review", "filter"],
        "properties": {"review": {"type": "string"}, "filter": {"type": "object"}},
    }
}


def _read_flag(value: object) -> object:
    """Only the two words of JSON: what else may mean yes or no is not for us to guess."""
    if not isinstance(value, str):
        return value
    return {"true": True, "false": False}.get(value)


def _refuse_number(value: object) -> object:
    """Seconds since 1970 and the like: the validator would take them, the description does not name them."""
    if isinstance(value, str) and not _DATE.match(value):
        raise PydanticCustomError("datetime_parsing", "no RFC 3339")
    return value


Time = Annotated[Moment, BeforeValidator(_refuse_number)]
Flag = Annotated[bool, BeforeValidator(_read_flag)]


class Query(BaseModel):
    """Parameters of an address; any other is refused, a key in particular."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Paging(BaseModel):
    """Where a page begins and how long it may be."""

    cursor: Name | None = Field(default=None, description="`next` of the page before, unchanged.")
    limit: int = Field(default=50, ge=1, le=MOST_ON_PAGE, description="Most entries of a page.")


class ReviewsQuery(Paging, QueueFilter):
    """Filters of the queue with a place in it."""

    copies: Flag | None = Field(default=None, description="Only with, or only without, copies.")

    def filters(self) -> QueueFilter:
        """The filters alone."""
        return QueueFilter.model_construct(
            **{name: getattr(self, name) for name in QueueFilter.model_fields}
        )


class VerdictsQuery(Paging, Query):
    """Which verdicts of a list."""

    review: Name | None = Field(default=None, description="Only those on this review.")
    since: Time | None = Field(default=None, description="Made at this time or later, RFC 3339.")
    until: Time | None = Field(default=None, description="Made before this time, RFC 3339.")


class ChoiceQuery(Query):
    """Which verdicts leave, and how their authors are called."""

    everything: Flag = Field(
        default=False, description="Every event; otherwise only verdicts that stand."
    )
    names: Flag = Field(
        default=False, description="Names of the reviewers; otherwise stable pseudonyms."
    )
    since: Time | None = Field(default=None, description="Made at this time or later, RFC 3339.")
    until: Time | None = Field(
        default=None, description="As if nothing had been decided from this time on, RFC 3339."
    )

    def choice(self) -> ExportChoice:
        """The choice that the workflow knows."""
        return ExportChoice(self.everything, self.names, self.since, self.until)


class ExportQuery(ChoiceQuery):
    """One file of an export."""

    format: Part = Field(
        default="ndjson",
        description="`ndjson` is lossless; `csv` and `csv-items` are tables for spreadsheets.",
    )


class NoQuery(Query):
    """No parameters."""


class ReleaseQuery(Query):
    """Which review is given back."""

    review: Name = Field(description="The review that is held.")
    skip: Flag = Field(
        default=False, description="Lay it aside, so that it is not given to you again for a day."
    )


class LeaseRequest(Strict):
    """Which review to take: a given one, or the next of a selection."""

    model_config = ConfigDict(json_schema_extra=_REVIEW_OR_FILTER)

    review: Name | None = Field(default=None, description="Id of the review to take.")
    filter: QueueFilter | None = Field(
        default=None, description="Where the next review is taken from; all that wait by default."
    )

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.review is not None and self.filter is not None:
            raise PydanticCustomError("review_or_filter", "both")
        return self


class HeartbeatRequest(Strict):
    """A sign of life of somebody who holds a review."""

    review: Name = Field(description="The review that is held.")


class UndoBody(Strict):
    """What somebody saw who takes a verdict back."""

    version: Annotated[int, Field(ge=0), WHOLE] = Field(
        description="Version of the review that was seen."
    )
