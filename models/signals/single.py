"""`source.single`: derived from the ledger, never from words."""

from __future__ import annotations

from models.ledger import Ledger
from models.signals.observation import Observation
from models.signals.taxonomy import SINGLE
from models.text import Document


def single_source(document: Document, ledger: Ledger, precision: float) -> list[Observation]:
    """The main claim as evidence when the ledger finds a single source for it, else nothing."""
    main = ledger.main_claim()
    if main is None or not ledger.single_source:
        return []
    who = "Only one side vouches" if main.sides else "Nobody is said to vouch"
    return [
        Observation(
            signal=SINGLE,
            start=main.start,
            end=main.end,
            sentence=document.sentence_at(main.start),
            voice="outlet",
            confidence=precision,
            why=f"{who} for the main claim.",
            by="ledger:single_source",
            attributes={"sides": main.sides, "sources": len(main.asserted_by)},
        )
    ]
