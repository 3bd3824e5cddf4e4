"""The ledger as the answer shows it: the same account, in submitted offsets."""

from __future__ import annotations

from collections.abc import Callable

from models.answer.quoting import quote
from models.contract import (
    Attribution,
    Claim,
    Difference,
    HeadlineSupport,
    QuotePair,
    Side,
    Source,
    Span,
    Step,
)
from models.ledger import Range
from models.reading import Reading


def sources_of(reading: Reading) -> list[Source]:
    """Every source with all its mentions."""
    span, maybe = _converters(reading)
    return [
        Source(
            id=s.id,
            name=s.name,
            named=s.named,
            kind=s.kind,
            side=s.side,
            mentions=[span(m) for m in s.mentions],
            basis=maybe(s.basis),
            anonymity=maybe(s.anonymity),
        )
        for s in reading.ledger.sources
    ]


def sides_of(reading: Reading) -> list[Side]:
    """Every party with the sources that speak for it and the parties that it disputes with."""
    return [Side(s.name, list(s.sources), list(s.opposes)) for s in reading.ledger.sides]


def claims_of(reading: Reading) -> list[Claim]:
    """Every claim with who asserts, denies, doubts or corroborates it."""
    span, _ = _converters(reading)
    claims = []
    for claim in reading.ledger.claims:
        place = span((claim.start, claim.end))
        claims.append(
            Claim(
                id=claim.id,
                field=place.field,
                start=place.start,
                end=place.end,
                exact=quote(reading.document, place)[0],
                main=claim.main,
                asserted_by=list(claim.asserted_by),
                denied_by=list(claim.denied_by),
                doubted_by=list(claim.doubted_by),
                corroborated_by=list(claim.corroborated_by),
                sides=claim.sides,
                status=claim.status,
                restated=[span(r) for r in claim.restated],
            )
        )
    return claims


def attributions_of(reading: Reading) -> list[Attribution]:
    """Every attribution: who says what, by which words."""
    span, maybe = _converters(reading)
    return [
        Attribution(
            id=a.id,
            source=a.source,
            source_span=maybe(a.source_span),
            cue=[span(r) for r in a.cue],
            content=[span(r) for r in a.content],
            quote=a.quote,
            claim=a.claim,
            act=a.act,
            via=a.via,
            within=a.within,
        )
        for a in reading.ledger.attributions
    ]


def headline_of(reading: Reading) -> HeadlineSupport | None:
    """What the title rests on; None for a text without a title."""
    span, maybe = _converters(reading)
    headline = reading.ledger.headline
    if headline is None:
        return None
    return HeadlineSupport(
        rests_on=headline.rests_on,
        path=[Step(s.kind, span(s.span), s.attribution, s.source) for s in headline.path],
        differences=[
            Difference(d.kind, maybe(d.title), maybe(d.body)) for d in headline.differences
        ],
    )


def quote_pairs_of(reading: Reading) -> list[QuotePair]:
    """Statements that stand twice between quotation marks, with the words that differ."""
    span, maybe = _converters(reading)
    return [
        QuotePair(
            source=pair.source,
            first=span(pair.first),
            second=span(pair.second),
            changed=[(maybe(one), maybe(other)) for one, other in pair.changed],
        )
        for pair in reading.ledger.quote_pairs
    ]


def _converters(
    reading: Reading,
) -> tuple[Callable[[Range], Span], Callable[[Range | None], Span | None]]:
    """From normal-form ranges to spans of the submitted fields, and the same for what may be missing."""
    to_source = reading.document.to_source

    def span(place: Range) -> Span:
        return to_source(*place)

    def maybe(place: Range | None) -> Span | None:
        return None if place is None else to_source(*place)

    return span, maybe
