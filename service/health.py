"""Whether the process lives, whether it should get traffic, and its counters."""

from __future__ import annotations

from typing import Final

import anyio.to_thread
from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel

from models.contract import Mode
from service.db.revision import is_current
from service.dependencies import DatabaseDep, ShelfDep, SlotsDep, TelemetryDep
from service.errors import FieldFault, NotReadyError, StorageUnavailableError
from service.lexicons.shelf import LexiconState
from service.problems import Problem

router: Final = APIRouter(tags=["operation"])


class Liveness(BaseModel):
    """The process turns."""

    status: str


class Readiness(BaseModel):
    """The service can do its work.

    `degraded` names what is missing from the mode that was wanted, and `lexicons_stale` while the folder of lexicons
    is faulty and the last good set is in use; the log and `caveat signals test` tell what is wrong.
    """

    status: str
    mode: Mode
    degraded: list[str]
    lexicons: LexiconState


@router.get("/livez", operation_id="read_liveness")
async def read_liveness() -> Liveness:
    """Say that the process lives; asks nothing of the database."""
    return Liveness(status="alive")


@router.get("/readyz", operation_id="read_readiness", responses={503: {"model": Problem}})
async def read_readiness(shelf: ShelfDep, database: DatabaseDep, slots: SlotsDep) -> Readiness:
    """Say whether the service should get traffic."""
    faults = []
    try:
        if not await anyio.to_thread.run_sync(is_current, database.reader):
            faults.append(FieldFault("database", "is not migrated", "Run `caveat migrate`."))
    except StorageUnavailableError:
        faults.append(FieldFault("database", "does not answer", "Check CAVEAT_DATABASE_URL."))
    if not slots.has_room:
        faults.append(FieldFault("scoring slots", "are all taken", "Wait, or start more workers."))
    if faults:
        raise NotReadyError(faults=tuple(faults))
    info, lexicons = shelf.scorer.info, shelf.state
    stale = ["lexicons_stale"] if lexicons.status == "stale" else []
    return Readiness(
        status="ready", mode=info.mode, degraded=[*info.degraded, *stale], lexicons=lexicons
    )


@router.get("/metrics", operation_id="read_metrics", response_class=Response)
async def read_metrics(telemetry: TelemetryDep) -> Response:
    """Give the counters of this process in the text format of Prometheus."""
    return Response(generate_latest(telemetry.registry), media_type=CONTENT_TYPE_LATEST)
