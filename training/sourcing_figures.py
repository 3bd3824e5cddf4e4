"""How often the ledger's sourcing rules are right on the read articles, each rule by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from models.ledger import load_gazetteer, read_ledger
from models.signals.sourcing import RULES, SourcingReader
from models.signals.sourcing_words import load_sourcing_words
from models.text import read_document
from training.matching import as_mark, pairs
from training.readings import ReadArticle

# Beta(2, 2) around the precision of all rules of a signal, as for cues.
_PRIOR = 4.0
_EVEN = 0.5


def measure_rules(bundle: Path, rows: Iterable[ReadArticle]) -> dict[str, dict[str, float]]:
    """Smoothed precision, hits and true hits by rule; nothing for a bundle without sourcing rules."""
    words = bundle / "sourcing.toml"
    if not words.exists():
        return {}
    reader, gazetteer = (
        SourcingReader(load_sourcing_words(words)),
        load_gazetteer(bundle / "gazetteer"),
    )
    found: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for row in rows:
        document = read_document(row.article)
        finds = list(reader.read(document, read_ledger(document, gazetteer)))
        for rule in {find.rule for find in finds}:
            marks = [
                as_mark(find.signal, document.to_source(find.start, find.end), row.body_offset)
                for find in finds
                if find.rule == rule
            ]
            found[rule] += len(marks)
            true[rule] += sum(1 for _ in pairs(marks, row.marks))
    return {rule: _figure(rule, true, found) for rule in RULES}


def _figure(rule: str, true: Counter[str], found: Counter[str]) -> dict[str, float]:
    family = [other for other in RULES if RULES[other] == RULES[rule]]
    of_signal = sum(found[other] for other in family)
    mean = (sum(true[other] for other in family) + _PRIOR * _EVEN) / (of_signal + _PRIOR)
    smoothed = (true[rule] + _PRIOR * mean) / (found[rule] + _PRIOR)
    return {"precision": round(smoothed, 4), "hits": found[rule], "true": true[rule]}
