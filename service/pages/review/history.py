"""The events of one article in words: who did what, when, from which state to which, and what can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from service.reviews.detail import ReviewDetail
from service.reviews.schemas import Verdict
from service.roles import Moderator


@dataclass(frozen=True, slots=True)
class Event:
    """One verdict, whether it was undone or replaced since, and whether this moderator may undo it now."""

    verdict: Verdict
    number: int
    refers_to_number: int | None
    fate: str
    can_be_undone: bool


def history_of(detail: ReviewDetail, moderator: Moderator) -> list[Event]:
    """The visible events, the newest first; they are numbered as they happened."""
    numbers = {verdict.id: verdict.version for verdict in detail.verdicts}
    fates = _fates(detail.verdicts)
    return [
        Event(
            verdict,
            verdict.version,
            numbers.get(verdict.refers_to or ""),
            fates.get(verdict.id, ""),
            _can_undo(verdict, fates, detail, moderator),
        )
        for verdict in reversed(detail.verdicts)
    ]


def _fates(verdicts: list[Verdict]) -> dict[str, str]:
    """What became of verdicts that do not count any more; an undone revision lets the one before count again."""
    undone = {one.refers_to for one in verdicts if one.kind == "undo" and one.refers_to is not None}
    given = [one for one in verdicts if one.kind != "undo" and one.id not in undone]
    # The last adjudication counts, and the last opinion of each reviewer.
    last = {"" if one.kind == "adjudication" else one.reviewer: one.id for one in given}
    revised = {one.id for one in given} - set(last.values())
    return dict.fromkeys(revised, "revised") | dict.fromkeys(undone, "taken back")


def _can_undo(
    verdict: Verdict, fates: dict[str, str], detail: ReviewDetail, moderator: Moderator
) -> bool:
    holder = detail.review.holder
    is_held_by_other = holder is not None and not holder.is_you
    may = verdict.reviewer == moderator.name or moderator.may("senior")
    return verdict.kind != "undo" and verdict.id not in fates and may and not is_held_by_other
