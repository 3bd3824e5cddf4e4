"""The shared words of Caveat and the shape of its answer; standard library only.

Every dataclass reachable from `Answer` is the wire shape, field for field and in order, so that a
serializer needs no second description. Offsets (`start`, `end`) are Unicode code points into the
submitted field, half-open. Laws that an answer keeps: `docs/api.md` and `tests/contracts`.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal, Protocol

Field = Literal["title", "text"]
Effect = Literal["raises", "lowers", "context"]
Voice = Literal["outlet", "quoted"]
Band = Literal["low", "elevated", "high"]
Mode = Literal["full", "linear", "rules"]
Quotation = Literal["direct", "indirect", "mixed"]
Act = Literal["asserts", "denies", "doubts", "confirms", "asks"]
Support = Literal[
    "corroborated",
    "documented",
    "witnessed",
    "named",
    "interested",
    "secondhand",
    "anonymous",
    "vague",
    "nobody",
    "absent",
]
Drift = Literal["attribution", "modality", "negation", "number", "name", "quotation"]
AttributeValue = bool | int | str

# Evidence of the wording of a sentence; no lexicon may use it, no reader marks it, and nobody can accept or reject it.
WORDING: Final = "language.wording"


class Abstention(StrEnum):
    """Why no score is given. Never a hint that a text is false."""

    TOO_SHORT = "too_short"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    NOT_PROSE = "not_prose"
    OUT_OF_DISTRIBUTION = "out_of_distribution"


@dataclass(frozen=True, slots=True)
class Article:
    """A title and a text, or HTML, as submitted. Exactly one of `text` and `html` is set."""

    title: str | None = None
    text: str | None = None
    html: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A run of code points in one submitted field."""

    field: Field
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One signal at one place, with the exact words.

    `log_odds` is what the place adds to the logit of the risk, None when the scorer abstained.
    `prefix` and `suffix` are up to 32 code points (W3C TextQuoteSelector); `confidence` is the
    measured precision of the cue that found the item.
    """

    id: int
    signal: str
    effect: Effect
    voice: Voice
    field: Field
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    sentence: int
    attributes: dict[str, AttributeValue]
    log_odds: float | None
    confidence: float
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody or something that statements rest on, with every place that names it.

    `basis` is where the text tells how the source knows ("who was briefed on the talks"), `anonymity` where it
    tells why the name is withheld; both are None where it tells neither.
    """

    id: int
    name: str
    named: bool
    kind: str
    side: str
    mentions: list[Span]
    basis: Span | None
    anonymity: Span | None


@dataclass(frozen=True, slots=True)
class Side:
    """A party and the sources that speak for it; `opposes` names the sides that it is in dispute with."""

    name: str
    sources: list[int]
    opposes: list[str]


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of fact, and who asserts, denies, doubts or corroborates it (source ids)."""

    id: int
    field: Field
    start: int
    end: int
    exact: str
    main: bool
    asserted_by: list[int]
    denied_by: list[int]
    doubted_by: list[int]
    corroborated_by: list[int]
    sides: int
    status: str
    restated: list[Span]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (source) says (cue) what (content). `source` is None where nobody is made responsible.

    `act` is what the speaker does to the statement; `via` is the outlet (a source) that it was made to; `within` is
    the attribution whose statement holds this one ("the Post reports that officials said ...").
    """

    id: int
    source: int | None
    source_span: Span | None
    cue: list[Span]
    content: list[Span]
    quote: Quotation
    claim: int | None
    act: Act
    via: int | None
    within: int | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step from the title down to what it rests on, with the words that show it."""

    kind: Literal["title", "sentence", "attribution", "source"]
    span: Span
    attribution: int | None
    source: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What the title and its support say differently; None where one of them says nothing of the kind."""

    kind: Drift
    title: Span | None
    body: Span | None


@dataclass(frozen=True, slots=True)
class HeadlineSupport:
    """The way from the title to its weakest support (W3C credibility signal 7.4.1.8), and what got lost on it."""

    rests_on: Support
    path: list[Step]
    differences: list[Difference]


