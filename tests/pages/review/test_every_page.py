"""axe-core finds nothing on any page of the moderators, in light and in dark; a new page must be listed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it carries no types
from fastapi import APIRouter
from fastapi.routing import APIRoute
from playwright.sync_api import Browser, Page

from service.pages.moderators import ROUTERS
from tests.pages.review.conftest import Enter
from tests.pages.review.every_page import STATES, Newsroom, Visitors, open_newsroom

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def newsroom_of_states(
    peopled_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Newsroom]:
    """Every state of every page."""
    with open_newsroom(peopled_file, tmp_path_factory.mktemp("axe")) as opened:
        yield opened


def _addresses(router: APIRouter) -> Iterator[str]:
    for route in router.routes:
        if isinstance(route, APIRoute) and "GET" in (route.methods or ()):
            yield route.path
        elif (included := getattr(route, "original_router", None)) is not None:
            yield from _addresses(included)


def test_every_page_has_a_row() -> None:
    pages = {address for router in ROUTERS for address in _addresses(router)}

    assert pages == set(STATES)


@pytest.mark.parametrize("path", STATES)
def test_axe_finds_nothing_in_light_and_in_dark(
    newsroom_of_states: Newsroom, browser: Browser, enter: Enter, path: str
) -> None:
    visitors = Visitors(newsroom_of_states, browser, enter)
    found = {}

    for number, state in enumerate(STATES[path]):
        page = visitors.open(state)
        found[f"{number} {page.url}"] = _violations(page, None)
        page.emulate_media(color_scheme="dark")
        # Only colours change.
        found[f"{number} {page.url} dark"] = _violations(page, {"runOnly": ["color-contrast"]})
        page.emulate_media(color_scheme="light")

    assert not {name: violations for name, violations in found.items() if violations}


@pytest.mark.parametrize("path", STATES)
def test_no_id_stands_twice_and_no_script_complains(
    newsroom_of_states: Newsroom, browser: Browser, enter: Enter, path: str
) -> None:
    visitors = Visitors(newsroom_of_states, browser, enter)
    doubled = {}

    for number, state in enumerate(STATES[path]):
        page = visitors.open(state)
        ids = page.evaluate("Array.from(document.querySelectorAll('[id]'), (one) => one.id)")
        doubled[f"{number} {page.url}"] = {one for one in ids if ids.count(one) > 1}

    assert not {name: ids for name, ids in doubled.items() if ids}
    assert not visitors.complaints


def _violations(page: Page, options: dict[str, list[str]] | None) -> list[object]:
    return list(Axe().run(page, options=options).response["violations"])
