"""Saving from the page: what is stored, and that no refusal loses what was typed and picked."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from service.db.tables import VerdictItemRow, VerdictReasonRow, VerdictRow
from tests.pages.review.conftest import Newsroom, NewsroomMaker, press
from tests.pages.review.forms import fields_of
from tests.pages.review.test_reading_page import decide, take

NOTE = "A note with <b>markup</b> & “quotes”"


@pytest.fixture
def review(newsroom: Newsroom) -> str:
    """An article with two places that were found."""
    return newsroom.send_article(cues=2)


@pytest.fixture
def anna(newsroom: Newsroom) -> TestClient:
    """A reviewer at her browser."""
    return newsroom.browser_of("anna")


def _items(newsroom: Newsroom) -> list[tuple[str, str, str, int, int]]:
    with newsroom.app.state.desk.database.reading() as session:
        rows = session.query(VerdictItemRow).order_by(VerdictItemRow.position)
        return [(row.action, row.signal, row.field, row.start, row.end) for row in rows]


def _count(newsroom: Newsroom) -> int:
    with newsroom.app.state.desk.database.reading() as session:
        return len(session.scalars(select(VerdictRow)).all())


def test_a_whole_decision_is_stored_without_a_script(
    newsroom: Newsroom, anna: TestClient, review: str
) -> None:
    status, location = decide(
        anna,
        review,
        take(anna, review),
        rating=4,
        reasons=["source.anonymous"],
        note=NOTE,
        evidence_0="rejected",
        evidence_1="corrected",
        correct_1_words="officials said so. The",
        add_signal=["source.anonymous", ""],
        add_words=["Report  1", ""],
        add_place=["", ""],
    )

    with newsroom.app.state.desk.database.reading() as session:
        verdict = session.query(VerdictRow).one()
        reasons = [row.signal for row in session.query(VerdictReasonRow)]
    assert status == 303
    assert f"saved={review}" in location
    assert (verdict.rating, verdict.note, reasons) == (4, NOTE, ["source.anonymous"])
    assert [item[0] for item in _items(newsroom)] == ["rejected", "corrected", "added"]
    assert _items(newsroom)[2] == ("added", "source.anonymous", "title", 0, 8)


def test_saving_leads_to_the_next_article_of_the_same_selection(
    newsroom: Newsroom, anna: TestClient, review: str
) -> None:
    other = newsroom.send_article(number=2)
    page = take(anna, review)

    status, location = decide(anna, review, page, rating=3, filters="order=oldest", then="next")
    following = anna.get(location).text

    assert status == 303
    assert location.startswith(f"/review/{other}?order=oldest&saved={review}")
    assert "rated 3, even chance" in following
    assert f'action="/review/{review}/undo"' in following


def test_an_undo_takes_the_decision_back_and_another_one_is_refused(
    newsroom: Newsroom, anna: TestClient, review: str
) -> None:
    _, location = decide(anna, review, take(anna, review), rating=3, then="stay")
    form = fields_of(anna.get(location).text, f"/review/{review}/undo")

    first = anna.post(f"/review/{review}/undo", data=form)
    again = anna.post(f"/review/{review}/undo", data=form)

    assert first.status_code == 303
    assert again.status_code == 409
    assert _count(newsroom) == 2


def test_pressing_save_twice_stores_one_decision(
    newsroom: Newsroom, anna: TestClient, review: str
) -> None:
    page = take(anna, review)

    first = decide(anna, review, page, rating=3, note=NOTE, then="stay")
    again = decide(anna, review, page, rating=3, note=NOTE, then="stay")

    assert first == again
    assert first[0] == 303
    assert _count(newsroom) == 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rating": ""}, "Choose one of the five answers."),
        ({"note": "x" * 4_001}, "The note has 4,001 characters"),
        ({"note": "a\0b"}, "NUL character"),
        ({"reasons": ["no.signal"]}, "reasons"),
        ({"add_words": ["officials said"]}, "These words stand 2 times in the article."),
        ({"add_words": ["nobody wrote this"]}, "These words do not stand in the article."),
        ({"add_words": [""], "add_place": ["text:5:999999"]}, "Quote the words"),
        ({"add_words": ["Report 1"], "add_signal": ["no.signal"]}, "Choose the signal"),
        ({"evidence_1": "corrected"}, "Change the signal or the words"),
        ({"evidence_1": "corrected", "correct_1_words": "gone"}, "do not stand in the article"),
        ({"evidence_99": "accepted"}, "evidence that this score does not have"),
        ({"version": "x"}, "The form was not complete."),
    ],
)
def test_a_refusal_says_what_is_wrong_and_keeps_everything(
    newsroom: Newsroom, anna: TestClient, review: str, changes: dict[str, object], message: str
) -> None:
    typed: dict[str, object] = {
        "rating": "4",
        "note": NOTE,
        "evidence_0": "rejected",
        "add_signal": ["source.anonymous"],
        "add_words": ["Report 1"],
        "add_place": ["title:0:8"],
    }

    status, page = decide(anna, review, take(anna, review), **(typed | changes))

    kept = fields_of(page)
    wanted = {name.replace("_", "-"): value for name, value in (typed | changes).items()}
    unknown = {"reasons", "evidence-99", "version"}
    assert status == 422
    assert message in page
    assert 'role="alert" id="problem" tabindex="-1" autofocus' in page
    assert _count(newsroom) == 0
    for name, value in wanted.items():
        if name in unknown or value == "" or "no.signal" in str(value):
            continue
        first = value[0] if isinstance(value, list) else value
        assert kept[name][0].replace("\ufffd", "\0") == first, name


def test_a_version_that_is_not_current_any_more_is_told_and_saved_by_one_more_press(
    newsroom: Newsroom, anna: TestClient, review: str
) -> None:
    page = take(anna, review)
    decide(anna, review, page, rating=2, then="stay")
    take(anna, review)

    status, again = decide(anna, review, page, rating=5, note=NOTE)
    kept = fields_of(again)
    saved, _ = decide(anna, review, again)

    assert status == 409
    assert "press Save once more" in again
    assert (kept["rating"], kept["note"]) == (["5"], [NOTE])
    assert saved == 303
    assert _count(newsroom) == 2


def test_a_lost_lease_is_taken_again_and_nothing_typed_is_lost(
    anna: TestClient, review: str
) -> None:
    page = take(anna, review)
    press(anna, f"/review/{review}", f"/review/{review}/release")

    status, again = decide(anna, review, page, rating=5, note=NOTE)
    saved, _ = decide(anna, review, again)

    assert status == 409
    assert "it is yours again" in again
    assert fields_of(again)["note"] == [NOTE]
    assert saved == 303


def test_an_article_that_somebody_else_took_keeps_the_form_and_names_them(
    newsroom: Newsroom, anna: TestClient, review: str
) -> None:
    page = take(anna, review)
    press(anna, f"/review/{review}", f"/review/{review}/release")
    take(newsroom.browser_of("ben"), review)

    status, again = decide(anna, review, page, rating=5, note=NOTE)

    assert status == 409
    assert "ben has it now" in again
    assert fields_of(again)["note"] == [NOTE]
    assert _count(newsroom) == 0


def test_a_form_from_elsewhere_is_refused_and_one_of_an_older_session_is_shown_again(
    newsroom: Newsroom, anna: TestClient, review: str
) -> None:
    form = fields_of(take(anna, review)) | {"rating": ["4"], "note": [NOTE], "csrf": ["stale"]}
    address = f"/review/{review}/verdict"

    foreign = anna.post(address, data=form)
    older = anna.post(address, data=form, headers={"Sec-Fetch-Site": "same-origin"})
    saved = anna.post(address, data=fields_of(older.text))

    assert foreign.status_code == 403
    assert NOTE not in foreign.text
    assert "older than your session" in older.text
    assert fields_of(older.text)["note"] == [NOTE]
    assert saved.status_code == 303
    assert _count(newsroom) == 1


def test_a_blind_decision_can_name_places_that_nobody_showed(
    make_newsroom: NewsroomMaker,
) -> None:
    newsroom = make_newsroom(blind_share=1.0)
    review = newsroom.send_article(cues=1)
    anna = newsroom.browser_of("anna")

    status, _ = decide(
        anna,
        review,
        take(anna, review),
        rating=4,
        add_signal=["source.anonymous"],
        add_words=["officials said"],
        add_place=[""],
    )

    assert status == 303
    assert [item[:3] for item in _items(newsroom)] == [("added", "source.anonymous", "text")]
