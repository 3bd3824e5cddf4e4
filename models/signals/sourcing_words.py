"""The word lists of the sourcing rules, read from the bundle's `sourcing.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.errors import BundleError
from models.signals.own_outlet import OwnWords
from models.signals.source_phrase import PhraseWords


@dataclass(frozen=True, slots=True)
class SourcingWords:
    """Heads of source phrases by what they mean for sourcing, and the verbs that make somebody a speaker.

    The names are those of the lists in the file, where each is explained; `phrase` reads a
    source phrase, `own` tells the article's own outlet.
    """

    insiders: frozenset[str]
    bodies: frozenset[str]
    saying: frozenset[str]
    groups: frozenset[str]
    many: frozenset[str]
    nobody: frozenset[str]
    records: frozenset[str]
    phrase: PhraseWords
    own: OwnWords


def load_sourcing_words(path: Path) -> SourcingWords:
    """Read the lists.

    Raises:
        BundleError: the file or one of its lists is missing, or something else stands in it.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        own = OwnWords.of(tables.pop("own_outlet"))
        phrase = PhraseWords(**_sets(tables.pop("phrase")))
        lists = {name: words for table in tables.values() for name, words in _sets(table).items()}
        return SourcingWords(phrase=phrase, own=own, **lists)
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise BundleError(f"{path}: expected tables of word lists ({error}).") from error


def _sets(table: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in table.items()}
