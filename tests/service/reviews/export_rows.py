"""Rows of an export with readable defaults."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from service.reviews.exports.rows import ExportItem, ExportRow

_ITEM = ExportItem(
    position=0,
    action="accepted",
    evidence=0,
    found_signal="source.anonymous",
    signal="source.anonymous",
    voice="outlet",
    field="text",
    start=0,
    end=3,
    exact="The",
)
_ROW = ExportRow(
    verdict="vd_" + "1" * 32,
    review="rv_" + "2" * 32,
    score="sc_" + "2" * 32,
    version=1,
    kind="opinion",
    refers_to=None,
    is_standing=True,
    created_at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
    reviewer="reviewer-0123456789abcdef",
    rating=4,
    reasons=["source.anonymous"],
    note="Nobody is named.",
    items=[_ITEM],
    is_blind=False,
    seconds=41.5,
    state="settled",
    outcome=4.0,
    bundle_sha256="0" * 64,
    mode="linear",
    band="elevated",
    risk=0.5,
    external_id=None,
    url=None,
    published_at=None,
    language="en",
    article_sha256="3" * 64,
    title="Harbour closed",
    text="The harbour was closed.",
)


def an_item(**changes: object) -> ExportItem:
    """An accepted item of evidence."""
    return replace(_ITEM, **changes)  # type: ignore[arg-type]  # some are hostile on purpose


def a_row(**changes: object) -> ExportRow:
    """An opinion that stands."""
    return replace(_ROW, **changes)  # type: ignore[arg-type]  # as above
