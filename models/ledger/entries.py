"""What the ledger holds: who says what, for whom they speak, and how a claim stands. Normal-form coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.contract import Quotation

Range = tuple[int, int]
Act = Literal["asserts", "denies", "doubts", "confirms", "asks"]
Kind = Literal[
    "official",
    "expert",
    "witness",
    "participant",
    "document",
    "news_report",
    "social_media",
    "other",
]
Status = Literal[
    "contested", "unverified", "single_side", "corroborated", "documented", "unattributed"
]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """Somebody or something that statements rest on; `mentions` are all places that name it, in text order."""

    id: int
    name: str
    named: bool
    kind: Kind
    side: str
    mentions: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class AttributionEntry:
    """Who (source) says (cue) what (content); `source` is None where nobody is made responsible.

    `act` is what the speaker does to the statement; `via` is the outlet that the statement was made to, if any.
    """

    id: int
    sentence: int
    source: int | None
    source_span: Range | None
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    quote: Quotation
    act: Act
    claim: int | None = None
    via: int | None = None


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A statement of fact and the ids of the sources that stand on either side of it.

    `sides` counts the independent sides that vouch for it, the outlet included when it speaks for itself.
    """

    id: int
    start: int
    end: int
    main: bool
    asserted_by: tuple[int, ...]
    denied_by: tuple[int, ...]
    doubted_by: tuple[int, ...]
    corroborated_by: tuple[int, ...]
    sides: int
    status: Status


@dataclass(frozen=True, slots=True)
class Ledger:
    """The sourcing account of one article.

    `single_source` is true when one side or none vouches for the main claim and it is not on the public record;
    `unattributed` lists the sentences of prose that no attribution covers.
    """

    sources: tuple[SourceEntry, ...]
    attributions: tuple[AttributionEntry, ...]
    claims: tuple[ClaimEntry, ...]
    single_source: bool
    unattributed: tuple[int, ...]

    def main_claim(self) -> ClaimEntry | None:
        """The statement that the article is about, or None for a text without sentences."""
        return next((claim for claim in self.claims if claim.main), None)
