"""The page of a decision: what it shows to whom, and what it keeps from them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient

from service.accounts.who import Visit
from service.db.tables import ReviewRow, UserRow
from service.pages.review.reading_view import minutes_of_work
from service.reviews.workflow.workday import Workday
from service.roles import Moderator, Preferences
from tests.pages.review.conftest import Newsroom, NewsroomMaker
from tests.pages.review.forms import Fields, fields_of

# Everything by which a page could give away what the model says.
_GIVEN_AWAY = re.compile(
    r"Low risk|Elevated risk|High risk|officials are|<mark|class=\"note|data-notes|90 % interval|What was noticed"
    r"|log-odds|Nobody is named|Caveat says|found in the article"
)


def take(browser: TestClient, review: str) -> str:
    """Take an article; its page."""
    page = browser.get(f"/review/{review}").text
    fields = fields_of(page, f"/review/{review}/take")
    answer = browser.post(f"/review/{review}/take", data=fields)
    assert answer.status_code == 303, answer.text
    return browser.get(f"/review/{review}").text


def decide(browser: TestClient, review: str, page: str, **changes: object) -> tuple[int, str]:
    """Send the form of a page with some fields filled in; the status, and where it leads or what it says."""
    fields: Fields = fields_of(page)
    fields |= {
        name.replace("_", "-"): value if isinstance(value, list) else [str(value)]
        for name, value in changes.items()
    }
    answer = browser.post(f"/review/{review}/verdict", data=fields)
    return answer.status_code, answer.headers.get("location") or answer.text


def test_an_article_that_nobody_holds_can_be_read_and_taken(newsroom: Newsroom) -> None:
    review = newsroom.send_article()
    anna = newsroom.browser_of("anna")

    page = anna.get(f"/review/{review}")

    assert page.status_code == 200
    assert "Nobody holds this article" in page.text
    assert 'id="decision"' not in page.text
    assert 'id="decision"' in take(anna, review)


def test_an_article_that_somebody_holds_names_them_and_has_no_form(newsroom: Newsroom) -> None:
    review = newsroom.send_article()
    take(newsroom.browser_of("anna"), review)

    page = newsroom.browser_of("ben").get(f"/review/{review}").text

    assert re.search(r"Held by <span[^>]*>anna", page)
    assert 'id="decision"' not in page


def test_the_band_stands_before_every_number(newsroom: Newsroom) -> None:
    review = newsroom.send_article(cues=3)

    page = newsroom.browser_of("anna").get(f"/review/{review}").text

    assert page.index("High risk") < page.index("90 % interval")
    assert page.index("High risk") < page.index("What was noticed")


def test_a_blind_page_gives_nothing_of_the_score_away(make_newsroom: NewsroomMaker) -> None:
    newsroom = make_newsroom(blind_share=1.0)
    review = newsroom.send_article(cues=3)
    anna = newsroom.browser_of("anna")

    pages = [anna.get(f"/review/{review}").text, take(anna, review)]
    refused = decide(anna, review, pages[-1], rating="", note="not yet")
    pages.append(refused[1])

    assert refused[0] == 422
    for page in pages:
        assert not _GIVEN_AWAY.findall(page)
        assert "officials said so" in page
    assert _GIVEN_AWAY.search(newsroom.browser_of("anna").get("/?sample=disputed").text)


def test_after_a_blind_decision_the_score_stands_beside_it_and_can_be_kept_or_revised(
    make_newsroom: NewsroomMaker,
) -> None:
    newsroom = make_newsroom(blind_share=1.0)
    review = newsroom.send_article(cues=3)
    anna = newsroom.browser_of("anna")

    status, location = decide(anna, review, take(anna, review), rating=2, then="next")
    told = anna.get(location).text
    revised, onward = decide(anna, review, told, rating=4, then="stay")
    after = anna.get(onward).text

    assert (status, location.split("?")[0]) == (303, f"/review/{review}")
    assert "Your decision beside the model" in told
    assert "2, small chance" in told
    assert "High risk" in told
    assert "Keep it and next" in told
    assert revised == 303
    assert "rated 4, large chance" in after


def test_the_first_opinion_is_hidden_from_whoever_gives_the_second(
    make_newsroom: NewsroomMaker,
) -> None:
    newsroom = make_newsroom(second_share=1.0)
    review = newsroom.send_article()
    anna, ben = newsroom.browser_of("anna"), newsroom.browser_of("ben")
    decide(anna, review, take(anna, review), rating=5, note="canary of anna")

    page = take(ben, review)

    assert "canary of anna" not in page
    assert "anna" not in page
    assert not fields_of(page).get("rating")


def test_whoever_settles_sees_both_opinions_beside_each_other(
    make_newsroom: NewsroomMaker,
) -> None:
    newsroom = make_newsroom(second_share=1.0)
    review = newsroom.send_article()
    for name, rating in (("anna", 5), ("ben", 1)):
        browser = newsroom.browser_of(name)
        decide(
            browser,
            review,
            take(browser, review),
            rating=rating,
            note=f"{name} says",
            evidence_0="rejected",
        )
    sara = newsroom.browser_of("sara")

    page = take(sara, review)
    status, _ = decide(sara, review, page, rating=4)
    settled = sara.get(f"/review/{review}").text

    for word in (
        "Opinions that differed",
        "anna says",
        "ben says",
        "5, near certain",
        "1, very small chance",
    ):
        assert word in page
    assert page.count("rejected</span>") == 2
    assert status == 303
    assert "outcome 4, large chance" in settled


def test_overlapping_marks_are_told_apart_by_a_line_for_each(newsroom: Newsroom) -> None:
    review = newsroom.send_article(cues=2)

    page = newsroom.browser_of("anna").get(f"/review/{review}").text

    assert page.count('<mark class="raises" data-notes=') == 2
    assert page.count('class="run" data-start=') > 2


@pytest.mark.parametrize("hidden", ["\u202e", "\u200b", "\u2066"])
def test_hidden_characters_are_shown_by_their_number(newsroom: Newsroom, hidden: str) -> None:
    review = newsroom.send_article(title=f"The {hidden}word")

    page = newsroom.browser_of("anna").get(f"/review/{review}").text

    assert f"U+{ord(hidden):04X}</span>" in page
    assert hidden not in page


def test_the_preferences_ask_for_blur_count_and_break(newsroom: Newsroom) -> None:
    review = newsroom.send_article()
    liked = Preferences(blur=True, daily_count=False, break_after_min=1)
    database = newsroom.app.state.desk.database
    with database.writing() as session:
        session.execute(update(UserRow).values(preferences=liked.model_dump_json()))

    page = newsroom.browser_of("anna").get(f"/review/{review}").text

    assert re.search(r'id="blur"[^>]* checked', page)
    assert "decided by you today" not in page
    # Nothing was decided today, so no break is mentioned.
    assert 'id="pause"' not in page


@pytest.mark.parametrize(
    ("wanted", "worked", "minutes"), [(60, 59, None), (60, 60, 60), (60, 125, 125), (0, 500, None)]
)
def test_a_break_is_mentioned_once_the_first_decision_is_long_enough_ago(
    wanted: int, worked: int, minutes: int | None
) -> None:
    liked = Preferences(break_after_min=wanted)
    anna = Moderator(UUID(int=1), "anna", "Anna", "reviewer", is_trial=False, preferences=liked)
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    workday = Workday(3, now - timedelta(minutes=worked))

    told = minutes_of_work(Visit(anna, "", is_trial=False), workday, now)

    assert told == minutes


def test_an_unknown_article_is_missing_on_every_address_of_the_page(newsroom: Newsroom) -> None:
    anna = newsroom.browser_of("anna")
    missing = f"/review/rv_{'0' * 32}"

    statuses = [anna.get(missing).status_code, anna.get(f"{missing}/copies").status_code]

    assert statuses == [404, 404]


def test_copies_are_listed_and_the_words_that_differ_are_marked(newsroom: Newsroom) -> None:
    first = newsroom.send_article()
    second = newsroom.send_article(title="Another headline")
    anna = newsroom.browser_of("anna")

    listed = anna.get(f"/review/{first}/copies").text
    compared = anna.get(f"/review/{first}/copies", params={"with": second}).text
    foreign = anna.get(f"/review/{first}/copies", params={"with": f"rv_{'0' * 32}"})

    assert f"with={second}" in listed
    assert re.search(r"<ins><span[^>]*>only in #2: </span>Another", compared)
    assert foreign.status_code == 404


def test_a_decision_covers_the_chosen_copies_and_one_undo_takes_all_back(
    newsroom: Newsroom,
) -> None:
    first, second = newsroom.send_article(), newsroom.send_article(title="Another headline")
    anna = newsroom.browser_of("anna")

    status, location = decide(
        anna, first, take(anna, first), rating=4, covers=[second], then="stay"
    )
    saved = anna.get(location).text
    undone = anna.post(f"/review/{first}/undo", data=fields_of(saved, f"/review/{first}/undo"))
    states = _states(newsroom)

    assert status == 303
    assert "repeated on 1 copy" in saved
    assert undone.status_code == 303
    assert "Undone" in anna.get(undone.headers["location"]).text
    assert states == {"open"}


def _states(newsroom: Newsroom) -> set[str]:
    with newsroom.app.state.desk.database.reading() as session:
        return {row.state for row in session.query(ReviewRow)}
