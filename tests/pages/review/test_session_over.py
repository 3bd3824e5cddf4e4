"""A session that ends while somebody decides costs nobody what they typed, with and without a script."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

import pytest
from httpx2 import Response
from sqlalchemy import delete, select
from starlette.testclient import TestClient

from service.db.tables import SessionRow, VerdictRow
from tests.pages.review.conftest import PASSWORD, Newsroom, NewsroomMaker
from tests.pages.review.forms import Fields, fields_of
from tests.pages.review.test_reading_page import take

NOTE: Final = 'Who says so?\n\n"The <b>ministry</b>" & nobody else.'
WORDS: Final = "officials said so. The"
_SAME_SITE: Final = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def review(newsroom: Newsroom) -> str:
    """An article with two places that were found."""
    return newsroom.send_article(cues=2)


@pytest.fixture
def anna(newsroom: Newsroom) -> TestClient:
    """A reviewer at her browser, which says of each request that our own page made it."""
    browser = newsroom.browser_of("anna")
    browser.headers.update(_SAME_SITE)
    return browser


def _end_sessions(newsroom: Newsroom) -> None:
    with newsroom.app.state.desk.database.writing() as session:
        session.execute(delete(SessionRow))


def _verdicts(newsroom: Newsroom) -> int:
    with newsroom.app.state.desk.database.reading() as session:
        return len(session.scalars(select(VerdictRow)).all())


def _typed_in(page: str) -> Fields:
    """A form in which somebody used every kind of field."""
    return fields_of(page) | {
        "rating": ["4"],
        "reasons": ["source.anonymous"],
        "note": [NOTE],
        "evidence-1": ["corrected"],
        "correct-1-words": [WORDS],
        "add-signal": ["", "source.anonymous"],
        "add-words": ["", "nobody wrote this"],
        "add-place": ["", ""],
        "then": ["next"],
    }


def _sent_after_the_end(newsroom: Newsroom, anna: TestClient, review: str) -> Response:
    typed = _typed_in(take(anna, review))
    _end_sessions(newsroom)
    return anna.post(f"/review/{review}/verdict", data=typed)


def _sign_in(browser: TestClient, page: str, name: str, password: str = PASSWORD) -> Response:
    form = fields_of(page, "/login") | {"name": [name], "password": [password]}
    return browser.post("/login", data=form)


def _follow(browser: TestClient, answer: Response) -> Response:
    """Do as a browser does with a 307: send the same form to the other address."""
    return browser.send(answer.next_request) if answer.next_request else answer


@pytest.mark.parametrize("name", ["anna", "ben"])
def test_after_the_sign_in_the_decision_stands_in_its_form_again(
    newsroom: Newsroom, anna: TestClient, review: str, name: str
) -> None:
    signed_out = _sent_after_the_end(newsroom, anna, review)
    answer = _follow(anna, _sign_in(anna, signed_out.text, name))

    fields = fields_of(answer.text)
    assert signed_out.status_code == 401
    assert answer.status_code == 422
    assert "Not saved" in answer.text
    assert fields["rating"] == ["4"]
    assert fields["reasons"] == ["source.anonymous"]
    assert fields["note"] == [NOTE]
    assert fields["evidence-1"] == ["corrected"]
    assert fields["correct-1-words"] == [WORDS]
    assert "nobody wrote this" in fields["add-words"]
    assert _verdicts(newsroom) == 0


def test_the_decision_that_came_back_is_saved_by_pressing_save(
    newsroom: Newsroom, anna: TestClient, review: str
) -> None:
    signed_out = _sent_after_the_end(newsroom, anna, review)
    answer = _follow(anna, _sign_in(anna, signed_out.text, "anna"))
    fields = fields_of(answer.text) | {"add-signal": [], "add-words": [], "add-place": []}

    saved = anna.post(f"/review/{review}/verdict", data=fields | {"then": ["stay"]})

    assert saved.status_code == 303, saved.text
    assert _verdicts(newsroom) == 1


def test_a_wrong_password_keeps_the_decision_and_forgets_the_password(
    newsroom: Newsroom, anna: TestClient, review: str
) -> None:
    signed_out = _sent_after_the_end(newsroom, anna, review)
    refused = _sign_in(anna, signed_out.text, "anna", "a wrong password")
    answer = _follow(anna, _sign_in(anna, refused.text, "anna"))

    assert refused.status_code == 401
    assert "Name or password is wrong" in refused.text
    assert "a wrong password" not in refused.text
    assert fields_of(answer.text)["note"] == [NOTE]
    assert PASSWORD not in answer.text


def test_an_old_sign_in_form_keeps_the_decision(
    newsroom: Newsroom, anna: TestClient, review: str
) -> None:
    signed_out = _sent_after_the_end(newsroom, anna, review)
    anna.cookies.clear()
    refused = _sign_in(anna, signed_out.text, "anna")
    answer = _follow(anna, _sign_in(anna, refused.text, "anna"))

    assert refused.status_code == 403
    assert "caveat_session" in anna.cookies
    assert fields_of(answer.text)["note"] == [NOTE]


def test_hundreds_of_marks_are_kept(newsroom: Newsroom, anna: TestClient, review: str) -> None:
    typed = _typed_in(take(anna, review))
    for number in range(2, 1_200):
        typed[f"evidence-{number}"] = ["rejected" if number == 1_199 else ""]
        typed[f"correct-{number}-signal"] = ["source.anonymous"]
        typed[f"correct-{number}-words"] = ["said"]
    _end_sessions(newsroom)

    answer = anna.post(f"/review/{review}/verdict", data=typed)

    carried = fields_of(answer.text, "/login")
    assert answer.status_code == 401
    assert carried["note"] == [NOTE]
    assert carried["evidence-1199"] == ["rejected"]
    assert "correct-1198-words" not in carried


def test_markup_that_was_typed_is_no_markup_of_the_sign_in_page(
    newsroom: Newsroom, anna: TestClient, review: str
) -> None:
    page = _sent_after_the_end(newsroom, anna, review).text

    assert "<b>ministry" not in page
    assert f'name="note" value="{NOTE}"' in unescape(page)


def test_what_another_site_sent_is_not_offered_for_saving(anna: TestClient, review: str) -> None:
    typed = _typed_in(take(anna, review))
    anna.cookies.clear()

    answer = anna.post(
        f"/review/{review}/verdict", data=typed, headers={"sec-fetch-site": "cross-site"}
    )

    assert answer.status_code == 401
    assert "ministry" not in answer.text


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/review/rv_{0}/verdict",
        "//example.org",
        "/review/rv_{0}/undo",
        "/review/rv_{0}/verdict?x",
    ],
)
def test_a_sign_in_sends_its_form_to_no_other_address(
    newsroom: Newsroom, anna: TestClient, review: str, elsewhere: str
) -> None:
    page = _sent_after_the_end(newsroom, anna, review).text
    form = fields_of(page, "/login") | {"name": ["anna"], "password": [PASSWORD]}

    answer = anna.post("/login", data=form | {"resend": [elsewhere.format(review[3:])]})

    assert answer.status_code == 422
    assert "location" not in answer.headers
    assert "set-cookie" not in answer.headers


def test_with_an_identity_provider_the_decision_waits_for_another_window(
    make_newsroom: NewsroomMaker,
) -> None:
    newsroom = make_newsroom(
        public_url="http://testserver",
        oidc_issuer="https://provider.example",
        oidc_client_id="caveat",
    )
    review = newsroom.send_article(cues=2)
    anna = newsroom.browser_of("anna")
    anna.headers.update(_SAME_SITE)
    page = _sent_after_the_end(newsroom, anna, review).text
    other_window = newsroom.browser_of("anna")
    anna.cookies.update(other_window.cookies)

    again = re.search(r'formaction="([^"]+)"', page)
    assert again is not None
    answer = anna.post(again[1], data=fields_of(page, "/login"))

    assert 'href="/oidc/start?next=/account" target="_blank" rel="noopener"' in page
    assert fields_of(answer.text)["note"] == [NOTE]
    assert _verdicts(newsroom) == 0


@pytest.mark.parametrize("action", ["heartbeat", "take"])
def test_a_page_in_which_somebody_types_is_not_led_away_when_the_session_ends(
    newsroom: Newsroom, anna: TestClient, review: str, action: str
) -> None:
    take(anna, review)
    _end_sessions(newsroom)

    answer = anna.post(f"/review/{review}/{action}", headers={"hx-request": "true"})

    assert answer.status_code == 401
    assert "hx-redirect" not in answer.headers
    assert answer.headers["hx-retarget"] == "#lease"
    assert answer.headers["hx-reswap"] == "outerHTML"
    assert 'id="lease"' in answer.text
    assert "hx-post" not in answer.text
    assert "What you typed is still here" in answer.text


def test_a_page_from_before_the_sign_in_keeps_what_is_typed_and_stops_asking(
    newsroom: Newsroom, anna: TestClient, review: str
) -> None:
    older = fields_of(take(anna, review))
    anna.cookies.clear()
    anna.cookies.update(newsroom.browser_of("anna").cookies)

    beat = {"csrf": older["csrf"][0], "lease": older["lease"][0]}
    answer = anna.post(f"/review/{review}/heartbeat", data=beat, headers={"hx-request": "true"})

    assert answer.status_code == 403
    assert answer.headers["hx-retarget"] == "#lease"
    assert "hx-post" not in answer.text
    assert "What you typed is still here" in answer.text


def test_other_forms_are_listed_in_words_for_people(newsroom: Newsroom, anna: TestClient) -> None:
    _end_sessions(newsroom)

    answer = anna.post("/review/views", data={"csrf": "x", "name": "High risk"})

    assert answer.status_code == 401
    assert ">Name</label>" in answer.text
    assert "High risk" in answer.text
