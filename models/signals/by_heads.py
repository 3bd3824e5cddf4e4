"""Finds of the heads as observations: only where no cue found the signal, and never against an honest caveat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.contract import Voice
from models.heads import HeadFinding
from models.signals.observation import Observation
from models.signals.open_wording import open_sentences
from models.signals.set_aside import CAVEATS
from models.signals.taxonomy import Signal
from models.text import Document

# A party's claim or denial is always somebody's words (the guideline's ruling on voice).
SPOKEN = frozenset({"denial.explicit", "source.interested"})


def head_observations(
    document: Document,
    findings: Sequence[HeadFinding],
    known: Sequence[Observation],
    taxonomy: Mapping[str, Signal],
) -> list[Observation]:
    """What the heads add to what is known.

    A sentence that carries a caveat, or is worded like one, gets nothing that raises: else leaving the caveat out would
    lower the risk.
    """
    taken = {(o.sentence, o.signal) for o in known}
    open_about_it = {o.sentence for o in known if o.signal in CAVEATS}
    open_about_it |= {f.sentence for f in findings if f.signal in CAVEATS}
    open_about_it |= open_sentences(document)
    return [
        Observation(
            signal=finding.signal,
            start=finding.start,
            end=finding.end,
            sentence=finding.sentence,
            voice=_voice(document, finding),
            confidence=finding.precision,
            why=taxonomy[finding.signal].why,
            by=f"head:{finding.signal}",
        )
        for finding in findings
        if (finding.sentence, finding.signal) not in taken
        and not (taxonomy[finding.signal].effect == "raises" and finding.sentence in open_about_it)
    ]


def _voice(document: Document, finding: HeadFinding) -> Voice:
    spoken = finding.signal in SPOKEN or any(
        quote.start <= finding.start and finding.end <= quote.end for quote in document.quotes
    )
    return "quoted" if spoken else "outlet"
