"""What is drawn: numbered notes, fragments, terms of the sum, sides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.contract import Article, Span
from service.reading.view import Fragment, view_of
from tests.reading.builders import SEEN, TEXT, Seen, an_answer, an_article, an_evidence


def _fragments(*seen: Seen, text: str = TEXT) -> list[Fragment]:
    view = view_of(an_article(text=text), an_answer(text, seen))
    return [fragment for paragraph in view.body for fragment in paragraph]


def test_notes_are_numbered_as_a_reader_meets_them() -> None:
    view = view_of(an_article(), an_answer(seen=tuple(reversed(SEEN))))

    assert [(note.number, note.evidence.signal) for note in view.notes] == [
        (1, "footage.unverified"),
        (2, "denial.explicit"),
        (3, "source.anonymous"),
    ]


def test_notes_on_the_title_come_first() -> None:
    answer = an_answer()
    on_title = replace(answer.evidence[2], field="title", start=0, end=7)
    view = view_of(an_article(), replace(answer, evidence=[*answer.evidence[:2], on_title]))

    assert view.notes[0].evidence == on_title
    assert view.title[0][0].notes == (1,)


def test_a_piece_under_two_effects_takes_its_colour_from_the_one_that_raises() -> None:
    context = Seen("clip on Telegram", "source.secondhand", "context")
    fragments = _fragments(Seen("unverified clip"), context)

    assert {f.text: f.effects for f in fragments if f.text == "clip"} == {
        "clip": ("raises", "context")
    }


def test_furniture_is_set_aside() -> None:
    fragments = _fragments(*SEEN)

    assert [f.text for f in fragments if f.furniture] == ["Sign up for our newsletter"]


def test_sentence_weights_are_a_layer_of_their_own_and_no_notes() -> None:
    answer = an_answer()
    wording = an_evidence(9, Seen("hurt", "language.wording", "raises", 0.2))
    view = view_of(an_article(), replace(answer, evidence=[*answer.evidence, wording]))

    assert len(view.notes) == len(SEEN)
    assert [f.wording for p in view.body for f in p if f.text == "hurt"] == ["up-3"]


def test_the_sum_is_the_logit_of_the_score_and_terms_name_their_notes() -> None:
    view = view_of(an_article(), an_answer())

    assert view.terms[0].title == "Unverified footage"
    assert view.terms[0].notes == (1,)
    assert view.sum_log_odds == pytest.approx(-0.25 + 0.7 - 0.1 + 0.3 - 0.32)


def test_sources_stand_with_their_side_and_their_stand_on_the_main_claim() -> None:
    view = view_of(an_article(), an_answer())

    assert [(side.name, [v.source.name for v in side.voices]) for side in view.sides] == [
        ("Varenia", ["Varenian presidency", "officials"]),
        ("Ostria", ["Tomas Edrin"]),
    ]
    assert view.sides[1].voices[0].stances == ("denies",)


def test_offsets_of_html_point_into_the_extracted_text() -> None:
    answer = an_answer()
    extracted = replace(answer, document=replace(answer.document, title="Heading", text=TEXT))

    view = view_of(Article(html="<p>whatever</p>"), extracted)

    assert "".join(f.text for f in view.title[0]) == "Heading"
    assert view.body[0][0].text == "An unverified clip on Telegram"


def test_a_language_that_is_no_tag_becomes_undetermined() -> None:
    answer = an_answer()
    odd = replace(answer, document=replace(answer.document, language='en" onload="x'))

    assert view_of(an_article(), odd).language == "und"


def test_furniture_and_evidence_may_stand_in_the_title() -> None:
    answer = an_answer()
    document = replace(answer.document, furniture=[Span("title", 0, 7)])

    view = view_of(an_article(), replace(answer, document=document))

    assert view.title[0][0].furniture
