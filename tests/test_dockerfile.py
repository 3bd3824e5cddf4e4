"""The Dockerfile, parsed: no engine is at hand, but every path and command that it names must exist."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from typer.main import get_command

from service.cli import app

ROOT = Path(__file__).resolve().parents[1]


def _instructions() -> list[tuple[str, str]]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^#.*\n", "", text).replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines]


def _values(name: str) -> list[str]:
    return [value for instruction, value in _instructions() if instruction == name]


def _list_after(instruction: str) -> list[str]:
    [value] = _values(instruction)
    parsed: list[str] = json.loads(value[value.index("[") :])
    return parsed


def test_every_copied_path_exists() -> None:
    sources = [
        path
        for value in _values("COPY")
        if not value.startswith("--from")
        for path in value.split()[:-1]
    ]

    assert sources
    assert not [path for path in sources if not (ROOT / path).exists()]


def test_everything_that_the_wheel_is_built_from_is_copied() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    copied = {path for value in _values("COPY") for path in value.split()[:-1]}

    assert {*packages, project["project"]["readme"], "pyproject.toml"} <= copied


def test_there_are_two_stages_and_the_last_one_takes_only_the_wheel_from_the_first() -> None:
    assert len(_values("FROM")) == 2
    assert [value for value in _values("COPY") if value.startswith("--from=build")]


def test_it_does_not_run_as_root() -> None:
    assert _values("USER") == ["10001"]
    assert "--uid 10001" in " ".join(_values("RUN"))


def test_entry_point_command_and_health_check_are_commands_of_the_product() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]  # a typer app with several commands is a group
    options = {opt for p in commands["serve"].params for opt in p.opts}

    assert _list_after("ENTRYPOINT") == ["caveat"]
    assert _list_after("CMD")[0] in commands
    assert {arg for arg in _list_after("CMD") if arg.startswith("--")} <= options
    assert _list_after("HEALTHCHECK")[:3] == ["python", "-m", "service"]
    assert _list_after("HEALTHCHECK")[3] in commands


def test_what_changes_at_run_time_lives_in_the_volume() -> None:
    """The root file system is read-only; the database must not stand anywhere else."""
    environment = " ".join(_values("ENV"))

    assert _values("VOLUME") == ["/data"]
    assert "CAVEAT_DATABASE_URL=sqlite:////data/" in environment
