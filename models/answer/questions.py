"""What would settle it: the editor's question for each signal, and the risk if it were settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from models.answer.settled import settle
from models.contract import Question
from models.reading import Reading
from models.signals.place import Place
from models.signals.taxonomy import Signal
from models.signals.why import question

# Scores closer than this are the same: sums in another order differ in the last digits.
_SAME = 1e-12

Risk = Callable[[Reading], float]


def ask(
    readings: Sequence[Reading],
    places: Sequence[Place],
    log_odds: Sequence[float | None],
    taxonomy: Mapping[str, Signal],
    risk: Risk | None,
    score: float | None,
) -> list[Question]:
    """One question for each signal that has one, the one that settles most first.

    `score_if_settled` is the risk of the same readings with the signal settled (`models.answer.settled`), weighed anew.
    It is the score as it stands where settling a signal would not lower it, and None only where there is no score.

    Args:
        readings: of the article, both ways of counting its caveats; they share their observations.
        places: of the observations, in their order.
        log_odds: of the observations; the heaviest names its question.
        taxonomy: all signals.
        risk: weighs a reading; None where the scorer abstains.
        score: of the article as it stands; None where the scorer abstains.
    """
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for index, place in enumerate(places):
        numbers[place.observation.signal].append(index)
    asked = []
    for name, found in numbers.items():
        signal = taxonomy[name]
        if signal.ask:
            heaviest = sorted(found, key=lambda index: (-(log_odds[index] or 0.0), index))
            words = question([places[index] for index in heaviest], signal)
            asked.append(Question(name, words, found, _settled(readings, signal, risk, score)))
    return sorted(asked, key=lambda q: (_or_last(q.score_if_settled), q.signal))


def _settled(
    readings: Sequence[Reading], signal: Signal, risk: Risk | None, before: float | None
) -> float | None:
    if risk is None or before is None:
        return None
    # The readings differ in what they count of the wording; what is settled is the same in all of them.
    settled = settle(readings[0], signal)
    after = min(
        risk(replace(reading, observations=settled.observations, ledger=settled.ledger))
        for reading in readings
    )
    return after if after < before - _SAME else before


def _or_last(score: float | None) -> float:
    return 2.0 if score is None else score
