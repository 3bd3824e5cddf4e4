"""What would settle it: the editor's question for each signal, and the risk if it were settled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from models.contract import Question
from models.risk import Term, logistic
from models.signals.observation import Observation
from models.signals.taxonomy import Signal


def ask(
    observations: Sequence[Observation],
    terms: Sequence[Term],
    logit: float | None,
    taxonomy: Mapping[str, Signal],
) -> list[Question]:
    """One question for each signal that has one, the most telling first.

    `score_if_settled` is the risk with every item of that signal gone, the rest unchanged: exact,
    because the risk is additive. It is None where there is no score, and for signals whose going
    would not lower the risk.
    """
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, observation in enumerate(observations):
        places[observation.signal].append(index)
    weight = {term.feature.removeprefix("signal:"): term.log_odds for term in terms}
    asked = [signal for signal in places if taxonomy[signal].ask]
    asked.sort(key=lambda signal: (-weight.get(signal, 0.0), signal))
    return [
        Question(signal, taxonomy[signal].ask, places[signal], _settled(logit, weight.get(signal)))
        for signal in asked
    ]


def _settled(logit: float | None, log_odds: float | None) -> float | None:
    if logit is None or log_odds is None or log_odds <= 0:
        return None
    return logistic(logit - log_odds)
