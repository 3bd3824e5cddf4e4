"""Files that appear whole and together, or not at all: a full disk or Ctrl+C leaves what was there before."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class StagedFile:
    """A file under a name of its own until it is whole. Only its owner may read it: articles and notes are inside."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        self.size = 0
        self._target = folder / name
        self._hash = hashlib.sha256()
        descriptor, path = tempfile.mkstemp(prefix=f".{name}.", suffix=".part", dir=folder)
        self._path = Path(path)
        self._file = os.fdopen(descriptor, "wb")

    @property
    def sha256(self) -> str:
        """The hash of what was written so far."""
        return self._hash.hexdigest()

    def write(self, data: bytes) -> None:
        """Add to the end."""
        self._file.write(data)
        self._hash.update(data)
        self.size += len(data)

    def finish(self) -> None:
        """Wait until the disk has all of it."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def publish(self) -> None:
        """Put it under its name, in place of what was there."""
        self._path.replace(self._target)

    def discard(self) -> None:
        """Leave nothing of an unfinished one."""
        # On a full disk closing fails as writing did; the file goes away all the same.
        with suppress(OSError):
            self._file.close()
        self._path.unlink(missing_ok=True)


class Stage:
    """The files of one export while they are written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: list[StagedFile] = []

    def open(self, name: str) -> StagedFile:
        """Begin a file."""
        file = StagedFile(self._folder, name)
        self._files.append(file)
        return file

    def publish(self) -> None:
        """Let all files appear, in the order in which they were begun."""
        for file in self._files:
            file.finish()
        for file in self._files:
            file.publish()
        # The names are in the folder, which is a thing of its own to the disk.
        descriptor = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def discard(self) -> None:
        """Remove whatever was not published."""
        for file in self._files:
            file.discard()


@contextmanager
def staged(folder: Path) -> Iterator[Stage]:
    """A stage on which files are written; they appear when the block ends without an exception."""
    folder.mkdir(parents=True, exist_ok=True)
    stage = Stage(folder)
    try:
        yield stage
        stage.publish()
    finally:
        stage.discard()
