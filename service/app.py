"""The composition root: everything is built here, from the settings, and nowhere on import."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from threading import Thread

from fastapi import FastAPI

from models import Scorer, load_scorer, warm_up
from service import health, signals
from service.db.engine import Database, open_database
from service.dependencies import Desk
from service.gate import Gate
from service.limits import ScoringSlots
from service.openapi import API_VERSION, describe
from service.pages import routes as pages
from service.problems import handle_problems
from service.reference import routes as reference
from service.scores import routes as scores
from service.security import KeyRing, load_keys
from service.settings import Settings
from service.telemetry import Telemetry


def create_app(settings: Settings | None = None, *, scorer: Scorer | None = None) -> FastAPI:
    """Build the application; tests hand over a scorer, otherwise the bundle of the settings is loaded."""
    settings = settings or Settings()
    database = open_database(settings.database_url.get_secret_value(), settings.database_wait_s)
    telemetry = Telemetry()
    app = FastAPI(
        title="Caveat",
        version=API_VERSION,
        description="Reads a news article like a careful standards editor.",
        # The framework's own pages load scripts from elsewhere; `service.reference` serves one that does not.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=partial(_lifespan, database),
    )
    slots = ScoringSlots(
        settings.scoring_slots,
        settings.scoring_queue,
        settings.scoring_wait_s,
        telemetry.slots_busy,
    )
    scorer = scorer or load_scorer(settings.bundle_path, settings.mode)
    app.state.desk = Desk(settings, scorer, slots, database, telemetry)
    for feature in (scores, signals, health, reference, pages):
        app.include_router(feature.router)
    keys = KeyRing(partial(load_keys, database), settings.key_cache_s)
    app.add_middleware(Gate, settings=settings, keys=keys, telemetry=telemetry)
    handle_problems(app)
    describe(app)
    return app


@asynccontextmanager
async def _lifespan(database: Database, _app: FastAPI) -> AsyncIterator[None]:
    # Telling languages apart needs a model that takes half a second to load; English never needs it, so the first
    # answers do not wait for it.
    warming = Thread(target=warm_up, name="warm-up", daemon=True)
    warming.start()
    yield
    warming.join()
    database.close()
