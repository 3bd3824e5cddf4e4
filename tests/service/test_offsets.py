"""Offsets in other units point at the same words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.scores.offsets import Json, convert_offsets
from service.scores.schemas import OffsetUnit, Texts

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _converted(texts: Texts, start: int, end: int, unit: OffsetUnit) -> tuple[object, object]:
    span: dict[str, Json] = {"field": "text", "start": start, "end": end}
    converted = convert_offsets({"nested": [span]}, texts, unit)
    assert isinstance(converted, dict)
    nested = converted["nested"]
    assert isinstance(nested, list)
    item = nested[0]
    assert isinstance(item, dict)
    return item["start"], item["end"]


@given(before=TEXT, exact=TEXT, after=TEXT)
def test_utf16_offsets_cut_the_same_words_out_of_utf16(before: str, exact: str, after: str) -> None:
    text = before + exact + after

    start, end = _converted(
        Texts("", text), len(before), len(before) + len(exact), OffsetUnit.UTF16
    )

    assert (start, end) == (_units(before), _units(before + exact))


@given(before=TEXT, exact=TEXT, after=TEXT)
def test_utf8_offsets_cut_the_same_words_out_of_utf8(before: str, exact: str, after: str) -> None:
    text = before + exact + after

    start, end = _converted(Texts("", text), len(before), len(before) + len(exact), OffsetUnit.UTF8)

    assert (start, end) == (len(before.encode()), len((before + exact).encode()))
