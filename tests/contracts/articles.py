"""The sample articles as contract tests read them."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

from models import Article

SAMPLES = Path(__file__).resolve().parents[2] / "service" / "pages" / "samples"
NAMES = ("careful", "disputed", "reckless")


def sample(name: str) -> Article:
    """One of the three sample articles."""
    entry = tomllib.loads((SAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
    return Article(title=entry["title"], text=entry["text"].strip())


def with_text(article: Article, text: str) -> Article:
    """The same article with another body."""
    return replace(article, text=text)
