"""The definitions behind the ledger's figures, on invented readings."""

from __future__ import annotations

from models.ledger import Ledger, SourceEntry
from training.folds import is_held
from training.ledger_figures import (
    GoldFigures,
    GoldSource,
    Overlap,
    Read,
    Row,
    matched,
    tags_of,
    token_overlap,
)


def a_source(number: int, side: str, *mentions: tuple[int, int]) -> SourceEntry:
    return SourceEntry(number, "Okafor", named=True, kind="official", side=side, mentions=mentions)


def a_mark(mention: str) -> GoldSource:
    return {"mention": mention, "named": True, "kind": "official", "side": "port"}


def a_reading(*sources: SourceEntry) -> Read:
    return Read(Ledger(sources, (), (), single_source=True, unattributed=()), lambda span: span)


def test_f1_balances_hits_against_both_sides() -> None:
    overlap = Overlap()
    overlap.add(hits=1, predicted=2, expected=1)

    assert "0.667" in overlap.line("sources")


def test_a_source_is_found_where_any_of_its_mentions_overlaps_the_mark() -> None:
    reading = a_reading(a_source(0, "port", (0, 3), (20, 26)))

    assert len(matched(reading, [a_mark("Okafor")], "The harbour master, ..Okafor")) == 1


def test_a_source_is_matched_only_once() -> None:
    reading = a_reading(a_source(0, "port", (0, 6)))

    assert len(matched(reading, [a_mark("Okafor"), a_mark("Okafor")], "Okafor")) == 1


def test_sides_agree_fully_when_the_groups_are_equal_under_other_names() -> None:
    figures = GoldFigures()
    reading = a_reading(a_source(0, "harbour", (0, 6)))
    row: Row = {
        "id": "a",
        "title": "",
        "text": "Okafor",
        "sources": [a_mark("Okafor")],
        "main_claim": "x",
        "single_source": True,
    }

    figures.add(row, Read(reading.ledger, lambda span: (span[0] + 2, span[1] + 2)))

    assert any("B-cubed" in line and "1.000" in line for line in figures.lines())


def test_tokens_count_once_however_many_spans_cover_them() -> None:
    assert token_overlap([(0, 9), (4, 9)], [(4, 9)], "the crane fell") == (1, 2, 1)


def test_inline_tags_become_offsets() -> None:
    plain, tags = tags_of("<Source:Named>Okafor</Source:Named> said <Fact>it fell</Fact>.")

    assert plain == "Okafor said it fell."
    assert tags == [("Source:Named", 0, 6), ("Fact", 12, 19)]


def test_about_a_fifth_is_held_out() -> None:
    held = sum(is_held(f"row-{n}") for n in range(1_000))

    assert 150 < held < 250
