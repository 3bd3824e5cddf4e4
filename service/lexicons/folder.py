"""What stands in the folder of lexicons, whether it has changed, and the copy of the last good set."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile

from models import LexiconSource, read_sources

Stamp = tuple[tuple[str, int, int, int, int], ...]


def stamp_of(folder: Path) -> Stamp:
    """Names, sizes, times and inodes of all files: cheap to take, and different after every change.

    Links are followed, so a mounted folder whose links are turned to new files counts as changed.

    Raises:
        OSError: the folder cannot be listed, or a file went away meanwhile.
    """
    entries = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() == ".toml":
            about = path.stat()
            entries.append(
                (path.name, about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)
            )
    return tuple(entries)


def read_folder(folder: Path) -> list[LexiconSource]:
    """The bytes of every lexicon in the folder.

    Raises:
        OSError: it cannot be listed.
    """
    return read_sources([folder])


def digest_of(sources: Sequence[LexiconSource]) -> str:
    """Tells sets of files apart by their content, also where one cannot be read."""
    whole = hashlib.sha256()
    for source in sources:
        for part in (
            source.path.name.encode("utf-8", "surrogateescape"),
            source.data,
            source.unreadable.encode(),
        ):
            whole.update(b"%d:" % len(part) + part)
    return whole.hexdigest()


def keep(sources: Sequence[LexiconSource], path: Path) -> None:
    """Write a copy of a good set; a reader sees the old copy or this one, never half of one.

    Raises:
        OSError: it cannot be written.
    """
    texts = {source.path.name: source.data.decode("utf-8") for source in sources}
    with NamedTemporaryFile(
        "w", dir=path.parent, suffix=".tmp", delete=False, encoding="utf-8"
    ) as copy:
        json.dump({"lexicons": texts}, copy)
        copy.flush()
        os.fsync(copy.fileno())
    Path(copy.name).replace(path)


def read_kept(path: Path, folder: Path) -> list[LexiconSource] | None:
    """The copy of the last good set, as if it stood in the folder; None where there is no readable one."""
    try:
        texts = json.loads(path.read_bytes())["lexicons"]
        return [LexiconSource(folder / name, text.encode()) for name, text in texts.items()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
