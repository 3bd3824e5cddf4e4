"""When not to score. An abstention says what the scorer cannot read, never what it suspects."""

from __future__ import annotations

from models.bundle import Bundle
from models.contract import Abstention
from models.reading import Reading
from models.text import Document, prose_share

SUPPORTED = frozenset({"en"})
# Prose of a few hundred words has about half as many different ones; under a fifth it says the same over and over.
LEAST_VARIETY = 0.2
SAMPLE_WORDS = 400
SAMPLE_CHARACTERS = 4_000


def abstention_of(reading: Reading, bundle: Bundle) -> Abstention | None:
    """The first reason that applies, or None; cut-offs are the bundle's."""
    document = reading.document
    if document.language not in SUPPORTED:
        return Abstention.UNSUPPORTED_LANGUAGE
    fewest = bundle.threshold("min_words")
    # Counted twice: a single word is too short whatever it is, a page of code is no prose however long.
    if len(document.normal[document.body_start :].split()) < fewest:
        return Abstention.TOO_SHORT
    if prose_share(document) < bundle.threshold("prose_share") or _repeats_itself(document):
        return Abstention.NOT_PROSE
    if document.words < fewest:
        return Abstention.TOO_SHORT
    language = reading.language
    if language is not None and language.known_share < bundle.threshold("known_share"):
        return Abstention.OUT_OF_DISTRIBUTION
    return None


def _repeats_itself(document: Document) -> bool:
    """Whether the beginning of the body is a few words over and over."""
    start = document.body_start
    sample = document.normal[start : start + SAMPLE_CHARACTERS].lower().split()[:SAMPLE_WORDS]
    return len(set(sample)) < LEAST_VARIETY * len(sample)
