"""What the ledger holds: who says what, for whom they speak, and how a claim stands. Normal-form coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.contract import Act, Drift, Quotation, Support

Range = tuple[int, int]
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
    """Somebody or something that statements rest on; `mentions` are all places that name it, in text order.

    `basis` is where the text says how the source knows, `anonymity` why its name is withheld.
    """

    id: int
    name: str
    named: bool
    kind: Kind
    side: str
    mentions: tuple[Range, ...]
    basis: Range | None = None
    anonymity: Range | None = None


# Nobody changes an attribution but to fill in its claim. That it is not frozen halves the time to build dozens of them.
@dataclass(slots=True, unsafe_hash=True)
class AttributionEntry:
    """Who (source) says (cue) what (content); `source` is None where nobody is made responsible.

    `act` is what the speaker does to the statement; `via` is the outlet that the statement was made to, if any;
    `within` is the attribution whose statement holds this one; a `stance` is a wish or a position, not a statement.
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
    within: int | None = None
    stance: bool = False


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """A statement of fact and the ids of the sources that stand on either side of it.

    `sides` counts the independent sides that vouch for it, the outlet included when it speaks for itself;
    `restated` are the other places that say the same.
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
    restated: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class SideEntry:
    """A party, the ids of the sources that speak for it, and the sides that it is in dispute with."""

    name: str
    sources: tuple[int, ...]
    opposes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepEntry:
    """One step from the title down to what it rests on."""

    kind: Literal["title", "sentence", "attribution", "source"]
    span: Range
    attribution: int | None = None
    source: int | None = None


@dataclass(frozen=True, slots=True)
class DifferenceEntry:
    """What the title and its support say differently."""

    kind: Drift
    title: Range | None
    body: Range | None


@dataclass(frozen=True, slots=True)
class HeadlineEntry:
    """The way from the title to its weakest support, and what got lost on it."""

    rests_on: Support
    path: tuple[StepEntry, ...]
    differences: tuple[DifferenceEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class QuotePairEntry:
    """One statement quoted twice in different words; `changed` pairs the words that differ."""

    source: int | None
    first: Range
    second: Range
    changed: tuple[tuple[Range | None, Range | None], ...]


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
    sides: tuple[SideEntry, ...] = ()
    headline: HeadlineEntry | None = None
    quote_pairs: tuple[QuotePairEntry, ...] = ()

    def main_claim(self) -> ClaimEntry | None:
        """The statement that the article is about, or None for a text without sentences."""
        return next((claim for claim in self.claims if claim.main), None)
