"""What the page says after something was done, and that it says only what is true."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from service.db.tables import VerdictReasonRow, VerdictRow
from tests.pages.review.conftest import Newsroom, NewsroomMaker, press
from tests.pages.review.forms import fields_of
from tests.pages.review.test_reading_page import decide, take

_SAME: dict[str, object] = {"rating": 4, "note": "A note."}


@pytest.fixture
def anna(newsroom: Newsroom) -> TestClient:
    """A reviewer at her browser."""
    return newsroom.browser_of("anna")


def _undo(browser: TestClient, review: str, page: str) -> str:
    answer = browser.post(f"/review/{review}/undo", data=fields_of(page, f"/review/{review}/undo"))
    assert answer.status_code == 303, answer.text
    return str(browser.get(answer.headers["location"]).text)


def _count(newsroom: Newsroom) -> int:
    with newsroom.app.state.desk.database.reading() as session:
        return len(session.scalars(select(VerdictRow)).all())


@pytest.mark.parametrize(
    "more",
    [
        {"reasons": ["source.anonymous"]},
        {"evidence_0": "rejected"},
        {"add_signal": ["source.anonymous"], "add_words": ["Report 1"], "add_place": ["title:0:8"]},
        {"note": "Another note."},
        {"rating": 5},
    ],
)
def test_a_second_tab_that_says_anything_else_is_told_and_keeps_what_was_typed(
    newsroom: Newsroom, anna: TestClient, more: dict[str, object]
) -> None:
    review = newsroom.send_article(cues=2)
    page = take(anna, review)
    decide(anna, review, page, **_SAME, then="stay")

    status, again = decide(anna, review, page, **(_SAME | more), then="stay")

    kept = fields_of(again)
    assert status == 409
    assert "You decided on this article in another tab." in again
    assert _count(newsroom) == 1
    for name, value in more.items():
        wanted = value if isinstance(value, list) else [str(value)]
        assert kept.get(name.replace("_", "-"), [])[: len(wanted)] == wanted


def test_a_second_tab_that_names_a_copy_is_no_repetition_and_the_same_form_is_one(
    newsroom: Newsroom, anna: TestClient
) -> None:
    first, second = newsroom.send_article(), newsroom.send_article(title="Another headline")
    page = take(anna, first)
    decide(anna, first, page, **_SAME, then="stay")
    status, again = decide(anna, first, page, **_SAME, covers=[second], then="stay")

    saved = decide(anna, first, again, then="stay")
    repeated = decide(anna, first, again, then="stay")

    assert status == 409
    assert saved == repeated
    assert saved[0] == 303
    assert "covered=1" in saved[1]
    assert _count(newsroom) == 3


def test_a_repetition_with_everything_in_it_is_the_decision_that_was_stored(
    newsroom: Newsroom, anna: TestClient
) -> None:
    review = newsroom.send_article(cues=2)
    page = take(anna, review)
    whole = _SAME | {
        "reasons": ["source.anonymous"],
        "evidence_0": "rejected",
        "evidence_1": "corrected",
        "correct_1_words": "officials said so. The",
        "add_signal": ["source.anonymous"],
        "add_words": ["Report 1"],
        "add_place": [""],
    }

    first = decide(anna, review, page, **whole, then="stay")
    again = decide(anna, review, page, **whole, then="stay")

    assert first == again
    assert first[0] == 303
    with newsroom.app.state.desk.database.reading() as session:
        assert len(session.scalars(select(VerdictReasonRow)).all()) == 1


def test_a_decision_of_somebody_else_is_not_called_ones_own(
    make_newsroom: NewsroomMaker,
) -> None:
    newsroom = make_newsroom(second_share=1.0)
    review = newsroom.send_article()
    anna, ben = newsroom.browser_of("anna"), newsroom.browser_of("ben")
    page = take(anna, review)
    press(anna, f"/review/{review}", f"/review/{review}/release")
    decide(ben, review, take(ben, review), rating=4, then="stay")

    status, again = decide(anna, review, page, rating=4, then="stay")

    assert status == 409
    assert "Somebody decided on this article while you read it." in again
    assert "in another tab" not in again


def test_an_undo_tells_of_the_copies_and_of_the_article_that_is_still_held(
    make_newsroom: NewsroomMaker,
) -> None:
    newsroom = make_newsroom(blind_share=1.0)
    first, second = newsroom.send_article(), newsroom.send_article(title="Another headline")
    anna = newsroom.browser_of("anna")
    _, location = decide(anna, first, take(anna, first), rating=4, covers=[second], then="stay")

    undone = _undo(anna, first, anna.get(location).text)

    assert "no longer counts, nor does it on 1 copy;" in undone
    assert "You still hold the article: decide again below." in undone
    assert "Take the article to decide again" not in undone
    assert 'id="decision"' in undone


def test_an_undone_revision_names_what_counts_again(newsroom: Newsroom, anna: TestClient) -> None:
    review = newsroom.send_article()
    decide(anna, review, take(anna, review), rating=2, then="stay")
    _, location = decide(anna, review, take(anna, review), rating=5, then="stay")

    undone = _undo(anna, review, anna.get(location).text)

    assert "What you said before it counts again: 2, small chance." in undone


def test_next_names_the_article_that_is_still_held(newsroom: Newsroom, anna: TestClient) -> None:
    newsroom.send_article(1)
    newsroom.send_article(2)
    _, first = press(anna, "/review", "/review/next", filters="order=oldest")

    _, again = press(anna, "/review", "/review/next", filters="source=south.example")

    assert again.split("?")[0] == first.split("?")[0]
    assert "You still held this one" not in anna.get(first).text
    assert "You still held this one; finish it" in anna.get(again).text


def test_a_saved_decision_tells_what_happens_with_it_now(make_newsroom: NewsroomMaker) -> None:
    newsroom = make_newsroom(second_share=1.0)
    review = newsroom.send_article()
    told = []
    for name, rating in (("anna", 5), ("ben", 1)):
        browser = newsroom.browser_of(name)
        _, location = decide(browser, review, take(browser, review), rating=rating, then="stay")
        told.append(browser.get(location).text)

    assert "Somebody else is asked for a second opinion." in told[0]
    assert "a senior settles it" not in told[0].split("</form>")[0]
    assert "Your opinion and another differ; a senior settles it." in told[1]


def test_a_page_of_the_queue_that_does_not_exist_is_left_out_like_a_faulty_filter(
    newsroom: Newsroom, anna: TestClient
) -> None:
    review = newsroom.send_article()

    answer = anna.get("/review?cursor=zz")

    assert answer.status_code == 422
    assert "Not understood and left out: Page." in answer.text
    assert f"/review/{review}" in answer.text


def test_time_left_is_told_without_a_clock_and_without_a_promise(
    newsroom: Newsroom, anna: TestClient
) -> None:
    review = newsroom.send_article()

    mine = take(anna, review)
    theirs = newsroom.browser_of("ben").get(f"/review/{review}").text

    assert "min</time></p>" in mine
    assert "while this page is open" not in mine
    assert "UTC" not in theirs[theirs.index("taking-heading") :].split("</section>")[0]
    assert "min</time>, and longer while their page is open" in theirs
