"""What the ledger knows of a sentence, as numbers for the heads: is there a source, of what kind, how is it quoted.

Nothing here depends on the sentences around: adding or leaving out one changes nothing that is found in another.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import get_args

from models.contract import Act, Quotation
from models.ledger import Ledger
from models.ledger.entries import Kind
from models.text.document import Document

_KINDS = get_args(Kind)
# In the order of the weights; every value lies between 0 and 1.
STRUCTURE = (
    "no attribution",
    "no source",
    "through an outlet",
    "quoted",
    "all quoted",
    *(f"named {kind}" for kind in _KINDS),
    *(f"unnamed {kind}" for kind in _KINDS),
    *(f"act {act}" for act in get_args(Act)),
    *(f"quotation {form}" for form in get_args(Quotation)),
)
_PLACE = {name: number for number, name in enumerate(STRUCTURE)}
_NAMED = {
    (named, kind): f"{'named' if named else 'unnamed'} {kind}"
    for named, kind in product((True, False), _KINDS)
}


def structure_of(document: Document, ledger: Ledger) -> dict[int, dict[int, float]]:
    """For every sentence the indices in `STRUCTURE` that are not zero, with their values."""
    found: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for entry in ledger.attributions:
        values = found[entry.sentence]
        values[_PLACE[f"act {entry.act}"]] = 1.0
        values[_PLACE[f"quotation {entry.quote}"]] = 1.0
        if entry.via is not None:
            values[_PLACE["through an outlet"]] = 1.0
        if entry.source is None:
            values[_PLACE["no source"]] = 1.0
        else:
            source = ledger.sources[entry.source]
            values[_PLACE[_NAMED[source.named, source.kind]]] = 1.0
    shares = _quoted_shares(document)
    for sentence in document.sentences:
        if sentence.in_title or sentence.furniture:
            continue
        values = found[sentence.index]
        if not values:
            values[_PLACE["no attribution"]] = 1.0
        share = shares.get(sentence.index, 0.0)
        values[_PLACE["quoted"]] = share
        values[_PLACE["all quoted"]] = float(share > 0.9)  # noqa: PLR2004 - marks and the cue aside
    return found


def _quoted_shares(document: Document) -> dict[int, float]:
    """What share of each sentence stands between quotation marks; both lists are in order."""
    shares: dict[int, float] = {}
    quotes, at = document.quotes, 0
    for sentence in document.sentences:
        while at < len(quotes) and quotes[at].end <= sentence.start:
            at += 1
        inside, look = 0, at
        while look < len(quotes) and quotes[look].start < sentence.end:
            inside += min(quotes[look].end, sentence.end) - max(quotes[look].start, sentence.start)
            look += 1
        shares[sentence.index] = inside / max(1, sentence.end - sentence.start)
    return shares
