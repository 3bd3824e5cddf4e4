"""What a route may ask for. Everything was built by `create_app` and is only looked up here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlalchemy.orm import Session

from models import Answer, Scorer
from service.db.engine import Database
from service.db.tables import ScoreRow
from service.lexicons.shelf import Shelf
from service.limits import ScoringSlots
from service.settings import Settings
from service.telemetry import Telemetry

# What else happens to a score in the transaction that stores it; the features that do it do not know each other.
OnStored = Callable[[Session, ScoreRow, Answer], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that one server process works with."""

    settings: Settings
    shelf: Shelf
    slots: ScoringSlots
    database: Database
    telemetry: Telemetry
    on_stored: OnStored

    @property
    def scorer(self) -> Scorer:
        """The scorer of this moment; whoever does several things with it asks once."""
        return self.shelf.scorer


def find_desk(request: Request) -> Desk:
    """All of it at once, for the routes that are called most: the framework takes 20 us for each dependency."""
    return cast("Desk", request.scope["app"].state.desk)


# These are coroutines because the framework runs plain functions in a thread, for half a millisecond each.
async def _scorer(request: Request) -> Scorer:
    return find_desk(request).scorer


async def _shelf(request: Request) -> Shelf:
    return find_desk(request).shelf


async def _slots(request: Request) -> ScoringSlots:
    return find_desk(request).slots


async def _database(request: Request) -> Database:
    return find_desk(request).database


async def _settings(request: Request) -> Settings:
    return find_desk(request).settings


async def _telemetry(request: Request) -> Telemetry:
    return find_desk(request).telemetry


ShelfDep = Annotated[Shelf, Depends(_shelf)]
ScorerDep = Annotated[Scorer, Depends(_scorer)]
SlotsDep = Annotated[ScoringSlots, Depends(_slots)]
DatabaseDep = Annotated[Database, Depends(_database)]
SettingsDep = Annotated[Settings, Depends(_settings)]
TelemetryDep = Annotated[Telemetry, Depends(_telemetry)]
