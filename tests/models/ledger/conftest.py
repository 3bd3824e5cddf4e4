"""The shipped gazetteer, and ledgers whose ranges are read back as words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from models.contract import Article
from models.ledger import Gazetteer, Ledger, SourceEntry, load_gazetteer, read_ledger
from models.ledger.entries import AttributionEntry, Range
from models.text import read_document

GAZETTEER = Path(__file__).parents[3] / "models" / "bundles" / "default" / "gazetteer"


@dataclass(frozen=True)
class Reading:
    """A ledger together with the text that its ranges point into."""

    ledger: Ledger
    normal: str

    def words(self, span: Range | None) -> str:
        """The words of a range."""
        return "" if span is None else self.normal[slice(*span)]

    def said(self, entry: AttributionEntry) -> tuple[str, str, list[str]]:
        """Source, cue and statement of an attribution, as words."""
        cue = " ".join(self.words(span) for span in entry.cue)
        return self.words(entry.source_span), cue, [self.words(span) for span in entry.content]

    def all_said(self) -> list[tuple[str, str, list[str]]]:
        """Every attribution as words."""
        return [self.said(entry) for entry in self.ledger.attributions]

    def source(self, name: str) -> SourceEntry:
        """The only source that a name mentions."""
        (found,) = [
            s for s in self.ledger.sources if any(self.words(m) == name for m in s.mentions)
        ]
        return found

    def sides(self, *names: str) -> set[str]:
        """The sides of several sources."""
        return {self.source(name).side for name in names}


Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return load_gazetteer(GAZETTEER)


@pytest.fixture(scope="session")
def read(gazetteer: Gazetteer) -> Read:
    def read_text(text: str, title: str | None = None) -> Reading:
        document = read_document(Article(title=title, text=text))
        return Reading(read_ledger(document, gazetteer), document.normal)

    return read_text
