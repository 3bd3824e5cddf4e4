"""How an article would read if one of its questions were answered: the same text, with that matter settled.

Nothing else changes: words stay as they are, and sentences that were set aside stay aside.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from models.ledger import ClaimEntry, Ledger, SourceEntry
from models.reading import Reading
from models.signals.observation import Observation
from models.signals.taxonomy import Signal

CONFIRMED = "claim.corroborated"
# One side and another.
_ENOUGH_SIDES = 2


def settle(reading: Reading, signal: Signal) -> Reading:
    """The reading with every observation of a signal settled in the signal's own way.

    - gone: the observations are no longer there;
    - named: nor are they, and the speakers at their places have names;
    - second_side: nor is it, and a named source of another side vouches for the main claim;
    - confirmed: what was open is confirmed at the same place.
    """
    settled = [o for o in reading.observations if o.signal == signal.id]
    kept = tuple(o for o in reading.observations if o.signal != signal.id)
    if signal.settled == "confirmed":
        confirmed = (replace(o, signal=CONFIRMED, voice="outlet") for o in settled)
        return replace(reading, observations=(*kept, *confirmed))
    return replace(reading, observations=kept, ledger=_settle(reading.ledger, signal, settled))


def _settle(ledger: Ledger, signal: Signal, settled: Collection[Observation]) -> Ledger:
    if signal.settled == "named":
        return _with_names(ledger, {o.sentence for o in settled})
    return _with_second_side(ledger) if signal.settled == "second_side" else ledger


def _with_names(ledger: Ledger, sentences: set[int]) -> Ledger:
    """Whoever speaks in these sentences has a name; where nobody does, somebody with a name is there now."""
    speaking = {a.source for a in ledger.attributions if a.sentence in sentences}
    if not any(s.id in speaking and not s.named for s in ledger.sources):
        return replace(ledger, sources=(*ledger.sources, _somebody(ledger)))
    named = (replace(s, named=s.named or s.id in speaking) for s in ledger.sources)
    return replace(ledger, sources=tuple(named))


def _with_second_side(ledger: Ledger) -> Ledger:
    somebody = _somebody(ledger)
    return replace(
        ledger,
        sources=(*ledger.sources, somebody),
        claims=tuple(_vouched(c, somebody.id) if c.main else c for c in ledger.claims),
        single_source=False,
    )


def _vouched(claim: ClaimEntry, source: int) -> ClaimEntry:
    return replace(
        claim,
        corroborated_by=(*claim.corroborated_by, source),
        sides=max(_ENOUGH_SIDES, claim.sides + 1),
        status="corroborated",
    )


def _somebody(ledger: Ledger) -> SourceEntry:
    return SourceEntry(
        id=len(ledger.sources), name="", named=True, kind="other", side="", mentions=()
    )
