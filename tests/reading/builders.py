"""Answers built by hand, with readable defaults: name what matters to the test, leave the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.contract import (
    Abstention,
    Answer,
    Article,
    AttributeValue,
    Attribution,
    Claim,
    Contribution,
    Difference,
    DocumentInfo,
    Effect,
    Evidence,
    HeadlineSupport,
    ModelInfo,
    Parts,
    Question,
    QuotePair,
    Risk,
    Side,
    Source,
    Span,
    Step,
    Voice,
)

TITLE = "Varenia Says Ostria Attacked the Dam"
TEXT = """An unverified clip on Telegram appears to show a flash near the dam.

Ostria denied any involvement, and officials said nobody was hurt.

Sign up for our newsletter"""
CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Seen:
    """Words of the text that evidence stands on; their place is found by themselves."""

    words: str
    signal: str = "footage.unverified"
    effect: Effect = "raises"
    log_odds: float | None = 0.7
    voice: Voice = "outlet"
    why: str = "Footage is used as evidence; nobody is said to have checked it."
    attributes: tuple[tuple[str, AttributeValue], ...] = ()


SEEN = (
    Seen("An unverified clip on Telegram", attributes=(("disclosed", True),)),
    Seen(
        "Ostria denied any involvement",
        "denial.explicit",
        "context",
        -0.1,
        "quoted",
        "A party rejects a claim about itself.",
    ),
    Seen("officials said", "source.anonymous", log_odds=0.3, why="A person is not named."),
)


def an_article(title: str | None = TITLE, text: str = TEXT) -> Article:
    """A short article with a title."""
    return Article(title=title, text=text)


def an_evidence(id_: int, seen: Seen, text: str = TEXT) -> Evidence:
    """One item on the first place where its words stand in the text."""
    start = text.index(seen.words)
    end = start + len(seen.words)
    return Evidence(
        id=id_,
        signal=seen.signal,
        effect=seen.effect,
        voice=seen.voice,
        field="text",
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        sentence=0,
        attributes=dict(seen.attributes),
        log_odds=seen.log_odds,
        confidence=0.93,
        why=seen.why,
        by="rule:a-cue",
    )


def an_answer(
    text: str = TEXT, seen: Sequence[Seen] = SEEN, *, abstained: Abstention | None = None
) -> Answer:
    """An answer with a whole ledger; give `abstained` for one without a score."""
    scored = abstained is None
    weighed = [item if scored else replace(item, log_odds=None) for item in seen]
    evidence = [an_evidence(index, item, text) for index, item in enumerate(weighed)]
    return Answer(
        risk=_risk(abstained),
        parts=Parts(0.82, 0.71, 0.18) if scored else Parts(None, None, None),
        base_log_odds=-0.25 if scored else None,
        contributions=_contributions(evidence) if scored else [],
        evidence=evidence,
        sources=_sources(),
        claims=[_claim(text)],
        attributions=[_attribution()],
        questions=[_question(0.52 if scored else None)],
        document=_document(text),
        model=ModelInfo("caveat-en", "0.1.0", "f" * 64, "abc", "linear"),
        sides=[],
        headline=None,
        quote_pairs=[],
    )


def an_account(answer: Answer) -> Answer:
    """The same answer with everything that a ledger can tell: disputes, grounds, headline, wordings, nesting."""
    presidency, edrin, officials = answer.sources
    return replace(
        answer,
        sources=[
            presidency,
            edrin,
            replace(officials, basis=a_span("near the dam"), anonymity=a_span("nobody was hurt")),
        ],
        sides=[Side("Varenia", [0, 2], ["Ostria"]), Side("Ostria", [1], ["Varenia"])],
        headline=HeadlineSupport(
            "anonymous",
            [
                Step("title", Span("title", 0, len(TITLE)), None, None),
                Step("sentence", a_span("officials said nobody was hurt"), None, None),
                Step("source", a_span("officials"), 0, 2),
            ],
            [Difference("modality", None, a_span("appears to"))],
        ),
        quote_pairs=[
            QuotePair(
                1,
                a_span("Ostria denied any involvement"),
                a_span("officials said nobody was hurt"),
                [(a_span("any"), a_span("nobody")), (a_span("denied"), None)],
            )
        ],
        attributions=[
            *answer.attributions,
            replace(
                answer.attributions[0],
                id=1,
                source=2,
                source_span=a_span("officials"),
                via=1,
                within=0,
            ),
        ],
    )


def a_span(words: str, text: str = TEXT) -> Span:
    """Where words stand first in the text."""
    start = text.index(words)
    return Span("text", start, start + len(words))


def _risk(abstained: Abstention | None) -> Risk:
    if abstained is not None:
        return Risk(None, None, None, abstained)
    return Risk(0.64, "elevated", (0.51, 0.76), None)


def _contributions(evidence: Sequence[Evidence]) -> list[Contribution]:
    signals = [
        Contribution(f"signal:{item.signal}", item.log_odds or 0.0, [item.id]) for item in evidence
    ]
    return [*signals, Contribution("part:language", -0.32, [])]


def _question(score_if_settled: float | None) -> Question:
    return Question(
        "footage.unverified", "Who filmed this, and who checked it?", [0], score_if_settled
    )


def _sources() -> list[Source]:
    return [
        Source(
            0,
            "Varenian presidency",
            named=True,
            kind="official",
            side="Varenia",
            mentions=[],
            basis=None,
            anonymity=None,
        ),
        Source(
            1,
            "Tomas Edrin",
            named=True,
            kind="official",
            side="Ostria",
            mentions=[],
            basis=None,
            anonymity=None,
        ),
        Source(
            2,
            "officials",
            named=False,
            kind="official",
            side="Varenia",
            mentions=[],
            basis=None,
            anonymity=None,
        ),
    ]


def _claim(text: str) -> Claim:
    return Claim(
        id=0,
        field="text",
        start=0,
        end=len(text),
        exact=text,
        main=True,
        asserted_by=[0],
        denied_by=[1],
        doubted_by=[],
        corroborated_by=[],
        sides=1,
        status="contested",
        restated=[],
    )


def _attribution() -> Attribution:
    return Attribution(
        0, 0, Span("text", 0, 2), [], [Span("text", 3, 13)], "indirect", 0, "asserts", None, None
    )


def _document(text: str) -> DocumentInfo:
    place = text.find("Sign up")
    furniture = [Span("text", place, len(text))] if place >= 0 else []
    return DocumentInfo("en", "news", len(text.split()), 3, "0" * 64, furniture, [])
