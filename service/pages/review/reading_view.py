"""Everything that the page of a decision shows, arranged: the stage it is in, the article, the form, the day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

from models import SignalInfo
from models.contract import WORDING, Article, Effect
from service.accounts.who import Visit
from service.pages.review.reading_forms import Typed
from service.pages.review.reading_request import Faults
from service.reading.view import Fragment, View, language_tag, unmarked, view_of
from service.reading.words import title_of
from service.reviews.detail import ReviewDetail
from service.reviews.schemas import Review, Verdict
from service.reviews.workflow.workday import Workday

# look: nobody's, or somebody else's; blind: the score is withheld; told: it was, and now it is shown.
Stage = Literal["look", "decide", "blind", "told", "revise", "adjudicate"]

_EFFECTS: tuple[Effect, ...] = get_args(Effect)
_MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """One signal as a reason: `found` says that the model marked it in this article."""

    id: str
    title: str
    definition: str
    found: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """The signals of one effect, those that were found first."""

    effect: Effect
    signals: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was stored: what to do, and the fault of each field; the page keeps everything else."""

    status: int
    message: str
    faults: Faults = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """The decision that was just stored, and on how many copies it was repeated or could not be."""

    review: Review
    verdict: Verdict
    covered: int
    not_covered: int


@dataclass(frozen=True, slots=True)
class Undone:
    """On how many copies a decision was taken back too, and on how many it could not be."""

    covered: int
    left: int


@dataclass(frozen=True, slots=True)
class Desk:
    """The page: what is decided, by whom it was, and what stands in the form."""

    detail: ReviewDetail
    stage: Stage
    view: View | None
    title: tuple[tuple[Fragment, ...], ...]
    body: tuple[tuple[Fragment, ...], ...]
    language: str
    choices: tuple[Choices, ...]
    typed: Typed
    opinions: tuple[Verdict, ...]
    refusal: Refusal | None

    @property
    def is_held(self) -> bool:
        """Whether the moderator may decide now."""
        return self.detail.lease is not None

    @property
    def faults(self) -> Faults:
        """What is wrong, by field."""
        return self.refusal.faults if self.refusal else {}


def desk_of(
    detail: ReviewDetail,
    signals: Iterable[SignalInfo],
    typed: Typed | None = None,
    refusal: Refusal | None = None,
) -> Desk:
    """The page of one review, for the moderator for whom it was read."""
    article = Article(title=detail.title, text=detail.text)
    view = view_of(article, detail.answer) if detail.answer else None
    return Desk(
        detail=detail,
        stage=_stage(detail, is_kept=refusal is not None),
        view=view,
        title=view.title if view else unmarked(detail.title or ""),
        body=view.body if view else unmarked(detail.text),
        language=language_tag(detail.review.language),
        choices=choices_of(signals, detail),
        typed=typed or _first_typed(detail),
        opinions=standing_opinions(detail.verdicts),
        refusal=refusal,
    )


def choices_of(signals: Iterable[SignalInfo], detail: ReviewDetail) -> tuple[Choices, ...]:
    """What can be given as a reason; wording is no reason, it is what the word model reads in every sentence."""
    found = {item.signal for item in detail.answer.evidence} if detail.answer else set()
    known = [one for one in signals if one.id != WORDING]
    return tuple(
        Choices(
            effect,
            tuple(
                sorted(
                    (_choice(one, found) for one in known if one.effect == effect),
                    key=lambda choice: not choice.found,
                )
            ),
        )
        for effect in _EFFECTS
    )


def standing_opinions(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts that count, one of each moderator, as far as they may be seen."""
    listed = list(verdicts)
    undone = {one.refers_to for one in listed if one.kind == "undo"}
    counted = (one for one in listed if one.kind != "undo" and one.id not in undone)
    return tuple({one.reviewer: one for one in counted}.values())


def minutes_of_work(visit: Visit, workday: Workday, now: datetime | None = None) -> int | None:
    """How long ago the day's first decision was, once a moderator wants to be told; None before."""
    wanted = visit.moderator.preferences.break_after_min
    if not wanted or workday.began_at is None:
        return None
    worked = (now or datetime.now(UTC)) - workday.began_at
    if worked < timedelta(minutes=wanted):
        return None
    return int(worked.total_seconds() // _MINUTE_S)


def _stage(detail: ReviewDetail, *, is_kept: bool) -> Stage:
    """A form that was refused stays a form, even when somebody else took the article meanwhile."""
    if detail.lease is None and not is_kept:
        return "look"
    if detail.is_adjudication:
        return "adjudicate"
    if detail.answer is None:
        return "blind"
    if detail.mine is None:
        return "decide"
    # Decided blind under this very lease: what they said now stands beside what the model says.
    is_fresh = (
        detail.lease is not None and detail.mine.is_blind and detail.mine.lease == detail.lease.id
    )
    return "told" if is_fresh else "revise"


def _first_typed(detail: ReviewDetail) -> Typed:
    """An empty form, or one's own decision to start a revision from; an adjudication starts afresh."""
    lease = detail.lease.id if detail.lease else None
    typed = (
        Typed() if detail.mine is None or detail.is_adjudication else Typed.of_verdict(detail.mine)
    )
    return typed.holding(detail.review.version, lease)


def _choice(signal: SignalInfo, found: set[str]) -> Choice:
    return Choice(signal.id, title_of(signal.id), signal.definition, signal.id in found)
