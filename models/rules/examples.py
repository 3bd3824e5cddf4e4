"""Runs the example sentences of cues: a positive one must give a hit of its cue, a negative one must not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.contract import Article
from models.rules.cue import Cue
from models.rules.page import Obstacle
from models.rules.ruleset import Ruleset
from models.rules.trial import Trial, try_out
from models.text.read import read_document

# Makes a paragraph of an example, so that it is not taken for a caption; it carries no cue.
_PROSE = "The rest of the week passed quietly in the town, and the market opened as it always had."

OBSTACLES: dict[Obstacle, str] = {
    "field": "it stands in the other field (title or text)",
    "voice": "`voice` asks for other quotation marks",
    "negation": "a negation stands before it and the cue is `negatable`",
    "unless": "`unless` matches in the sentence",
    "near": "`near` matches nothing in the sentence",
    "unless_near": "`unless_near` matches in the sentence or beside it",
    "near_neighbour": "`near_neighbour` matches nothing in the sentence or beside it",
}


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What one example sentence did; `reason` says why where that was not what it promises, else it is empty."""

    cue: str
    kind: Literal["positive", "negative"]
    number: int
    sentence: str
    reason: str

    @property
    def holds(self) -> bool:
        """Whether the example does what it promises."""
        return not self.reason


def run_examples(ruleset: Ruleset, cue: Cue) -> list[ExampleResult]:
    """Every example of a cue that is in a ruleset."""
    return [
        *(_positive(ruleset, cue, n, text) for n, text in enumerate(cue.positive, 1)),
        *(_negative(ruleset, cue, n, text) for n, text in enumerate(cue.negative, 1)),
    ]


def _positive(ruleset: Ruleset, cue: Cue, number: int, sentence: str) -> ExampleResult:
    trials = _trials(ruleset, cue, sentence)
    reason = ""
    if not trials:
        reason = "the pattern matches nothing in it"
    elif all(trial.obstacle for trial in trials):
        obstacle = trials[0].obstacle
        reason = f"the pattern matches, but {OBSTACLES[obstacle]}" if obstacle else ""
    return ExampleResult(cue.id, "positive", number, sentence, reason)


def _negative(ruleset: Ruleset, cue: Cue, number: int, sentence: str) -> ExampleResult:
    is_hit = any(trial.obstacle is None for trial in _trials(ruleset, cue, sentence))
    reason = "the cue finds something in it" if is_hit else ""
    return ExampleResult(cue.id, "negative", number, sentence, reason)


def _trials(ruleset: Ruleset, cue: Cue, sentence: str) -> list[Trial]:
    article = (
        Article(title=sentence, text=_PROSE, language="en")
        if cue.field == "title"
        else Article(text=f"{sentence} {_PROSE}", language="en")
    )
    return [t for t in try_out(ruleset, read_document(article)) if t.cue.id == cue.id]
