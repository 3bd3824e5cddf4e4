"""How a source is named in passing: a short phrase from the text that can stand inside a sentence of our own.

Whatever cannot be used without doubt is no phrase at all: a reason then does without the name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.errors import BundleError

MOST_CHARACTERS = 60
MOST_WORDS = 8
# Longer mentions are not even looked at.
_LOOKED_AT = 200
_BREAK = re.compile(r'[,;:()\[\]"!?*|<>{}\n]|\s-+\s|--')
_USABLE = re.compile(r"[^\W_](?:[^\W_]|[ '&./-])*")
# A full stop inside a phrase stands after an initial or a short title, or the phrase would be two sentences.
_STOPPED = re.compile(r"\.(?= )")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|St|Capt|Maj|Rev))$"
)
# "the U.S." keeps its last full stop.
_ENDS_SHORT = re.compile(r"\b[A-Z]\.[A-Z]\.$")
_SHORTEST_PLURAL = 4
_SINGULAR_ENDINGS = ("ss", "us", "is", "'s")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that fit into the middle of a sentence, and whether they mean more than one."""

    text: str
    plural: bool


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """The word lists of `phrases.toml`."""

    lists: Mapping[str, frozenset[str]]
    this: tuple[str, ...]
    these: tuple[str, ...]
    media: tuple[str, ...]

    def holds(self, name: str, word: str) -> bool:
        """Whether a word, in lower case, stands in a list."""
        return word in self.lists[name]

    def read(self, text: str, *, named: bool, page: str) -> Phrase | None:
        """The phrase in a mention of a source; `page` is the text that it stands in, `named` whether it has a name."""
        words = self._cut(text)
        if not words or self._is_doubtful(words):
            return None
        phrase = " ".join(self._opening(words, named=named, page=page))
        if len(phrase) > MOST_CHARACTERS or not _reads_on(phrase):
            return None
        return Phrase(phrase, self._is_plural(phrase.lower().split()))

    def _cut(self, text: str) -> list[str]:
        """The words before the first break, or before what only describes."""
        head = _BREAK.split(text.strip("\"' ")[:_LOOKED_AT], maxsplit=1)[0].strip(" '-")
        words = (head if _ENDS_SHORT.search(head) else head.rstrip(".")).split()
        end = next((i for i, w in enumerate(words) if i and self.holds("cuts", w.lower())), None)
        return words[:end]

    def _is_doubtful(self, words: list[str]) -> bool:
        plain = [word.lower() for word in words]
        return (
            len(words) > MOST_WORDS
            or (
                self.holds("pronouns", plain[0])
                and not (len(plain) > 1 and plain[0] in {"this", "these", "those"})
            )
            or any(self.holds("verbs", word) for word in plain)
            or self.holds("links", plain[-1])
            or plain[-1] in {"and", "or", "the", "a", "an"}
            or _joins_loosely(words)
        )

    def _opening(self, words: list[str], *, named: bool, page: str) -> list[str]:
        """With an article where English needs one, and without the capital of a sentence's first word."""
        first = words[0]
        if self._loses_capital(first, words, named=named, page=page):
            words = [first.lower(), *words[1:]]
        bare = words[0].lower() not in self.lists["determiners"] and "'s" not in " ".join(
            words[:-1]
        )
        is_name = named and words[0][0].isupper()
        plain = [word.lower() for word in words]
        return ["the", *words] if bare and not is_name and not self._is_plural(plain) else words

    def _loses_capital(self, first: str, words: list[str], *, named: bool, page: str) -> bool:
        plain = first.lower()
        if plain == first or (first.isupper() and len(first) > 1):
            return False
        if plain in self.lists["determiners"]:
            return True
        if named and all(word[0].isupper() for word in words):
            return False
        return plain in self.lists["openers"] or f" {plain} " in page

    def _is_plural(self, plain: list[str]) -> bool:
        if plain[0] in self.lists["plural_determiners"]:
            return True
        if plain[0] in self.lists["singular_determiners"]:
            return False
        end = next((i for i, w in enumerate(plain) if i and self.holds("links", w)), len(plain))
        head = plain[end - 1]
        if head in self.lists["plural_heads"] or head in self.lists["singular_heads"]:
            return head in self.lists["plural_heads"]
        return (
            len(head) >= _SHORTEST_PLURAL
            and head.endswith("s")
            and not head.endswith(_SINGULAR_ENDINGS)
        )


def _reads_on(phrase: str) -> bool:
    """Whether a phrase has no odd sign and no end of a sentence inside."""
    if not _USABLE.fullmatch(phrase):
        return False
    return all(_ABBREVIATED.search(phrase[: stop.start()]) for stop in _STOPPED.finditer(phrase))


def _joins_loosely(words: list[str]) -> bool:
    """Whether "and" joins more than names: what follows may be the rest of a sentence."""
    return any(
        word in {"and", "or"} and not (words[i + 1][0].isupper() and words[i - 1][0].isupper())
        for i, word in enumerate(words[1:-1], start=1)
    )


def load_phrase_words(path: Path) -> PhraseWords:
    """The word lists of a bundle.

    Raises:
        BundleError: a list is missing or holds something that is no text.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        lists = {name: frozenset(words) for name, words in table.items() if isinstance(words, list)}
        words = PhraseWords(
            lists,
            _longest_first(table["material"]["this"]),
            _longest_first(table["material"]["these"]),
            (*_longest_first(table["media"]["names"]), *_longest_first(table["media"]["phrases"])),
        )
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise BundleError(f"{path}: expected lists of words ({error}).") from error
    missing = sorted(_NEEDED - lists.keys())
    if missing:
        raise BundleError(f"{path}: no list {', '.join(missing)}.")
    return words


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


_NEEDED = frozenset(
    {
        "determiners",
        "plural_determiners",
        "singular_determiners",
        "plural_heads",
        "singular_heads",
        "pronouns",
        "cuts",
        "links",
        "verbs",
        "openers",
    }
)
