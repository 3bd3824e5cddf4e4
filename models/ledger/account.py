"""An account in the making: the text, what it is about, who says what. Claims and the headline are read from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.ledger.entries import AttributionEntry, Range, SourceEntry
    from models.ledger.lore import ClaimLore
    from models.ledger.tokens import Words
    from models.text.document import Document, Sentence


@dataclass(frozen=True, slots=True)
class Account:
    """A document read up to who says what; `prose` are its sentences in the body, furniture left out.

    `title` is where the title stands, empty where there is none, and its words are the first `title_words`. `bounds`
    and `stems` are the words of each sentence and what it is about, `said` is what each attribution is about.
    """

    document: Document
    words: Words
    lore: ClaimLore
    prose: list[Sentence]
    attributions: list[AttributionEntry]
    sources: list[SourceEntry]
    title: Range
    title_words: int
    title_stems: set[str]
    bounds: Sequence[Range]
    stems: list[set[str]]
    said: list[set[str]]


def open_account(
    document: Document,
    words: Words,
    bounds: Sequence[Range],
    lore: ClaimLore,
    attributions: list[AttributionEntry],
    sources: list[SourceEntry],
) -> Account:
    """The account of a document whose attributions are known; what its parts are about is read once, here."""
    title = 0, len(document.normal[: document.body_start].rstrip())
    return Account(
        document=document,
        words=words,
        lore=lore,
        prose=[s for s in document.sentences if not (s.in_title or s.furniture)],
        attributions=attributions,
        sources=sources,
        title=title,
        title_words=words.bounds(*title)[1],
        title_stems=words.stems_of(*title),
        bounds=bounds,
        stems=[words.stems_among(first, stop) for first, stop in bounds],
        said=[words.stems_in(entry.content) for entry in attributions],
    )
