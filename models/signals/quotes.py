"""`quote.altered`: the reworded copy of every statement that the ledger finds quoted twice."""

from __future__ import annotations

from models.ledger import Ledger
from models.signals.observation import Observation
from models.text import Document

SIGNAL = "quote.altered"
WHY = "The same statement is quoted twice in different words; one of them was never said like this."
# Measured on few places: most finds outside the readings were retold speeches.
CONFIDENCE = 0.6


def altered_quotes(document: Document, ledger: Ledger) -> list[Observation]:
    """One observation a pair, the span being the words of the copy."""
    return [
        Observation(
            signal=SIGNAL,
            start=pair.second[0],
            end=pair.second[1],
            sentence=document.sentence_at(pair.second[0]),
            voice="outlet",
            confidence=CONFIDENCE,
            why=WHY,
            by="quotes:reworded",
        )
        for pair in ledger.quote_pairs
    ]
