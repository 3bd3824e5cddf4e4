"""The template environment: everything is escaped, and a variable that is missing is an error, not a blank."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from service.reading import words
from service.reading.picture import part_picture, risk_picture, term_picture
from service.reading.visible import legible, runs_of

FOLDER = Path(__file__).parent


def create_environment(*folders: Path) -> Environment:
    """Templates of these folders, then the shared ones that draw a reading."""
    environment = Environment(
        loader=FileSystemLoader([*folders, FOLDER / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = shown
    environment.filters["placed"] = placed
    environment.filters["legible"] = legible
    environment.globals.update(
        words=words,
        risk_picture=risk_picture,
        part_picture=part_picture,
        term_picture=term_picture,
    )
    return environment


def shown(text: str) -> Markup:
    """Submitted characters, escaped, with every invisible one replaced by its number and name."""
    return Markup().join(
        Markup('<span class="hidden-character" title="{0}">{1}</span>').format(
            run.hidden, run.token
        )
        if run.hidden
        else run.text
        for run in runs_of(text)
    )


def placed(text: str) -> Markup:
    """As `shown`, with every character kept that a browser counts: it reads a plain carriage return as a line feed."""
    return Markup("&#13;").join(shown(part) for part in text.split("\r"))
