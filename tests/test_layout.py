"""How the repository is laid out, held by tests: sizes, packages, what git ignores, what the wheel carries."""

from __future__ import annotations

import ast
import hashlib
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

import models

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("service", "models", "training", "tests")
MOST_LINES = 400
FORBIDDEN_IMPORTS = {"pickle", "dill", "cloudpickle", "joblib", "shelve", "marshal"}


def _sources() -> list[Path]:
    return sorted(p for package in PACKAGES for p in (ROOT / package).rglob("*.py"))


def test_no_source_file_is_longer_than_the_limit() -> None:
    too_long = [
        p.relative_to(ROOT).as_posix()
        for p in _sources()
        if len(p.read_text(encoding="utf-8").splitlines()) > MOST_LINES
    ]

    assert not too_long


def test_every_folder_with_tests_is_a_package() -> None:
    """Otherwise `tests/models` would shadow the package `models` under pytest."""
    folders = {p.parent for p in (ROOT / "tests").rglob("*.py")}

    assert not [f for f in folders if not (f / "__init__.py").exists()]


def test_models_is_our_package_and_not_another_distribution() -> None:
    assert Path(str(models.__file__)).parent == ROOT / "models"


def test_no_module_imports_a_format_that_can_carry_code() -> None:
    guilty = []
    for path in _sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            guilty += [path for name in names if name.partition(".")[0] in FORBIDDEN_IMPORTS]

    assert not guilty


def test_git_ignores_no_source_file() -> None:
    """Common ignore templates leave out `models/` whole."""
    wanted = [p.relative_to(ROOT).as_posix() for p in _sources()]
    wanted += [
        p.relative_to(ROOT).as_posix() for p in (ROOT / "models/bundles/default").rglob("*.*")
    ]

    ignored = subprocess.run(
        ["git", "check-ignore", "--stdin"],
        input="\n".join(wanted),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ignored.stdout == ""


def test_no_leftover_of_an_editor_or_a_patch_is_tracked() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()

    assert not [name for name in tracked if name.endswith((".orig", ".rej", ".bak", "~"))]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names in a wheel built from this tree, without any network."""
    from hatchling.builders.wheel import WheelBuilder  # noqa: PLC0415 - needed by this fixture only

    folder = tmp_path_factory.mktemp("wheel")
    built = next(WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"]))
    return zipfile.ZipFile(built).namelist()


def test_the_wheel_carries_the_default_bundle_templates_and_migrations(wheel: list[str]) -> None:
    assert "models/bundles/default/manifest.json" in wheel
    assert [n for n in wheel if re.search(r"service/pages/templates/.*\.html$", n)]
    assert [n for n in wheel if re.search(r"service/db/migrations/versions/.*\.py$", n)]


def test_the_wheel_carries_every_template_script_and_style_of_the_pages(wheel: list[str]) -> None:
    pages = ROOT / "service" / "pages"
    wanted = [
        path.relative_to(ROOT).as_posix()
        for ending in ("html", "css", "js")
        for path in pages.rglob(f"*.{ending}")
    ]

    assert wanted
    assert not set(wanted) - set(wheel)
    assert "service/pages/static/vendor/htmx/LICENSE" in wheel


def test_the_vendored_script_is_the_one_that_was_published() -> None:
    folder = ROOT / "service/pages/static/vendor/htmx"
    lines = (folder / "HASHES").read_text(encoding="utf-8").splitlines()
    wanted = {name: sha256 for sha256, name in (line.split() for line in lines)}

    found = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in wanted}

    assert set(found) == {"htmx.min.js", "LICENSE"}
    assert found == wanted


def test_the_wheel_carries_no_weights_but_those_of_the_default_bundle(wheel: list[str]) -> None:
    weights = [n for n in wheel if n.endswith((".safetensors", ".onnx", ".bin", ".pt"))]

    assert all(n.startswith("models/bundles/default/") for n in weights)


def test_the_wheel_carries_no_tests(wheel: list[str]) -> None:
    assert not [n for n in wheel if n.startswith("tests/")]
