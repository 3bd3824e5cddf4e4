"""What a title and its body have in common, as numbers between 0 and about 1.

Every comparison is one that an editor would make: is the speaker gone, is the hedge gone, does the title hold words
that the body lacks, how firmly does it speak, and how weakly sourced is what stands below it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from models.contract import Drift
from models.errors import BundleError
from models.ledger import HeadlineEntry
from models.rules import Hit
from models.rules.pattern import Pattern, compile_pattern
from models.text import Document

# Bodies are read this far: titles are about their beginnings, and the work stays bounded.
_BODY_LIMIT = 40_000
_LEAD_SENTENCES = 6
# A sentence is compared this far.
_TOP = 1_200
# What the ledger holds against the whole body. What it finds in the one sentence that the title rests on is compared
# anew below, because that sentence may be a corroboration.
_DRIFTS: tuple[Drift, ...] = ("number", "name", "quotation")
# The title is never held against a sentence with an honest caveat or a corroboration: adding or removing one must not
# decide whether the title is marked. For the same reason, and because an outlet's name would then matter, the signals
# of the body are no feature of its title.
_LEFT_OUT = frozenset(
    {"claim.corroborated", "claim.unverified", "denial.response_sought", "denial.third_party_doubt"}
)
_LEFT_OPEN = ("attributed", "hedged", "negated")
_WORD = re.compile(rb"[A-Za-z][A-Za-z']{2,}")
_ENDINGS = (b"ing", b"ed", b"es", b"ly", b"s", b"e")
_SHORTEST_STEM = 3
_SHOUTED_SHARE = 0.6
_USUAL_TITLE_WORDS = 12


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The patterns of titles by feature name, and the words that say nothing about a title."""

    patterns: Mapping[str, Pattern]
    common: frozenset[bytes]


@dataclass(frozen=True, slots=True)
class _Sides:
    """A title and its body laid side by side."""

    title: bytes
    body: bytes
    closest: bytes
    closest_words: set[bytes]
    words: list[bytes]
    body_words: set[bytes]


def has_caveats(hits: Sequence[Hit]) -> bool:
    """Whether any sentence holds what a title is never held against."""
    return any(hit.cue.signal in _LEFT_OUT for hit in hits)


def compare(
    document: Document,
    hits: Sequence[Hit],
    titles: TitleWords,
    headline: HeadlineEntry | None,
    *,
    whole_sentences: bool = True,
) -> dict[str, float]:
    """Every feature of a document that has a title, by name.

    Args:
        document: title and body.
        hits: the cues of the body; sentences with caveats and corroborations are passed over.
        titles: what a title is looked at for.
        headline: what the ledger finds that the title rests on.
        whole_sentences: False passes over the words of the caveats alone, and keeps the rest of their sentences.
    """
    caveats = [hit for hit in hits if hit.cue.signal in _LEFT_OUT]
    left_out = {hit.sentence for hit in caveats} if whole_sentences else set()
    shadow = document.shadow if whole_sentences else _blanked(document.shadow, caveats)
    sides = _lay_out(document, shadow, titles.common, left_out)
    features = {
        name: float(bool(pattern.search(sides.title))) for name, pattern in titles.patterns.items()
    }
    features |= _wording(sides)
    features |= _dropped(sides, titles.patterns, features)
    drifted = {difference.kind for difference in headline.differences} if headline else set()
    features |= {f"{kind}_missing": float(kind in drifted) for kind in _DRIFTS}
    return features


def _blanked(shadow: bytes, caveats: Sequence[Hit]) -> bytes:
    """The text with spaces for the words of the caveats."""
    blanked = bytearray(shadow)
    for hit in caveats:
        blanked[hit.match_start : hit.match_end] = b" " * (hit.match_end - hit.match_start)
    return bytes(blanked)


def _lay_out(
    document: Document, shadow: bytes, common: frozenset[bytes], left_out: set[int]
) -> _Sides:
    title = document.shadow[: document.body_start].strip()
    body = document.shadow[document.body_start : document.body_start + _BODY_LIMIT]
    words = [_stem(word) for word in _WORD.findall(title.lower()) if word not in common]
    wanted = set(words)
    prose = (
        s for s in document.sentences if not (s.in_title or s.furniture or s.index in left_out)
    )
    lead = [
        shadow[s.start : min(s.end, s.start + _TOP)]
        for s, _ in zip(prose, range(_LEAD_SENTENCES), strict=False)
    ]
    stems = [_stems(text, common) for text in lead]
    nearest = max(range(len(lead)), key=lambda i: len(wanted & stems[i]), default=None)
    closest = b"" if nearest is None else lead[nearest]
    closest_words = set() if nearest is None else stems[nearest]
    return _Sides(title, body, closest, closest_words, words, _stems(body, common))


def _wording(sides: _Sides) -> dict[str, float]:
    """Words that the body lacks, capitals, length."""
    missing = sum(word not in sides.body_words for word in sides.words)
    letters = sum(chr(byte).isalpha() for byte in sides.title)
    capitals = sum(chr(byte).isupper() for byte in sides.title)
    return {
        "missing_share": missing / max(1, len(sides.words)),
        "missing_count": min(4, missing) / 4,
        "closest_overlap": len(set(sides.words) & sides.closest_words)
        / max(1, len(set(sides.words))),
        "capitals": float(letters > 0 and capitals > _SHOUTED_SHARE * letters),
        "title_words": min(1.5, len(sides.title.split()) / _USUAL_TITLE_WORDS),
    }


def _dropped(
    sides: _Sides, patterns: Mapping[str, Pattern], features: Mapping[str, float]
) -> dict[str, float]:
    """What the closest sentence of the lead has and the title has not."""
    in_body = {name: bool(patterns[name].search(sides.closest)) for name in _LEFT_OPEN}
    bare = not features["attributed"] and not features["hedged"]
    return {
        "any_dropped": float((in_body["attributed"] or in_body["hedged"]) and bare),
        "hedge_dropped": float(in_body["hedged"] and not features["hedged"]),
        "negation_added": float(features["negated"] > in_body["negated"]),
    }


def _stems(text: bytes, common: frozenset[bytes]) -> set[bytes]:
    return {_stem(word) for word in set(_WORD.findall(text.lower())) - common}


# Words already met are remembered up to a bound: most texts share most of their words.
@lru_cache(maxsize=16_384)
def _stem(word: bytes) -> bytes:
    word = word.removesuffix(b"'s")
    ending = next(
        (e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _SHORTEST_STEM), b""
    )
    return word.removesuffix(ending)


def load_title_words(path: Path) -> TitleWords:
    """The patterns and common words, from the bundle's `headline.toml`.

    Raises:
        BundleError: the file is no table of patterns and words.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        patterns = {name: compile_pattern(text) for name, text in table["patterns"].items()}
        shouted = table["patterns_case_sensitive"].items()
        patterns |= {name: compile_pattern(text, case_sensitive=True) for name, text in shouted}
        common = " ".join(table["common_words"]).encode().split()
    except (OSError, KeyError, AttributeError, TypeError, ValueError) as error:
        raise BundleError(f"{path}: expected patterns and common words ({error}).") from error
    return TitleWords(patterns, frozenset(common))
