"""The words of a source phrase: its head, what counts it, and what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD = re.compile(r"[^\W_][\w'.-]*|,")
PRONOUNS = frozenset({"he", "she", "they"})
DETERMINERS = frozenset({"the", "a", "an", "this", "that", "his", "her", "its", "their", "another"})
# Prepositions that join a speaker to the body that it speaks for: "officials from the Harbour Museum".
JOINING = frozenset({"of", "from", "at", "with"})
# More words than this behind a head say nothing more about it.
FOLLOWING = 4


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """Small words by which a phrase is read; the bundle's `sourcing.toml` explains each list."""

    after_head: frozenset[str]
    amounts: frozenset[str]
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """A noun phrase that names a source; `head` and `determiner` are in lower case.

    `is_counted`: a number or "a" stands before the head.
    """

    head: str
    determiner: str
    is_counted: bool
    before: tuple[str, ...]
    behind: tuple[str, ...]

    @property
    def is_identified(self) -> bool:
        """Whether a document is told from others: "the memo", "Harbour data", "data from the office"."""
        return bool(self.behind) or any(
            word[:1].isupper() or word in DETERMINERS for word in self.before
        )

    def names_body(self, bodies: frozenset[str]) -> bool:
        """Whether the words around the head name an institution: "city officials", "officials from the Museum"."""
        if any(word.lower() in bodies for word in self.before):
            return True
        joined = self.behind[:1] and self.behind[0] in JOINING
        return bool(joined) and any(word[:1].isupper() for word in self.behind)


def read_phrase(text: str, small: PhraseWords) -> SourcePhrase | None:
    """Read a source phrase, or None where it holds no word."""
    words = WORD.findall(text)
    core: list[str] = []
    stop = len(words)
    for at, word in enumerate(words):
        low = word.lower()
        if low == "of" and core and core[-1].lower() in small.amounts:
            # The amount stays as determiner: "one of the aides" is one.
            core = [core[0] if core[0].lower() in small.numbers else core[-1]]
        elif core and (low in small.after_head or low == ","):
            stop = at
            break
        else:
            core.append(word)
    if not core:
        return None
    determiner = core[0].lower() if len(core) > 1 else ""
    return SourcePhrase(
        head=core[-1].lower().removesuffix("'s").removesuffix("'"),
        determiner=determiner,
        is_counted=determiner in small.numbers,
        before=tuple(core[:-1]),
        behind=tuple(words[stop : stop + FOLLOWING]),
    )
