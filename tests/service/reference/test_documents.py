"""`docs/api.md` names every operation, field, problem, limit and exit code there is."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.testclient import TestClient

from service.cli import ExitCode
from service.reference.tables import problem_table
from service.scores.schemas import REQUEST_FIELDS
from service.settings import Settings

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "api.md").read_text(encoding="utf-8")


def test_the_table_of_problems_is_current() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| `/problems/")]

    assert rows == problem_table()


def test_the_fields_of_a_request_are_all_there() -> None:
    section = PAGE.split("## Asking for a score")[1].split("## The answer")[0]

    assert tuple(re.findall(r"(?m)^\| `(\w+)` \|", section)) == REQUEST_FIELDS


def test_every_operation_is_there(client: TestClient) -> None:
    for path, operations in client.get("/openapi.json").json()["paths"].items():
        for method in operations:
            assert f"`{method.upper()} {path.replace('score_id', 'id')}`" in PAGE


def test_every_setting_that_is_named_exists() -> None:
    known = {f"CAVEAT_{name.upper()}" for name in Settings.model_fields}

    assert set(re.findall(r"CAVEAT_[A-Z_]+", PAGE)) <= known


def test_every_exit_code_is_there() -> None:
    section = PAGE.split("## Exit codes")[1]

    assert [int(code) for code in re.findall(r"(?m)^\| (\d) \|", section)] == list(ExitCode)
