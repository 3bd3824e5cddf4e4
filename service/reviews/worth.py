"""What a moderator's time is best spent on: articles where the model is unsure and contradicts itself.

With p the risk, l the reading of the wording alone (`parts.language`) and r what everything but the wording says,

    r            = sigmoid(base_log_odds + sum of all contributions except `part:language`)
    disagreement = |r - l|                       0 to 1
    worth        = 4 p (1 - p) * disagreement    0 to 1, largest at p = 0.5

Both are 0 where there is no score: nothing is known that could disagree.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from models import Answer

_WORDING: Final = "part:language"


@dataclass(frozen=True, slots=True)
class Worth:
    """How far rules and wording are apart, and what that makes a review worth."""

    disagreement: float
    worth: float


def worth_of(answer: Answer) -> Worth:
    """The value of a review of this answer."""
    risk, wording, base = answer.risk.score, answer.parts.language, answer.base_log_odds
    if risk is None or wording is None or base is None:
        return Worth(0.0, 0.0)
    rules = _sigmoid(
        base + sum(one.log_odds for one in answer.contributions if one.feature != _WORDING)
    )
    disagreement = abs(rules - wording)
    return Worth(disagreement, 4 * risk * (1 - risk) * disagreement)


def _sigmoid(logit: float) -> float:
    # The form for each sign that cannot overflow.
    if logit >= 0:
        return 1 / (1 + math.exp(-logit))
    power = math.exp(logit)
    return power / (1 + power)
