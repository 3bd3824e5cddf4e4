"""The ledger as the answer shows it: the same account, in submitted offsets."""

from __future__ import annotations

from models.answer.quoting import quote
from models.contract import Attribution, Claim, Source, Span
from models.reading import Reading


def sources_of(reading: Reading) -> list[Source]:
    """Every source with all its mentions."""
    to_source = reading.document.to_source
    return [
        Source(s.id, s.name, s.named, s.kind, s.side, [to_source(*m) for m in s.mentions])
        for s in reading.ledger.sources
    ]


def claims_of(reading: Reading) -> list[Claim]:
    """Every claim with who asserts, denies, doubts or corroborates it."""
    document = reading.document
    claims = []
    for claim in reading.ledger.claims:
        span = document.to_source(claim.start, claim.end)
        claims.append(
            Claim(
                id=claim.id,
                field=span.field,
                start=span.start,
                end=span.end,
                exact=quote(document, span)[0],
                main=claim.main,
                asserted_by=list(claim.asserted_by),
                denied_by=list(claim.denied_by),
                doubted_by=list(claim.doubted_by),
                corroborated_by=list(claim.corroborated_by),
                sides=claim.sides,
                status=claim.status,
            )
        )
    return claims


def attributions_of(reading: Reading) -> list[Attribution]:
    """Every attribution: who says what, by which words."""
    to_source = reading.document.to_source

    def spans(ranges: tuple[tuple[int, int], ...]) -> list[Span]:
        return [to_source(*r) for r in ranges]

    return [
        Attribution(
            id=a.id,
            source=a.source,
            source_span=None if a.source_span is None else to_source(*a.source_span),
            cue=spans(a.cue),
            content=spans(a.content),
            quote=a.quote,
            claim=a.claim,
        )
        for a in reading.ledger.attributions
    ]
