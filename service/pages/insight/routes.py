"""`/insight` and `/review/agreement`: figures to read, nothing to change."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from fastapi import APIRouter, Request, Response

from models import BundleScorer, Reference, Scorer
from service.dependencies import find_desk
from service.insight.figures import WINDOWS, Window
from service.insight.workflow import read_insight, start_of_window
from service.pages.insight import charts, pictures, wording
from service.pages.review.drawing import draw
from service.pages.review.refusing import PageRoute, PageVisit
from service.reviews.workflow.agreement import measure_agreement

router: Final = APIRouter(include_in_schema=False, route_class=PageRoute)

_USUAL: Final[Window] = "30"


@router.get("/insight")
def show_insight(request: Request, visit: PageVisit, window: str = _USUAL) -> Response:
    """Scores over time, by source and signal; moderators against the model; drift."""
    desk = find_desk(request)
    scorer = desk.scorer
    insight = read_insight(
        window_of(window),
        info=scorer.info,
        reference=reference_of(scorer),
        database=desk.database,
    )
    return draw(
        visit,
        "insight.html",
        here="insight",
        insight=insight,
        info=scorer.info,
        windows=WINDOWS,
        charts=charts,
        pictures=pictures,
        say=wording,
    )


@router.get("/review/agreement")
def show_agreement(
    request: Request, visit: PageVisit, window: str = "all", pair: str | None = None
) -> Response:
    """How far reviewers agree, on each signal and two by two."""
    desk = find_desk(request)
    chosen = window_of(window)
    agreement = measure_agreement(
        moderator=visit.moderator,
        database=desk.database,
        since=start_of_window(chosen, datetime.now(UTC).date()),
        pair=pair,
    )
    return draw(
        visit,
        "agreement.html",
        here="agreement",
        agreement=agreement,
        window=chosen,
        windows=WINDOWS,
        pictures=pictures,
        say=wording,
    )


def window_of(text: str) -> Window:
    """The window of an address; one that does not exist is the usual one."""
    return next((window for window in WINDOWS if window == text), _USUAL)


def reference_of(scorer: Scorer) -> Reference | None:
    """What came with the loaded bundle; a scorer of another kind brings none."""
    return scorer.bundle.reference if isinstance(scorer, BundleScorer) else None
