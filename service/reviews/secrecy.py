"""What is withheld from whom, so that opinions are independent. Nothing else decides it.

A blind review hides the score until a moderator has decided it or a copy; others' verdicts are hidden until one has
one's own.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from service.reviews.schemas import State, Verdict
from service.reviews.states import Standing, sees_verdicts
from service.roles import Moderator


def hides_score(moderator: Moderator, *, is_blind: bool, seen_by: Collection[UUID]) -> bool:
    """Whether answer, band, risk, signals and disagreement are withheld; `seen_by` ever decided it or a copy."""
    return is_blind and moderator.id not in seen_by


def shown_verdicts(
    verdicts: list[Verdict], standing: Standing, moderator: Moderator, *, is_hidden: bool
) -> list[Verdict]:
    """The verdicts on one review that a moderator may see, without the score where it is hidden; their own always."""
    sees_all = sees_verdicts(standing, moderator.id, is_senior=moderator.may("senior"))
    shown = [one for one in verdicts if sees_all or one.reviewer == moderator.name]
    if is_hidden:
        return [without_score(one) for one in shown]
    return shown


def open_states(moderator: Moderator) -> tuple[State, ...]:
    """States in which others' verdicts no longer lead a moderator: those that wait for a second opinion still would."""
    return ("settled", "conflict") if moderator.may("senior") else ("settled",)


def without_score(verdict: Verdict) -> Verdict:
    """A verdict without what it tells of the score: what the model said, and where it had found something."""
    return replace(verdict, band=None, risk=None, items=[])
