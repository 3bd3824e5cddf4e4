"""Articles that differ enough to be no copies of each other, and a scorer that knows all three bands."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from models import Answer, Article
from models.contract import Band
from tests.fakes import FixedScorer

_WORDS = re.findall(
    r"\w+",
    "harbour crane council budget river bridge school clinic market tender ferry tunnel depot library archive "
    "minister mayor engineer teacher farmer inspector driver nurse lawyer witness report survey permit contract "
    "closed opened delayed repaired moved counted signed refused measured announced Monday Tuesday Friday spring",
)
_LENGTH = 80


def a_story(number: int, cues: int = 1) -> dict[str, object]:
    """What a tool sends: article `number`, with so many places that the scorer finds."""
    words = Random(number).choices(_WORDS, k=_LENGTH)  # noqa: S311 - the same words each time, no secret
    lines = [" ".join(words[start : start + 10]) + "." for start in range(0, _LENGTH, 10)]
    said = "In the morning officials said so. " * cues
    return {
        "title": f"Report {number}: the {words[0]} and the {words[1]}",
        "text": said + "The " + " The ".join(lines),
        "url": f"https://{'north' if number % 2 else 'south'}.example/{number}",
    }


class BandedScorer(FixedScorer):
    """One place is a low risk, two are an elevated one, more are a high one."""

    def score(self, article: Article) -> Answer:
        """The answer of the fixed scorer, in a band of its own."""
        answer = super().score(article)
        if answer.risk.score is None:
            return answer
        bands: tuple[Band, ...] = ("low", "low", "elevated")
        found = len(answer.evidence)
        band = bands[found] if found < len(bands) else "high"
        return replace(answer, risk=replace(answer.risk, band=band))
