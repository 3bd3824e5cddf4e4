"""The outlet that an article is its own: what was said to it is not taken from another outlet.

Nobody tells which outlet an article is from; the text does, by its dateline and by what it says of its own work. Page
furniture is not asked, though it often knows: adding or removing it must not change a reading.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.ledger import Ledger, Range, SourceEntry
    from models.text import Document

# Characters before and behind a name that are looked at.
BEFORE = 40
BEHIND = 110


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What stands before or behind the name of an article's own outlet; `agencies` write for others too."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    agencies: frozenset[str]

    @classmethod
    def of(cls, lists: Mapping[str, list[str]]) -> OwnWords:
        """The words of the lists `before`, `behind` and `agencies`."""
        before = "|".join(map(re.escape, lists["before"]))
        behind = "|".join(map(re.escape, lists["behind"]))
        return cls(
            before=re.compile(rf"\b(?:{before})\s(?:the\s)?$", re.IGNORECASE),
            behind=re.compile(
                rf"(?:'s?)?\s[^.]{{0,90}}\bcontributed\b|(?:'s)?\s(?:{behind})\b", re.IGNORECASE
            ),
            agencies=frozenset(lists["agencies"]),
        )

    def names_own(self, text: str, start: int, end: int) -> bool:
        """Whether a name is that of the article's own outlet."""
        # "(Harbour News)" at the head of a paragraph is a dateline.
        if text[max(0, start - 2) : start] == "\n(" and text[end : end + 1] == ")":
            return True
        before = self.before.search(text, max(0, start - BEFORE), start)
        return bool(before or self.behind.match(text, end, end + BEHIND))


class OutletPlaces:
    """Where an article names outlets: its own, and others."""

    def __init__(self, document: Document, ledger: Ledger, words: OwnWords) -> None:
        outlets = [s for s in ledger.sources if s.kind == "news_report" and s.named]
        own = {
            outlet.id
            for outlet in outlets
            if outlet.name not in words.agencies
            and any(_is_in_prose(start, document) for start in _own(outlet, document, words))
        }
        self._own = _starts(outlet.mentions for outlet in outlets if outlet.id in own)
        self._others = _starts(outlet.mentions for outlet in outlets if outlet.id not in own)

    def is_own(self, start: int, end: int) -> bool:
        """Whether a place names the article's own outlet and no other."""
        return _holds(self._own, start, end) and not _holds(self._others, start, end)


def _own(outlet: SourceEntry, document: Document, words: OwnWords) -> list[int]:
    return [start for start, end in outlet.mentions if words.names_own(document.normal, start, end)]


def _is_in_prose(start: int, document: Document) -> bool:
    return not document.sentences[document.sentence_at(start)].furniture


def _starts(mentions: Iterable[tuple[Range, ...]]) -> list[int]:
    return sorted(start for places in mentions for start, _ in places)


def _holds(starts: list[int], start: int, end: int) -> bool:
    at = bisect_left(starts, start)
    return at < len(starts) and starts[at] < end
