"""Exact words with their surroundings, as W3C TextQuoteSelector has them."""

from __future__ import annotations

from models.contract import Span
from models.text import Document

# Code points of context on either side; DESIGN law 1.
CONTEXT = 32


def quote(document: Document, span: Span) -> tuple[str, str, str]:
    """`exact`, `prefix` and `suffix` of a submitted span; `exact` equals the slice."""
    field = document.title if span.field == "title" else document.text
    return (
        field[span.start : span.end],
        field[max(0, span.start - CONTEXT) : span.start],
        field[span.end : span.end + CONTEXT],
    )
