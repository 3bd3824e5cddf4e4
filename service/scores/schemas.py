"""What a request for a score may hold, and the shape of its answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from models import Answer, Article
from models.contract import Shadow
from service.bodies import Moment, Text

Require = Literal["any", "full"]
Extra = Literal["document.text", "annotations", "sentences", "shadow"]

# What the check of the whole body means, for those who read the description.
_ONE_BODY: Final[JsonDict] = {
    "oneOf": [
        {
            "required": ["text"],
            "properties": {"text": {"type": "string"}, "html": {"type": "null"}},
        },
        {
            "required": ["html"],
            "properties": {"html": {"type": "string"}, "text": {"type": "null"}},
        },
    ]
}


class OffsetUnit(StrEnum):
    """What `start` and `end` count: code points as in Python, code units as in JavaScript, or bytes."""

    CODEPOINTS = "codepoints"
    UTF16 = "utf16"
    UTF8 = "utf8"


class ScoreQuery(BaseModel):
    """Parameters of the address; any other is refused, a key in particular."""

    model_config = ConfigDict(extra="forbid")

    offsets: OffsetUnit = Field(
        default=OffsetUnit.CODEPOINTS,
        description="The unit of every `start` and `end` of the answer.",
    )


class ScoreRequest(BaseModel):
    """An article, and what is to be done with it. Exactly one of `text` and `html` is sent."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        hide_input_in_errors=True,
        json_schema_extra=_ONE_BODY,
    )

    title: Text | None = Field(default=None, description="The headline.")
    text: Text | None = Field(default=None, description="The body as plain text.")
    html: Text | None = Field(
        default=None,
        description="The page as HTML. The answer then holds the extracted `document.title` and `document.text`.",
    )
    language: (
        Annotated[str, Field(pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", max_length=35)] | None
    ) = Field(default=None, description="BCP 47 tag, where it is known; otherwise it is detected.")
    external_id: Annotated[Text, Field(min_length=1, max_length=200)] | None = Field(
        default=None, description="The caller's own id, given back in the answer."
    )
    url: Annotated[str, Field(max_length=2048, pattern=r"^https?://[^\x00]*$")] | None = Field(
        default=None,
        description="Where the article stands. Kept with a stored score; never fetched.",
    )
    published_at: Moment | None = Field(
        default=None,
        description="When it was published, RFC 3339 with an offset. Kept with a stored score.",
    )
    store: bool = Field(
        default=True, description="Whether article and answer are kept for `GET /v1/scores/{id}`."
    )
    require: Require = Field(
        default="any", description="`full` gives 503 instead of an answer without the encoder."
    )
    include: Annotated[list[Extra], Field(max_length=4)] = Field(
        default=[], description="What the answer holds in addition."
    )

    @model_validator(mode="after")
    def _has_one_body(self) -> Self:
        if self.text is not None and self.html is not None:
            raise PydanticCustomError("text_and_html", "both")
        if self.text is None and self.html is None:
            raise PydanticCustomError("text_or_html", "neither")
        return self

    @property
    def characters(self) -> int:
        """Length of everything that is read, in code points."""
        return len(self.title or "") + len(self.text or "") + len(self.html or "")

    def article(self) -> Article:
        """What the scorer reads."""
        return Article(self.title, self.text, self.html, self.language)


REQUEST_FIELDS: Final = tuple(ScoreRequest.model_fields)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as the scorer cut it; `evidence.sentence` is its id."""

    id: int
    field: Literal["title", "text"]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreAnswer(Answer):
    """The answer about one article; `annotations`, `sentences` and `shadow` only when `include` asked for them."""

    id: str
    stored: bool
    external_id: str | None
    annotations: list[dict[str, object]] | None = None
    sentences: list[Sentence] | None = None
    shadow: Shadow | None = None


@dataclass(frozen=True, slots=True)
class Texts:
    """What the offsets of an answer point into."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ScoreView:
    """An answer as it goes to the caller: the canonical bytes, and what other views of them need."""

    id: str
    body: bytes
    texts: Texts
    url: str | None
