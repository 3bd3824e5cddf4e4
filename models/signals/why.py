"""Why an item is evidence, in one plain sentence that fits its place: who it is about, and what is missing.

A sentence never says that something is false. It repeats a short name from the text at most, and where nothing
certain is known of the place the signal's general reason is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.ledger import Ledger
from models.signals.observation import Observation
from models.signals.phrase import PhraseWords
from models.signals.place import Place, scene_of
from models.signals.taxonomy import Signal
from models.signals.template import first_that_applies
from models.text import Document

# A question names at most this many of the places that it is about.
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Narrator:
    """Speaks about the places of any article in the words of one bundle."""

    words: PhraseWords

    def places(
        self, document: Document, ledger: Ledger, observations: Sequence[Observation]
    ) -> list[Place]:
        """The place of every observation, in the same order."""
        scene = scene_of(document, ledger, observations, self.words)
        return [Place(scene, observation) for observation in observations]


def reason(place: Place, signal: Signal) -> str:
    """Why the observation at a place is evidence."""
    said = None
    if signal.reasons:
        said = first_that_applies(signal.reasons, place.facts, lambda name: _all([place], name))
    return said or place.observation.why or signal.why


def question(places: Sequence[Place], signal: Signal) -> str:
    """What an editor would ask about all places of a signal, the most telling place first.

    Names of several places stand together, so that one question asks about all of them.
    """
    if not signal.asks:
        return signal.ask
    shown = places[:MOST_NAMED]
    facts = frozenset.intersection(*(place.facts for place in shown))
    return first_that_applies(signal.asks, facts, lambda name: _all(shown, name)) or signal.ask


def _all(places: Sequence[Place], name: str) -> list[str]:
    """What fills a gap at each place, every filling once."""
    found = (place.slot(name) for place in places)
    return list(dict.fromkeys(value for value in found if value))
