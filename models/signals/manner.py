"""Manner of speaking: how often a text asks, exclaims, speaks of itself, dates what it tells and names who said it.

All rates are taken over the body sentences that were not set aside, so that neither furniture nor an honest caveat
can move them. No name, place or party enters.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import re2

from models.ledger import Ledger
from models.text import Document, Sentence

# Words by which writing about oneself, to the reader, of what ought to be, or of a dated event shows itself.
_WORDS = {
    "first_singular": "i my me",
    "first_plural": "we our us",
    "second": "you your",
    "ought": "should must ought need needs",
    "stance": "because but indeed simply surely perhaps clearly merely truth",
    "said": "said says told added according reported announced",
    "dated": "monday tuesday wednesday thursday friday saturday sunday",
    "question": "?",
    "exclamation": "!",
}
# Every rate that `read_manner` gives, in its order.
RATES = (*_WORDS, "attributed", "length", "title_capitals", "title_exclaims", "title_asks")
# Words are runs of these: "I'm" counts by its "I", "you're" by its "you", so the shortened forms need no entry.
_LETTERS = frozenset(b"0123456789_abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_MARKS = b"?!"
_LOWERED = bytes(
    bytes([code]).lower()[0] if code in _LETTERS or code in _MARKS else ord(" ")
    for code in range(256)
)
_CLASS_OF = {word.encode(): name for name, words in _WORDS.items() for word in words.split()}
_CAPITALS = re2.compile(r"\b[A-Z]{4,}\b")
WORDS_PER_UNIT = 400.0


def read_manner(
    document: Document, ledger: Ledger, set_aside: frozenset[int]
) -> Mapping[str, float]:
    """Every rate by name; non-negative, mostly below 1."""
    kept = [s for s in document.sentences if not s.in_title and s.index not in set_aside]
    count = max(1, len(kept))
    runs = " ".join([document.normal[start:end] for start, end in _runs(kept)])
    found = Counter(map(_CLASS_OF.get, _tokens(runs)))
    rates = {name: math.sqrt(found[name] / count) for name in _WORDS}
    indices = {s.index for s in kept}
    attributed = {a.sentence for a in ledger.attributions} & indices
    rates["attributed"] = len(attributed) / count
    rates["length"] = math.log1p(_words(document, kept) / WORDS_PER_UNIT)
    rates.update(_title_rates(document, runs))
    return rates


def _tokens(text: str) -> list[bytes]:
    """The words in lower case, and each question and exclamation mark, by themselves; foreign letters are spaces."""
    plain = text.encode("utf-8", "surrogatepass").translate(_LOWERED)
    return plain.replace(b"?", b" ? ").replace(b"!", b" ! ").split()


def _title_rates(document: Document, body: str) -> dict[str, float]:
    """How the title is printed. What the body writes in capitals too is the name of something and no shout."""
    title = document.normal[: document.body_start]
    shouted = sum(word not in body for word in _CAPITALS.findall(title))
    return {
        "title_capitals": min(3.0, float(shouted)),
        "title_exclaims": float("!" in title),
        "title_asks": float("?" in title),
    }


def _words(document: Document, kept: Sequence[Sentence]) -> int:
    return sum(document.normal.count(" ", s.start, s.end) + 1 for s in kept)


def _runs(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Neighbouring sentences joined into runs, so that one search covers many."""
    runs: list[tuple[int, int]] = []
    previous = -2
    for sentence in sentences:
        if sentence.index == previous + 1:
            runs[-1] = (runs[-1][0], sentence.end)
        else:
            runs.append((sentence.start, sentence.end))
        previous = sentence.index
    return runs
