"""The account of who says what, as the page, the report and the terminal show it."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import get_args

from rich.console import Console

from models.contract import Drift, HeadlineSupport, Span, Step, Support
from service.reading import render_html, render_terminal
from service.reading.support import MOST_SHOWN
from service.reading.view import view_of
from service.reading.words import DRIFTS, SUPPORTS, WEAK_SUPPORTS
from tests.reading.builders import TITLE, a_span, an_account, an_answer, an_article

ACCOUNT = an_account(an_answer())


def _terminal() -> str:
    out = io.StringIO()
    render_terminal(an_article(), ACCOUNT, Console(file=out, width=200, color_system=None))
    return out.getvalue()


def _plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_every_support_and_difference_has_its_words() -> None:
    assert set(SUPPORTS) == set(get_args(Support))
    assert set(DRIFTS) == set(get_args(Drift))
    assert set(SUPPORTS) >= WEAK_SUPPORTS


def test_no_word_for_a_support_calls_the_headline_false() -> None:
    assert not [w for w in SUPPORTS.values() if re.search(r"false|fake|lie|wrong", w)]


def test_a_side_names_the_sides_that_it_is_in_dispute_with() -> None:
    view = view_of(an_article(), ACCOUNT)

    assert {side.name: side.opposes for side in view.sides} == {
        "Varenia": ("Ostria",),
        "Ostria": ("Varenia",),
    }
    assert "In dispute with Ostria" in _plain(render_html(an_article(), ACCOUNT))
    assert "Varenia (in dispute with Ostria)" in _terminal()


def test_how_a_source_knows_and_why_it_has_no_name_stand_beside_it() -> None:
    html = _plain(render_html(an_article(), ACCOUNT))

    assert "How they know: near the dam" in html
    assert "Why no name: nobody was hurt" in html
    assert "not named; how they know: near the dam; why" in _terminal().replace(", ", "; ")


def test_the_way_down_from_the_headline_is_told_in_words() -> None:
    html = _plain(render_html(an_article(), ACCOUNT))

    assert "The headline rests on a source without a name" in html
    assert f"The headline {TITLE}" in html
    assert "rests on this sentence officials said nobody was hurt" in html
    assert "How certain it is nothing of the kind appears to" in html
    assert "and on this source: officials" in _terminal()


def test_a_headline_without_a_way_down_is_one_line() -> None:
    answer = replace(ACCOUNT, headline=HeadlineSupport("absent", [], []))

    html = render_html(an_article(), answer)

    assert "nothing that was found in the text below it" in html
    assert 'class="path"' not in html
    assert 'class="differences"' not in html


def test_a_long_sentence_on_the_way_down_is_cut() -> None:
    text = "word " * 200
    answer = an_answer(text, ())
    step = replace(_first_step(), span=Span("text", 0, len(text)))
    support = HeadlineSupport("named", [step], [])

    view = view_of(an_article(text=text), replace(answer, headline=support))

    assert view.headline is not None
    assert len(view.headline.path[0].words) <= MOST_SHOWN + 2


def _first_step() -> Step:
    assert ACCOUNT.headline is not None
    return ACCOUNT.headline.path[0]


def test_the_words_that_differ_are_marked_by_more_than_colour() -> None:
    html = render_html(an_article(), ACCOUNT)
    (pair,) = view_of(an_article(), ACCOUNT).two_wordings

    assert pair.who == "Tomas Edrin"
    assert [(p.text, p.changed) for p in pair.first] == [
        ("Ostria ", False),
        ("denied", True),
        (" ", False),
        ("any", True),
        (" involvement", False),
    ]
    assert '<em class="changed">nobody</em>' in html


def test_changes_outside_a_quotation_or_over_one_another_are_passed_over() -> None:
    (pair,) = ACCOUNT.quote_pairs
    odd: list[tuple[Span | None, Span | None]] = [
        (a_span("clip"), None),
        (a_span("denied any"), None),
        (a_span("any"), None),
    ]
    view = view_of(an_article(), replace(ACCOUNT, quote_pairs=[replace(pair, changed=odd)]))

    (shown,) = view.two_wordings
    assert "".join(piece.text for piece in shown.first) == "Ostria denied any involvement"
    assert [piece.text for piece in shown.first if piece.changed] == ["denied any"]


def test_an_attribution_tells_whom_it_was_said_to_and_who_reports_it() -> None:
    saying = view_of(an_article(), ACCOUNT).sayings[1]

    assert saying.told == "Tomas Edrin"
    assert saying.reported_by is not None
    assert "as told by" in render_html(an_article(), ACCOUNT)


def test_hostile_words_of_the_account_are_escaped() -> None:
    html = render_html(
        an_article(), replace(ACCOUNT, sides=[replace(ACCOUNT.sides[0], opposes=["<script>"])])
    )

    assert "<script" not in html


def test_a_ledger_that_tells_nothing_more_shows_nothing_more() -> None:
    html = render_html(an_article(), an_answer())

    for heading in (
        "The headline rests on",
        "Quoted in two wordings",
        "In dispute with",
        "How they know",
    ):
        assert heading not in html
