"""What the newsroom's cues in shadow find, in offsets of the submitted text."""

from __future__ import annotations

from models.answer.quoting import quote
from models.contract import Shadow, ShadowHit
from models.rules import Hit
from models.rules.user import UserLexicons
from models.text import Document


def shadow_of(document: Document, lexicons: UserLexicons) -> Shadow:
    """Every hit of the cues in shadow, in reading order."""
    hits = lexicons.shadow.find(document)
    return Shadow(lexicons.shadow_hash, [_hit(document, hit) for hit in hits])


def _hit(document: Document, hit: Hit) -> ShadowHit:
    span = document.to_source(hit.start, hit.end)
    return ShadowHit(
        cue=hit.cue.id,
        signal=hit.cue.signal,
        voice=hit.voice,
        field=span.field,
        start=span.start,
        end=span.end,
        exact=quote(document, span)[0],
        sentence=hit.sentence,
    )
