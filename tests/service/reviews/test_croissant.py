"""The description of an export is valid Croissant, and its records can be read through it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import mlcroissant  # type: ignore[import-untyped]  # it says nothing of its types
import orjson
import pytest

from service.reviews.exports.croissant import Described, describe
from service.reviews.exports.rows import ExportRow
from service.reviews.exports.writing import FILE_NAMES, PARTS, encode_rows
from tests.service.reviews.export_rows import a_row, an_item

# The library warns of its own libraries.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")

TEXT = 'The harbour was closed,\nofficials said: \N{GRINNING FACE} "nobody" knows.'
ROWS = [
    a_row(text=TEXT),
    a_row(
        verdict="vd_" + "4" * 32,
        items=[
            an_item(),
            an_item(position=1, action="added", evidence=None, found_signal=None, voice=None),
        ],
        note=None,
        seconds=None,
    ),
    a_row(verdict="vd_" + "5" * 32, items=[], reasons=[], rating=None, refers_to="vd_" + "4" * 32),
]


def _write(folder: Path, form: Literal["ndjson", "csv"], rows: list[ExportRow]) -> Path:
    described = []
    for part in PARTS[form]:
        data = b"".join(encode_rows(rows, part))
        (folder / FILE_NAMES[part]).write_bytes(data)
        digest = hashlib.sha256(data).hexdigest()
        described.append(Described(part, FILE_NAMES[part], len(data), digest))
    made = describe(described, form=form, made_at=datetime(2026, 11, 23, tzinfo=UTC))
    path = folder / "croissant.json"
    path.write_bytes(orjson.dumps(made))
    return path


@pytest.mark.parametrize("form", ["ndjson", "csv"])
def test_the_description_is_valid_and_nothing_in_it_is_worth_a_warning(
    tmp_path: Path, form: Literal["ndjson", "csv"]
) -> None:
    dataset = mlcroissant.Dataset(jsonld=_write(tmp_path, form, ROWS))

    assert dataset.metadata.ctx.issues.errors == set()
    assert dataset.metadata.ctx.issues.warnings == set()


def test_verdicts_are_read_with_their_articles_reasons_and_items(tmp_path: Path) -> None:
    dataset = mlcroissant.Dataset(jsonld=_write(tmp_path, "ndjson", ROWS))

    records = list(dataset.records("verdicts"))

    assert [record["verdicts/verdict"].decode() for record in records] == [r.verdict for r in ROWS]
    assert records[0]["verdicts/text"].decode() == TEXT
    assert records[0]["verdicts/rating"] == 4
    assert [len(record["verdicts/items"]) for record in records] == [1, 2, 0]
    assert records[1]["verdicts/items"][1]["verdicts/items/action"] == b"added"


def test_the_two_tables_are_read_and_belong_together(tmp_path: Path) -> None:
    dataset = mlcroissant.Dataset(jsonld=_write(tmp_path, "csv", ROWS))

    verdicts = list(dataset.records("verdicts"))
    items = list(dataset.records("items"))

    assert [record["verdicts/verdict"].decode() for record in verdicts] == [r.verdict for r in ROWS]
    assert [record["items/verdict"].decode() for record in items] == [
        row.verdict for row in ROWS for _ in row.items
    ]
