"""Which sentences no word or length feature may see: furniture and honest caveats.

Without this, removing "could not be verified" could lower the risk through the word model alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from models.signals.observation import Observation
from models.signals.open_wording import open_sentences
from models.text import Document

# Signals by which an outlet is open about what it does not know, or shows its work.
CAVEATS = frozenset(
    {
        "claim.unverified",
        "claim.corroborated",
        "denial.response_sought",
        "denial.third_party_doubt",
        "footage.verified",
        "source.anonymity_explained",
        "transparency.correction",
    }
)


def sentences_set_aside(document: Document, observations: Iterable[Observation]) -> frozenset[int]:
    """Indices of the sentences that are set aside: furniture, what a cue shows to be a caveat, what is worded so."""
    caveats = {o.sentence for o in observations if o.signal in CAVEATS}
    return furniture_sentences(document) | caveats | open_sentences(document)


def furniture_sentences(document: Document) -> frozenset[int]:
    """Indices of the sentences that are page furniture."""
    return frozenset(s.index for s in document.sentences if s.furniture)
