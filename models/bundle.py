"""A bundle: the folder with everything that scores, and the manifest that proves it unchanged.

Reading goes manifest, format, hashes, and only then contents. Nothing in a bundle is executable
and no format in it can carry code: TOML, JSON, Markdown and safetensors only.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import BundleError
from models.reference import Reference, read_reference

FORMAT = 1
MANIFEST = "manifest.json"
ALLOWED_SUFFIXES = frozenset({".toml", ".json", ".md", ".safetensors", ".onnx", ".txt"})
DEFAULT_FOLDER = Path(__file__).parent / "bundles" / "default"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A verified bundle; `sha256` is its manifest's, which holds the hash of every other file.

    `reference` is None where no answers of this very bundle were counted.
    """

    folder: Path
    name: str
    version: str
    sha256: str
    ruleset: str
    manifest: Mapping[str, Any]
    reference: Reference | None

    def threshold(self, name: str) -> float:
        """A cut-off that decides bands or abstention; the manifest is their only place."""
        try:
            return float(self.manifest["thresholds"][name])
        except KeyError:
            raise BundleError(f"{self.folder}: the manifest has no threshold {name!r}.") from None


def open_bundle(folder: Path) -> Bundle:
    """Verify a bundle and describe it.

    Raises:
        BundleError: the manifest is missing or of another format, or a file is missing, added or
            altered.
    """
    raw = _read_manifest(folder)
    manifest = _parse_manifest(folder, raw)
    _verify_files(folder, manifest["files"])
    return Bundle(
        folder=folder,
        name=manifest["name"],
        version=manifest["version"],
        sha256=hashlib.sha256(raw).hexdigest(),
        ruleset=_ruleset_hash(manifest["files"]),
        manifest=manifest,
        reference=read_reference(folder, manifest),
    )


def seal(folder: Path, changes: Mapping[str, Any] | None = None) -> Bundle:
    """Write the manifest anew: the hash of every file, other entries kept or replaced by `changes`.

    Atomic: a reader sees the old manifest or the new one, never half of one.
    """
    path = folder / MANIFEST
    manifest = json.loads(path.read_bytes()) if path.exists() else {}
    manifest.update(changes or {})
    manifest["format"] = FORMAT
    manifest["files"] = {name: _hash(folder / name) for name in _list_files(folder)}
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    with temporary.open("rb") as handle:
        os.fsync(handle.fileno())
    temporary.replace(path)
    return open_bundle(folder)


def _read_manifest(folder: Path) -> bytes:
    try:
        return (folder / MANIFEST).read_bytes()
    except OSError as error:
        raise BundleError(
            f"{folder}: no readable {MANIFEST}; is this the folder of a bundle?"
        ) from error


def _parse_manifest(folder: Path, raw: bytes) -> dict[str, Any]:
    try:
        manifest = json.loads(raw)
    except ValueError as error:
        raise BundleError(f"{folder / MANIFEST}: not valid JSON ({error}).") from error
    found = manifest.get("format") if isinstance(manifest, dict) else None
    if found != FORMAT:
        raise BundleError(f"{folder}: bundle format {found!r}; this version reads {FORMAT}.")
    missing = {"name", "version", "files", "thresholds"} - manifest.keys()
    if missing:
        raise BundleError(f"{folder / MANIFEST}: missing {', '.join(sorted(missing))}.")
    return dict(manifest)


def _verify_files(folder: Path, recorded: Mapping[str, str]) -> None:
    present = set(_list_files(folder))
    for name in sorted(recorded.keys() | present):
        if name not in present:
            raise BundleError(f"{folder / name}: named in the manifest, but missing.")
        if name not in recorded:
            raise BundleError(f"{folder / name}: not named in the manifest.")
        if _hash(folder / name) != recorded[name]:
            raise BundleError(
                f"{folder / name}: contents differ from the manifest (sha256); the bundle is refused. "
                "Restore the file, or run `make seal` if you changed it on purpose."
            )


def _list_files(folder: Path) -> list[str]:
    names = []
    for path in sorted(folder.rglob("*")):
        if path.is_dir() or path.name in {MANIFEST, "manifest.tmp"} or "__pycache__" in path.parts:
            continue
        if path.is_symlink() or path.suffix not in ALLOWED_SUFFIXES:
            raise BundleError(
                f"{path}: a bundle holds plain TOML, JSON, Markdown and weights only."
            )
        names.append(path.relative_to(folder).as_posix())
    return names


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _ruleset_hash(files: Mapping[str, str]) -> str:
    parts = [f"{name}:{files[name]}" for name in sorted(files) if name.startswith("lexicons/")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
