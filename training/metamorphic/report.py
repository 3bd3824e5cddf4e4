"""Scores the pairs and says which laws are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from models.contract import Article
from training.metamorphic.law import LAWS, Law, Pair

Score = Callable[[Article], float | None]
# Worst examples that are shown of each law.
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """A pair that breaks its law: by how much, or by abstaining on one side only (`change` is None)."""

    sample: str
    kind: str
    change: float | None

    @property
    def size(self) -> float:
        """For sorting, the worst first."""
        return float("inf") if self.change is None else abs(self.change)


@dataclass(slots=True)
class Outcome:
    """What was measured for one law. Pairs that are abstained on both before and after do not count."""

    law: Law
    pairs: int = 0
    largest: float = 0.0
    broken: list[Finding] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The part of the pairs that breaks the law."""
        return len(self.broken) / self.pairs if self.pairs else 0.0

    @property
    def is_kept(self) -> bool:
        """Whether no more pairs break it than are allowed."""
        return self.share <= self.law.allowed

    def worst(self) -> list[Finding]:
        """The findings, the largest first."""
        return sorted(self.broken, key=lambda finding: -finding.size)


def measure(pairs: Iterable[Pair], score: Score) -> list[Outcome]:
    """Score every pair; articles that several pairs share are scored once while they follow each other."""
    outcomes = {name: Outcome(law) for name, law in LAWS.items()}
    known: dict[Article, float | None] = {}
    for pair in pairs:
        if pair.before not in known and pair.after not in known:
            known.clear()
        for article in (pair.before, pair.after):
            if article not in known:
                known[article] = score(article)
        _note(outcomes[pair.law], pair, known[pair.before], known[pair.after])
    return [outcome for outcome in outcomes.values() if outcome.pairs]


def _note(outcome: Outcome, pair: Pair, before: float | None, after: float | None) -> None:
    if before is None and after is None:
        return
    outcome.pairs += 1
    if before is None or after is None:
        outcome.broken.append(Finding(pair.sample, pair.kind, None))
        return
    excess = outcome.law.excess(before, after)
    outcome.largest = max(outcome.largest, excess)
    if excess > outcome.law.tolerance:
        outcome.broken.append(Finding(pair.sample, pair.kind, after - before))


def table(outcomes: Sequence[Outcome]) -> str:
    """The outcome of every law as a Markdown table."""
    rows = ["| law | pairs | broken | share | allowed | largest |", "|---|--:|--:|--:|--:|--:|"]
    rows += [
        f"| {o.law.name} | {o.pairs} | {len(o.broken)} | {o.share:.1%} | {o.law.allowed:.0%} "
        f"| {o.largest:.6f} |"
        for o in outcomes
    ]
    return "\n".join(rows)


def examples(outcomes: Sequence[Outcome]) -> str:
    """The worst pairs of every law that was broken: article and change, no text of any data set."""
    lines = []
    for outcome in outcomes:
        for finding in outcome.worst()[:_SHOWN]:
            change = "abstains" if finding.change is None else f"{finding.change:+.6f}"
            lines.append(f"{outcome.law.name}: {change}  {finding.sample}  {finding.kind}")
    return "\n".join(lines)
