"""A reading: all that was seen in an article, unweighed. The risk model reads nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.ledger import Ledger
from models.linear import LanguageReading
from models.signals.genre import Genre
from models.signals.observation import Observation
from models.text import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """`set_aside` holds the sentences that no word or manner feature sees: furniture and caveats.

    `manner` holds rates of the sentences that remain. `language` is None in mode `rules`.
    """

    document: Document
    observations: tuple[Observation, ...]
    ledger: Ledger
    manner: Mapping[str, float]
    genre: Genre
    language: LanguageReading | None
    set_aside: frozenset[int]