@dataclass(frozen=True, slots=True)
class QuotePair:
    """One statement by one speaker that stands twice between quotation marks in different words.

    `changed` holds the words that differ, first copy beside second; None on one side is an omission.
    """

    source: int | None
    first: Span
    second: Span
    changed: list[tuple[Span | None, Span | None]]


@dataclass(frozen=True, slots=True)
class Contribution:
    """One term of the additive risk, with the ids of the evidence whose log-odds sum to it."""

    feature: str
    log_odds: float
    evidence: list[int]


@dataclass(frozen=True, slots=True)
class Question:
    """What an editor would ask, and the risk if the answer settled the matter."""

    signal: str
    ask: str
    evidence: list[int]
    score_if_settled: float | None


@dataclass(frozen=True, slots=True)
class Risk:
    """Predicts the editors' `mislead` rating as (mislead - 1) / 4; never says "false"."""

    score: float | None
    band: Band | None
    interval: tuple[float, float] | None
    abstained: Abstention | None


@dataclass(frozen=True, slots=True)
class Parts:
    """Three readings, 0 to 1: for `claims` and `language` high is bad, for `handling` high is good."""

    claims: float | None
    handling: float | None
    language: float | None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """What was read. `title` and `text` are given for HTML input, where offsets point into them.

    `unattributed` numbers the sentences of prose (as `Evidence.sentence` does) that no source is given for.
    """

    language: str
    genre: str
    words: int
    sentences: int
    sha256: str
    furniture: list[Span]
    unattributed: list[int]
    title: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Which bundle answered, in which mode, and what was missing from the mode that was wanted."""

    bundle: str
    version: str
    sha256: str
    ruleset: str
    mode: Mode
    degraded: list[str] = dataclasses.field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything Caveat says about one article."""

    risk: Risk
    parts: Parts
    base_log_odds: float | None
    contributions: list[Contribution]
    evidence: list[Evidence]
    sources: list[Source]
    claims: list[Claim]
    attributions: list[Attribution]
    questions: list[Question]
    document: DocumentInfo
    model: ModelInfo
    sides: list[Side]
    headline: HeadlineSupport | None
    quote_pairs: list[QuotePair]

    def signals_found(self) -> set[str]:
        """Which signals were found, wherever and how often; the wording of sentences is none of them."""
        return {item.signal for item in self.evidence if item.signal != WORDING}


@dataclass(frozen=True, slots=True)
class ShadowHit:
    """One place that a cue in shadow found: counted, never weighed, no part of the evidence."""

    cue: str
    signal: str
    voice: Voice
    field: Field
    start: int
    end: int
    exact: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Shadow:
    """What cues in shadow found in one article; `ruleset` names these cues and is empty where there are none."""

    ruleset: str
    hits: list[ShadowHit]


@dataclass(frozen=True, slots=True)
class SignalInfo:
    """One entry of the taxonomy; figures are None where the readings hold no mark of it.

    `blind_spots` are what is known to be missed or marked wrongly.
    """

    id: str
    effect: Effect
    definition: str
    not_when: str
    example: str
    ask: str
    w3c: str
    cues: int
    precision: float | None
    recall: float | None
    readers_f1: float | None
    blind_spots: list[str]


class Scorer(Protocol):
    """Anything that scores; every implementation passes `tests/contracts/test_scorer.py`."""

    @property
    def info(self) -> ModelInfo:
        """Which bundle answers, in which mode."""

    def score(self, article: Article) -> Answer:
        """Read one article. Thread-safe and deterministic.

        Raises:
            HtmlError: the HTML cannot be read within its limits.
        """

    def score_with_shadow(self, article: Article) -> tuple[Answer, Shadow]:
        """The answer of `score`, and beside it what cues in shadow found; raises as `score` does."""

    def sentences(self, article: Article) -> list[Span]:
        """Where the sentences stand that evidence counts, title first; raises as `score` does."""

    def signals(self) -> list[SignalInfo]:
        """The taxonomy with measured figures."""
