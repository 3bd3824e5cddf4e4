"""`/v1/signals`: what Caveat looks for, and how well it finds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter

from models import SignalInfo
from service.dependencies import ScorerDep
from service.problems import MEDIA_TYPE, Problem

router: Final = APIRouter(prefix="/v1/signals", tags=["signals"])


@dataclass(frozen=True, slots=True)
class SignalList:
    """The taxonomy of the bundle that is loaded."""

    signals: list[SignalInfo]


@router.get(
    "",
    operation_id="list_signals",
    responses={
        status: {"model": Problem, "content": {MEDIA_TYPE: {}}} for status in (401, 403, 500, 503)
    },
)
async def list_signals(scorer: ScorerDep) -> SignalList:
    """List the signals with definition, polarity, example and measured precision and recall."""
    return SignalList(scorer.signals())
