"""Exports as things of their own: a folder of files, or the description of what a download will be."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import orjson

from service.db.engine import Database
from service.reviews.exports.croissant import Described, Json, describe
from service.reviews.exports.rows import ExportChoice, ExportRow
from service.reviews.exports.staging import Stage, StagedFile, staged
from service.reviews.exports.writing import (
    ENCODERS,
    FILE_NAMES,
    PARTS,
    Format,
    Part,
    encode_rows,
    header_of,
)
from service.reviews.workflow.exporting import iterate_rows, note_export

DESCRIPTION_FILE: Final = "croissant.json"


@dataclass(slots=True)
class ExportCounts:
    """How much left: verdicts, reviews that they belong to, and items of evidence."""

    verdicts: int = 0
    reviews: int = 0
    items: int = 0
    _last_review: str = ""

    def add(self, row: ExportRow) -> None:
        """Count a row; those of one review come one after the other."""
        self.verdicts += 1
        self.items += len(row.items)
        self.reviews += row.review != self._last_review
        self._last_review = row.review


def export_folder(
    folder: Path, form: Format, choice: ExportChoice, *, database: Database, actor: str
) -> ExportCounts:
    """Write all verdicts of a choice and their description into a folder.

    Raises:
        OSError: the folder cannot be written or the disk is full; what was there before is untouched.
    """
    counts = ExportCounts()
    with staged(folder) as stage:
        files = {part: stage.open(FILE_NAMES[part]) for part in PARTS[form]}
        note_export(database, actor=actor, form=form, choice=choice)
        _write_rows(files, counts, iterate_rows(choice, database=database))
        _write_description(stage, files, form)
    return counts


def stream(
    part: Part, choice: ExportChoice, *, database: Database, reader: UUID | None
) -> Iterator[bytes]:
    """One file of an export in pieces, for somebody who reads as slowly as they like."""
    return encode_rows(iterate_rows(choice, database=database, reader=reader), part)


def describe_download(
    url: str, choice: ExportChoice, *, database: Database, reader: UUID | None
) -> Json:
    """What a download of the lines of this choice will be; the choice has an end, so that it stays the same."""
    digest, size = hashlib.sha256(), 0
    for piece in stream("ndjson", choice, database=database, reader=reader):
        digest.update(piece)
        size += len(piece)
    file = Described("ndjson", url, size, digest.hexdigest())
    return describe([file], form="ndjson", made_at=choice.until or datetime.now(UTC))


def _write_rows(
    files: dict[Part, StagedFile], counts: ExportCounts, rows: Iterator[ExportRow]
) -> None:
    for part, file in files.items():
        file.write(header_of(part))
    for row in rows:
        counts.add(row)
        for part, file in files.items():
            file.write(ENCODERS[part](row))


def _write_description(stage: Stage, files: dict[Part, StagedFile], form: Format) -> None:
    described = [Described(part, file.name, file.size, file.sha256) for part, file in files.items()]
    made = describe(described, form=form, made_at=datetime.now(UTC))
    stage.open(DESCRIPTION_FILE).write(orjson.dumps(made, option=orjson.OPT_INDENT_2))
