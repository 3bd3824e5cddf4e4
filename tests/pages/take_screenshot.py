"""Makes the picture for the README: `python -m tests.pages.take_screenshot`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright
from pydantic import SecretStr

from service.db import migrate
from service.db.engine import open_database
from service.settings import Settings
from tests.conftest import CHROMIUM, FLAGS
from tests.pages.conftest import serving

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "images" / "page.png"
# Wide enough for the two columns, tall enough for the risk and the first marks.
_WINDOW: ViewportSize = {"width": 1280, "height": 1080}


def take_screenshot(picture: Path = PICTURE) -> None:
    """Photograph the first sample as the shipped bundle reads it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        url = f"sqlite:///{folder}/caveat.db"
        database = open_database(url)
        migrate.upgrade(database.writer)
        database.close()
        settings = Settings(database_url=SecretStr(url), log_level="error")
        with serving(settings) as address:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_page(viewport=_WINDOW, color_scheme="light", reduced_motion="reduce")
            page.goto(f"{address}/?sample=disputed")
            page.screenshot(path=picture)
            browser.close()


if __name__ == "__main__":
    take_screenshot()
