"""Rows as bytes, one at a time: lines of JSON without any loss, and two tables for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Final, Literal

import orjson

from service.reviews.exports.neutral import neutralise
from service.reviews.exports.rows import ITEM_FIELDS, ROW_FIELDS, ExportItem, ExportRow

Format = Literal["ndjson", "csv"]
# Over HTTP an answer is one file, so that the items of the CSV are a format of their own.
Part = Literal["ndjson", "csv", "csv-items"]
Cell = str | int | float | bool | datetime | None

VERDICT_COLUMNS: Final = tuple(name for name in ROW_FIELDS if name != "items")
ITEM_COLUMNS: Final = ("verdict", "review", *ITEM_FIELDS)
MEDIA_TYPES: Final[dict[Part, str]] = {
    "ndjson": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8; header=present",
    "csv-items": "text/csv; charset=utf-8; header=present",
}
FILE_NAMES: Final[dict[Part, str]] = {
    "ndjson": "verdicts.ndjson",
    "csv": "verdicts.csv",
    "csv-items": "verdict-items.csv",
}
PARTS: Final[dict[Format, tuple[Part, ...]]] = {
    "ndjson": ("ndjson",),
    "csv": ("csv", "csv-items"),
}


def line_of(row: ExportRow) -> bytes:
    """One line of NDJSON. Every character of the article and the note is kept as it is."""
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_UTC_Z)


def verdict_record(row: ExportRow) -> bytes:
    """One verdict as a record of CSV (RFC 4180); its items stand in the other table."""
    return _record(_flat(getattr(row, name)) for name in VERDICT_COLUMNS)


def item_records(row: ExportRow) -> bytes:
    """The items of one verdict as records of CSV; none for a verdict without items."""
    return b"".join(_item_record(row, item) for item in row.items)


ENCODERS: Final[dict[Part, Callable[[ExportRow], bytes]]] = {
    "ndjson": line_of,
    "csv": verdict_record,
    "csv-items": item_records,
}


def header_of(part: Part) -> bytes:
    """What stands before the rows: the names of the columns, nothing for lines of JSON."""
    if part == "ndjson":
        return b""
    return _record(VERDICT_COLUMNS if part == "csv" else ITEM_COLUMNS)


def encode_rows(rows: Iterable[ExportRow], part: Part) -> Iterator[bytes]:
    """A whole file in pieces, at most one row each."""
    if header := header_of(part):
        yield header
    encode = ENCODERS[part]
    yield from filter(None, map(encode, rows))


def _item_record(row: ExportRow, item: ExportItem) -> bytes:
    return _record([row.verdict, row.review, *(getattr(item, name) for name in ITEM_FIELDS)])


def _flat(value: Cell | list[str]) -> Cell:
    return " ".join(value) if isinstance(value, list) else value


def _record(cells: Iterable[Cell]) -> bytes:
    """One record. All cells are quoted, so that spaces and separators of other countries stay inside."""
    record = io.StringIO(newline="")
    csv.writer(record, quoting=csv.QUOTE_ALL).writerow([_cell(value) for value in cells])
    return record.getvalue().encode()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return neutralise(value) if isinstance(value, str) else str(value)
