"""No cell of an export is a formula to a spreadsheet, whatever stood in the article or the note (RELIABILITY F3)."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from service.reviews.exports.neutral import neutralise
from service.reviews.exports.rows import ExportRow
from service.reviews.exports.writing import ITEM_COLUMNS, VERDICT_COLUMNS, Part, encode_rows
from tests.service.reviews.export_rows import a_row, an_item

STARTERS = (
    "=",
    "+",
    "-",
    "@",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
    "\ufe62",
    "\ufe63",
    "\ufe66",
    "\ufe6b",
)
PREFIXES = (
    "",
    " ",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\x00",
    '"',
    "'",
    " '",
    "\u00a0",
    "\u3000",
    "\ufeff",
    "\u200b",
    "\u201c",
    "\u2800",
    "\U000e0020",
)
FORMULAS = ("1+1", 'HYPERLINK("http://evil.example","x")', "cmd|' /C calc'!A0", "SUM(1;2)", "A1")
CORPUS = tuple(f"{p}{s}{f}" for p in PREFIXES for s in STARTERS for f in FORMULAS)
# Behind these a reader that separates fields otherwise begins a cell.
INSIDE = tuple(
    f"harmless{separator}=1+1"
    for separator in (";", "\t", "|", "\n", "\r", "\r\n", ';"', '";"', "\n ")
)
SOFFICE = shutil.which("soffice")


def _rows(texts: tuple[str, ...]) -> list[ExportRow]:
    """Every text in every column that a text can reach."""
    return [
        a_row(
            verdict=text,
            review=text,
            score=text,
            kind=text,
            refers_to=text,
            reviewer=text,
            reasons=[text],
            note=text,
            state=text,
            bundle_sha256=text,
            mode=text,
            band=text,
            external_id=text,
            url=text,
            language=text,
            article_sha256=text,
            title=text,
            text=text,
            items=[
                an_item(
                    action=text, found_signal=text, signal=text, voice=text, field=text, exact=text
                )
            ],
        )
        for text in texts
    ]


def _read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))


def test_a_cell_that_could_begin_a_formula_begins_with_an_apostrophe() -> None:
    left = [text for text in CORPUS if not neutralise(text).startswith("'")]

    assert not left


def test_a_formula_behind_any_invisible_character_is_neutralised() -> None:
    invisible = [
        chr(point)
        for point in range(0x110000)
        if unicodedata.category(chr(point)) in {"Cc", "Cf", "Zl", "Zp", "Zs"}
    ]

    left = [char for char in invisible if not neutralise(f"{char}=1+1").startswith("'")]

    assert len(invisible) > 200
    assert not left


@pytest.mark.parametrize("text", INSIDE, ids=ascii)
def test_a_formula_behind_another_separator_is_neutralised_too(text: str) -> None:
    assert not re.search(r"[;|\t\r\n][\s\"]*=", neutralise(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Harbour closed",
        "3 - 2 = 1",
        "a@example.org",
        "he said: +1",
        "\u201cNo,\u201d she said",
        "\N{GRINNING FACE}",
        "1,5",
    ],
)
def test_what_cannot_begin_a_formula_is_left_as_it_is(text: str) -> None:
    assert neutralise(text) == text


def test_an_apostrophe_is_all_that_is_added() -> None:
    assert neutralise(" \u201c=1+1") == "' \u201c=1+1"


def test_a_nul_is_shown_instead_of_ending_the_cell() -> None:
    assert neutralise("a\x00b") == "a\u2400b"


@pytest.mark.parametrize(
    ("part", "columns"), [("csv", VERDICT_COLUMNS), ("csv-items", ITEM_COLUMNS)]
)
def test_every_column_of_both_tables_is_neutralised(part: Part, columns: tuple[str, ...]) -> None:
    [header, record] = _read(b"".join(encode_rows(_rows(("=1+1",)), part)))

    assert tuple(header) == columns
    assert not [cell for cell in record if cell.startswith("=")]
    assert record.count("'=1+1") >= 8


def test_the_tables_are_read_back_as_they_were_written() -> None:
    """Line ends, quotation marks and separators stay inside of their cells (RFC 4180)."""
    note = 'first line\r\nsecond, with "quotes"; and more'
    data = b"".join(encode_rows([a_row(note=note)], "csv"))

    [header, record] = _read(data)

    assert record[header.index("note")] == note
    assert data.endswith(b"\r\n")


def test_missing_values_and_flags_have_one_form() -> None:
    [header, record] = _read(b"".join(encode_rows([a_row(note=None, is_blind=True)], "csv")))

    assert record[header.index("note")] == ""
    assert record[header.index("is_blind")] == "true"


def _formula_cells(folder: Path, name: str, data: bytes, separator: int) -> int:
    """How many formulas LibreOffice makes of a file when it is told to look for them."""
    (folder / f"{name}.csv").write_bytes(data)
    # Separator, quotation mark, UTF-8, from line 1, no columns, no language, quoted is not text, special numbers,
    # evaluate formulas.
    options = f"{separator},34,76,1,,0,false,true,false,false,false,-1,true"
    command = [
        str(SOFFICE),
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        f"--infilter=Text - txt - csv (StarCalc):{options}",
        "--convert-to",
        "ods",
        "--outdir",
        str(folder),
        str(folder / f"{name}.csv"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(folder / f"{name}.ods") as opened:
        return opened.read("content.xml").count(b"table:formula=")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_reopens_the_corpus_without_a_single_formula(tmp_path: Path) -> None:
    """As the file is meant to be read, and as a country with semicolons reads it."""
    tables = {
        part: b"".join(encode_rows(_rows(CORPUS + INSIDE), part)) for part in ("csv", "csv-items")
    }
    raw = "\r\n".join(
        f'"{text.replace(chr(34), chr(34) * 2)}"' for text in CORPUS if "\x00" not in text
    )

    found = {
        (part, separator): _formula_cells(tmp_path, f"{part}{ord(separator)}", data, ord(separator))
        for part, data in tables.items()
        for separator in (",", ";", "\t", "|")
    }

    assert set(found.values()) == {0}, found
    # The same corpus as it is does have formulas, so the test can fail.
    assert _formula_cells(tmp_path, "raw", raw.encode(), ord(",")) > 0


def test_lines_of_json_keep_every_character() -> None:
    text = "".join(CORPUS) + "\u2028\u202e\x7f\N{GRINNING FACE}"
    row = replace(a_row(), title=text, text=text, note=text)

    [line] = encode_rows([row], "ndjson")

    assert line.count(b"\n") == 1
    assert [orjson.loads(line)[name] for name in ("title", "text", "note")] == [text] * 3
