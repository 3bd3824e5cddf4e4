"""When not to score. An abstention says what the scorer cannot read, never what it suspects."""

from __future__ import annotations

from models.bundle import Bundle
from models.contract import Abstention
from models.reading import Reading
from models.text import prose_share

SUPPORTED = frozenset({"en"})


def abstention_of(reading: Reading, bundle: Bundle) -> Abstention | None:
    """The first reason that applies, or None; cut-offs are the bundle's."""
    document = reading.document
    if document.language not in SUPPORTED:
        return Abstention.UNSUPPORTED_LANGUAGE
    fewest = bundle.threshold("min_words")
    # Counted twice: a single word is too short whatever it is, a page of code is no prose however long.
    if len(document.normal[document.body_start :].split()) < fewest:
        return Abstention.TOO_SHORT
    if prose_share(document) < bundle.threshold("prose_share"):
        return Abstention.NOT_PROSE
    if document.words < fewest:
        return Abstention.TOO_SHORT
    language = reading.language
    if language is not None and language.known_share < bundle.threshold("known_share"):
        return Abstention.OUT_OF_DISTRIBUTION
    return None
