"""The manifest: what it accepts, and that nothing altered is ever loaded."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

from models.bundle import DEFAULT_FOLDER, open_bundle, seal
from models.errors import BundleError


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A private copy of the shipped bundle."""
    folder = tmp_path / "bundle"
    shutil.copytree(DEFAULT_FOLDER, folder)
    return folder


def test_the_shipped_bundle_is_whole() -> None:
    bundle = open_bundle(DEFAULT_FOLDER)

    assert bundle.name == "caveat-en"
    assert bundle.threshold("elevated") < bundle.threshold("high")


def test_one_flipped_bit_anywhere_is_refused_with_the_name_of_the_file(copy: Path) -> None:
    """RELIABILITY E1: one bit at 200 random offsets, every one refused."""
    chance = random.Random(20261122)  # noqa: S311 - a fixed choice of places, no secret
    files = [p for p in sorted(copy.rglob("*")) if p.is_file() and p.name != "manifest.json"]
    for _ in range(200):
        path = chance.choice(files)
        whole = path.read_bytes()
        place = chance.randrange(len(whole))
        path.write_bytes(
            whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :]
        )

        with pytest.raises(BundleError, match=path.name):
            open_bundle(copy)

        path.write_bytes(whole)


def test_a_truncated_file_is_refused(copy: Path) -> None:
    path = copy / "risk.json"
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(BundleError, match=r"risk\.json"):
        open_bundle(copy)


def test_two_files_with_their_contents_swapped_are_refused(copy: Path) -> None:
    first, second = copy / "risk.json", copy / "genre.json"
    whole = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(whole)

    with pytest.raises(BundleError, match="differ"):
        open_bundle(copy)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "genre.json").unlink()

    with pytest.raises(BundleError, match=r"genre\.json.*missing"):
        open_bundle(copy)


def test_a_file_that_the_manifest_does_not_name_is_refused(copy: Path) -> None:
    (copy / "extra.json").write_text("{}")

    with pytest.raises(BundleError, match=r"extra\.json.*not named"):
        open_bundle(copy)


@pytest.mark.parametrize("name", ["weights.pkl", "model.joblib", "pytorch_model.bin", "run.py"])
def test_a_file_that_could_carry_code_is_refused_even_when_sealed(copy: Path, name: str) -> None:
    (copy / name).write_bytes(b"anything")

    with pytest.raises(BundleError, match="plain"):
        seal(copy)


def test_a_link_is_refused(copy: Path) -> None:
    (copy / "linked.json").symlink_to(copy / "risk.json")

    with pytest.raises(BundleError, match="plain"):
        open_bundle(copy)


def test_another_format_number_is_refused(copy: Path) -> None:
    manifest = json.loads((copy / "manifest.json").read_text())
    (copy / "manifest.json").write_text(json.dumps({**manifest, "format": 99}))

    with pytest.raises(BundleError, match="format 99"):
        open_bundle(copy)


@pytest.mark.parametrize("manifest", ["", "[]", "{", '{"format": 1}'])
def test_a_manifest_that_is_no_manifest_is_refused(copy: Path, manifest: str) -> None:
    (copy / "manifest.json").write_text(manifest)

    with pytest.raises(BundleError):
        open_bundle(copy)


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"manifest\.json"):
        open_bundle(tmp_path)


def test_sealing_accepts_a_change_and_gives_the_bundle_another_hash(copy: Path) -> None:
    before = open_bundle(copy)
    (copy / "card.md").write_text("Another card.\n")

    after = seal(copy)

    assert after.sha256 != before.sha256
    assert after.manifest["thresholds"] == before.manifest["thresholds"]
