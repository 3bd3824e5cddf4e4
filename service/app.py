"""The composition root: everything is built here, from the settings, and nowhere on import."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from threading import Thread

import anyio.to_thread
from fastapi import FastAPI

from models import BundleScorer, Scorer, load_scorer, warm_up
from service import health, signals
from service.db.engine import Database, open_database
from service.dependencies import Desk
from service.gate import Gate
from service.lexicons.shelf import LexiconShelf, LexiconState, Shelf
from service.lexicons.watch import LexiconWatch
from service.limits import ScoringSlots
from service.openapi import API_VERSION, describe
from service.pages import moderators
from service.pages import routes as pages
from service.pages.accounts.visitors import handle_visitors
from service.pages.review.refusing import draw_too_large
from service.problems import handle_problems
from service.reference import routes as reference
from service.reviews import routes as reviews
from service.reviews.policy import Policy
from service.reviews.workflow.adopting import Adopter, open_review
from service.scores import routes as scores
from service.security import KeyRing, load_keys
from service.settings import Settings
from service.telemetry import Telemetry


def create_app(settings: Settings | None = None, *, scorer: Scorer | None = None) -> FastAPI:
    """Build the application; tests hand over a scorer, otherwise the bundle of the settings is loaded.

    Raises:
        BundleError: the bundle cannot be loaded.
        UserLexiconError: the newsroom's lexicons are faulty, and no good set was kept.
    """
    settings = settings or Settings()
    telemetry = Telemetry()
    shelf = _fill_shelf(
        scorer or load_scorer(settings.bundle_path, settings.mode), settings, telemetry
    )
    watch = _watch_of(shelf, settings)
    database = open_database(settings.database_url.get_secret_value(), settings.database_wait_s)
    policy = Policy.of(settings)
    app = FastAPI(
        title="Caveat",
        version=API_VERSION,
        description="Reads a news article like a careful standards editor.",
        # The framework's own pages load scripts from elsewhere; `service.reference` serves one that does not.
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=partial(_lifespan, database, watch, policy),
    )
    slots = ScoringSlots(
        settings.scoring_slots,
        settings.scoring_queue,
        settings.scoring_wait_s,
        telemetry.slots_busy,
    )
    on_stored = partial(open_review, policy=policy)
    app.state.desk = Desk(settings, shelf, slots, database, telemetry, on_stored)
    for feature in (scores, reviews, signals, health, reference, pages):
        app.include_router(feature.router)
    for router in moderators.ROUTERS:
        app.include_router(router)
    keys = KeyRing(partial(load_keys, database), settings.key_cache_s)
    app.add_middleware(
        Gate,
        settings=settings,
        keys=keys,
        telemetry=telemetry,
        draw_too_large=partial(draw_too_large, settings),
    )
    handle_problems(app)
    handle_visitors(app)
    describe(app)
    return app


def _fill_shelf(scorer: Scorer, settings: Settings, telemetry: Telemetry) -> Shelf:
    """The scorer, with the newsroom's lexicons where there are any; only a bundle can take them."""
    if settings.lexicons_path is None or not isinstance(scorer, BundleScorer):
        return Shelf(scorer)

    def tell(state: LexiconState) -> None:
        telemetry.note_lexicons(state.live, state.shadow, is_stale=state.status == "stale")

    return LexiconShelf(scorer, settings.lexicons_path, settings.lexicons_kept_path, tell)


def _watch_of(shelf: Shelf, settings: Settings) -> LexiconWatch | None:
    return (
        LexiconWatch(shelf, settings.lexicons_poll_s) if isinstance(shelf, LexiconShelf) else None
    )


@asynccontextmanager
async def _lifespan(
    database: Database, watch: LexiconWatch | None, policy: Policy, _app: FastAPI
) -> AsyncIterator[None]:
    # Telling languages apart needs a model that takes half a second to load; English never needs it, so the first
    # answers do not wait for it.
    warming = Thread(target=warm_up, name="warm-up", daemon=True)
    warming.start()
    if watch is not None:
        watch.start()
    adopter = Adopter(database, policy)
    adopter.start()
    yield
    await anyio.to_thread.run_sync(adopter.stop)
    if watch is not None:
        await anyio.to_thread.run_sync(watch.stop)
    warming.join()
    database.close()
