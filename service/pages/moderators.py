"""All pages for moderators. An address with a fixed name stands before one with an id in the same place."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from service.pages.accounts import routes as accounts
from service.pages.insight import routes as insight
from service.pages.review import history_routes, queue_routes, reading_routes, view_routes

ROUTERS: Final[tuple[APIRouter, ...]] = (
    accounts.router,
    history_routes.router,
    insight.router,
    queue_routes.router,
    view_routes.router,
    # Last: it answers to any name below /review.
    reading_routes.router,
)
