"""The sourcing ledger: who asserts, denies, doubts or corroborates what, and for whom they speak."""

from models.ledger.entries import (
    AttributionEntry,
    ClaimEntry,
    HeadlineEntry,
    Ledger,
    QuotePairEntry,
    Range,
    SideEntry,
    SourceEntry,
)
from models.ledger.gazetteer import Gazetteer, load_gazetteer
from models.ledger.reading import read_account, read_ledger

__all__ = [
    "AttributionEntry",
    "ClaimEntry",
    "Gazetteer",
    "HeadlineEntry",
    "Ledger",
    "QuotePairEntry",
    "Range",
    "SideEntry",
    "SourceEntry",
    "load_gazetteer",
    "read_account",
    "read_ledger",
]
