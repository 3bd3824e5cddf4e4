"""Brings a database to the tables that this version expects."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine


def _config(engine: Engine | None = None) -> Config:
    config = Config()
    # A per cent sign in a path would be read as an interpolation by the configuration parser.
    folder = str(Path(__file__).parent / "migrations").replace("%", "%%")
    config.set_main_option("script_location", folder)
    config.set_main_option("path_separator", "os")
    config.attributes["engine"] = engine
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Apply every migration that is missing."""
    command.upgrade(_config(engine), revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Undo migrations down to a revision."""
    command.downgrade(_config(engine), revision)


def check(engine: Engine) -> None:
    """Raise when the tables in the code and those the migrations make differ."""
    command.check(_config(engine))


def newest_revision() -> str | None:
    """The revision after the last migration."""
    return ScriptDirectory.from_config(_config()).get_current_head()
