"""Offsets in the units that other languages count in.

The contract counts code points. JavaScript counts UTF-16 code units, Go and Rust count bytes of UTF-8.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from service.scores.schemas import OffsetUnit, Texts

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"
Table: TypeAlias = npt.NDArray[np.int64]

_FIRST_BEYOND_UTF16_UNIT: Final = 0x10000
_UTF8_STEPS: Final = (0x80, 0x800, 0x10000)


def convert_offsets(value: Json, texts: Texts, unit: OffsetUnit) -> Json:
    """The same answer with every `start` and `end` counted in `unit`."""
    if unit is OffsetUnit.CODEPOINTS:
        return value
    return _convert(value, {"title": _table(texts.title, unit), "text": _table(texts.text, unit)})


def _table(text: str, unit: OffsetUnit) -> Table:
    """Where each code point begins in the unit, and where the last one ends."""
    points = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    widths = np.ones(len(points), dtype=np.int64)
    steps = _UTF8_STEPS if unit is OffsetUnit.UTF8 else (_FIRST_BEYOND_UTF16_UNIT,)
    for step in steps:
        widths += points >= step
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(widths)])


def _convert(value: Json, tables: dict[str, Table]) -> Json:
    if isinstance(value, list):
        return [_convert(item, tables) for item in value]
    if not isinstance(value, dict):
        return value
    converted = {name: _convert(item, tables) for name, item in value.items()}
    field, start, end = value.get("field"), value.get("start"), value.get("end")
    if isinstance(field, str) and isinstance(start, int) and isinstance(end, int):
        converted |= {"start": int(tables[field][start]), "end": int(tables[field][end])}
    return converted
