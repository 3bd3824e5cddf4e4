"""The queue as HTML: what it shows to whom, what its forms do, and what it answers when they cannot."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import Settings
from tests.pages.review.articles import BandedScorer
from tests.pages.review.conftest import Newsroom, NewsroomMaker, csrf_of, press

PART = {"HX-Request": "true"}


def _titles(html: str) -> list[str]:
    return re.findall(r'class="opens"[^>]*><bdi>(.*?)</bdi>', html)


def _row(html: str, review: str) -> str:
    rows = re.finditer("<tr .*?</tr>", html, re.DOTALL)
    return next(row[0] for row in rows if f"/review/{review}" in row[0])


def test_the_queue_shows_what_waits_with_the_band_before_the_number(newsroom: Newsroom) -> None:
    review = newsroom.send_article(1, cues=3)

    row = _row(newsroom.browser_of("anna").get("/review").text, review)

    assert "Report 1" in row
    assert row.index("High") < row.index("0.62")
    assert "Unnamed source" in row
    assert "north.example" in row
    assert "To decide" in row


def test_markup_and_invisible_characters_of_a_title_are_shown_and_not_followed(
    newsroom: Newsroom,
) -> None:
    newsroom.send_article(1, title="<img src=x> \u202eturned")

    html = newsroom.browser_of("anna").get("/review").text

    assert "<img" not in html
    assert "&lt;img src=x&gt;" in html
    assert "U+202E" in html


def test_an_empty_queue_says_where_articles_come_from(newsroom: Newsroom) -> None:
    answer = newsroom.browser_of("anna").get("/review")

    assert answer.status_code == 200
    assert "POST /v1/scores" in answer.text


def test_filters_stand_in_the_address_and_are_shown_again_in_the_form(newsroom: Newsroom) -> None:
    newsroom.send_article(1, cues=1)
    newsroom.send_article(2, cues=3)
    browser = newsroom.browser_of("anna")

    html = browser.get("/review?band=high&order=oldest&source=&search=report").text

    assert [title.split(":")[0] for title in _titles(html)] == ["Report 2"]
    assert '<option value="high" selected>' in html
    assert 'name="filters" value="band=high&amp;search=report&amp;order=oldest"' in html


def test_a_selection_without_articles_says_how_to_widen_it(newsroom: Newsroom) -> None:
    newsroom.send_article(1)

    html = newsroom.browser_of("anna").get("/review?search=nowhere").text

    assert "Nothing matches" in html


def test_a_faulty_filter_is_named_and_left_out(newsroom: Newsroom) -> None:
    newsroom.send_article(1)

    answer = newsroom.browser_of("anna").get("/review?band=purple&min_age_h=soon&search=report")

    assert answer.status_code == 422
    assert "Not understood and left out: Band, At least so old." in answer.text
    assert len(_titles(answer.text)) == 1
    assert "purple" not in answer.text


def test_htmx_gets_the_list_alone_and_the_address_of_the_selection(newsroom: Newsroom) -> None:
    newsroom.send_article(1, cues=3)
    browser = newsroom.browser_of("anna")

    answer = browser.get("/review?band=high&source=&order=worth", headers=PART)

    assert "<html" not in answer.text
    assert answer.text.startswith('<section id="list"')
    assert answer.headers["hx-push-url"] == "/review?band=high"
    assert answer.headers["vary"] == "HX-Request"
    assert answer.headers["cache-control"] == "no-store"


def test_long_queues_are_read_page_by_page(newsroom: Newsroom) -> None:
    for number in range(53):
        newsroom.send_article(number)
    browser = newsroom.browser_of("anna")

    first = browser.get("/review?order=oldest").text
    found = re.search(r'rel="next" href="([^"]+)"', first)
    assert found
    second = browser.get(found[1].replace("&amp;", "&")).text

    assert len(_titles(first)) == 50
    assert len(_titles(second)) == 3
    assert not set(_titles(first)) & set(_titles(second))
    assert "First page" in second


def test_next_leads_to_an_article_that_nobody_else_gets(newsroom: Newsroom) -> None:
    newsroom.send_article(1)
    newsroom.send_article(2)
    anna, ben = newsroom.browser_of("anna"), newsroom.browser_of("ben")

    first = press(anna, "/review", "/review/next", filters="order=oldest")
    second = press(ben, "/review", "/review/next", filters="order=oldest")
    again = press(anna, "/review", "/review/next", filters="order=oldest")

    assert first[0] == second[0] == 303
    assert first[1].startswith("/review/rv_")
    assert first[1].endswith("?order=oldest")
    assert first[1] != second[1]
    assert again == (303, f"{first[1]}&held=1")


def test_next_says_so_where_nothing_waits(newsroom: Newsroom) -> None:
    status, page = press(newsroom.browser_of("anna"), "/review", "/review/next")

    assert status == 404
    assert "Nothing here is waiting for you" in page
    assert 'href="/review"' in page


def test_the_holder_is_visible_to_everybody(newsroom: Newsroom) -> None:
    review = newsroom.send_article(1)
    anna = newsroom.browser_of("anna")
    press(anna, "/review", f"/review/{review}/take")

    own = _row(anna.get("/review").text, review)
    others = _row(newsroom.browser_of("ben").get("/review").text, review)

    assert "<strong>you</strong>" in own
    assert "Release" in own
    assert "<bdi>anna</bdi>" in others
    assert re.search(r">\d+ min left<", others)
    assert "Release" not in others
    assert "Take" not in others


def test_an_article_that_is_held_cannot_be_taken(newsroom: Newsroom) -> None:
    review = newsroom.send_article(1)
    press(newsroom.browser_of("anna"), "/review", f"/review/{review}/take")

    status, page = press(newsroom.browser_of("ben"), "/review", f"/review/{review}/take")

    assert status == 409
    assert "Somebody else holds this review" in page
    assert f'href="/review/{review}"' in page


def test_only_an_admin_releases_what_somebody_else_holds(newsroom: Newsroom) -> None:
    review = newsroom.send_article(1)
    press(newsroom.browser_of("anna"), "/review", f"/review/{review}/take")
    release = f"/review/{review}/release"

    reviewer = press(newsroom.browser_of("ben"), "/review", release)
    admin = press(newsroom.browser_of("ada"), "/review", release, filters="band=low")

    assert reviewer[0] == 403
    assert admin == (303, "/review?band=low&done=released")
    assert "free" in _row(newsroom.browser_of("ben").get("/review").text, review)


def test_what_was_laid_aside_is_not_given_again(newsroom: Newsroom) -> None:
    newsroom.send_article(1)
    newsroom.send_article(2)
    anna = newsroom.browser_of("anna")
    first = press(anna, "/review", "/review/next")[1]

    second = press(anna, "/review", f"{first}/release", skip="1", then="next")
    end = press(anna, "/review", f"{second[1]}/release", skip="1", then="next")

    assert second[0] == 303
    assert second[1] != first
    assert end[0] == 404


def test_a_sign_of_life_tells_how_long_the_article_is_held(newsroom: Newsroom) -> None:
    review = newsroom.send_article(1)
    anna = newsroom.browser_of("anna")
    press(anna, "/review", f"/review/{review}/take")
    page = anna.get(f"/review/{review}").text
    lease = re.search(r'name="lease" value="(ls_[0-9a-f]+)"', page)
    assert lease

    token = {"X-CSRF-Token": csrf_of(page)} | PART
    beat = anna.post(f"/review/{review}/heartbeat", data={"lease": lease[1]}, headers=token)
    press(newsroom.browser_of("ada"), "/review", f"/review/{review}/release")
    lost = anna.post(f"/review/{review}/heartbeat", data={"lease": lease[1]}, headers=token)
    taken = anna.post(f"/review/{review}/take", headers=token)

    assert beat.status_code == 200
    assert re.search(r"Yours for <time [^>]+>\d+ (s|min)</time>", beat.text)
    assert "and longer while this page is open" in beat.text
    assert 'hx-trigger="every 40s"' in beat.text
    assert lost.status_code == 409
    assert 'role="alert"' in lost.text
    assert "Take it again" in lost.text
    assert 'hx-swap-oob="outerHTML:#decision input[name=lease]"' in taken.text


def test_blind_articles_do_not_tell_their_score(make_newsroom: NewsroomMaker) -> None:
    newsroom = make_newsroom(blind_share=1.0)
    review = newsroom.send_article(1, cues=3)

    row = _row(newsroom.browser_of("anna").get("/review").text, review)

    assert "blind: decide first" in row
    assert "High" not in row
    assert "0.62" not in row
    assert "Unnamed source" not in row


@pytest.mark.parametrize(
    "action", ["next", "{review}/take", "{review}/release", "{review}/heartbeat", "views"]
)
def test_a_form_without_its_token_changes_nothing(newsroom: Newsroom, action: str) -> None:
    review = newsroom.send_article(1)
    anna = newsroom.browser_of("anna")

    answer = anna.post(f"/review/{action.format(review=review)}", data={"name": "mine"})

    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("text/html")
    html = anna.get("/review").text
    assert "free" in _row(html, review)
    assert "mine" not in html


def test_a_refusal_is_a_message_where_htmx_asked(newsroom: Newsroom) -> None:
    anna = newsroom.browser_of("anna")
    token = {"X-CSRF-Token": csrf_of(anna.get("/review").text)}

    answer = anna.post(f"/review/rv_{'0' * 32}/take", headers=token | PART)

    assert answer.status_code == 404
    assert answer.headers["hx-retarget"] == "#message"
    assert "<html" not in answer.text


def test_a_view_is_saved_shared_and_deleted(newsroom: Newsroom) -> None:
    sara, anna = newsroom.browser_of("sara"), newsroom.browser_of("anna")

    saved = press(sara, "/review", "/review/views", name="Hot <b>", shared="1", filters="band=high")
    shared = anna.get("/review?band=high").text
    view = re.search(r"/review/views/(vw_[0-9a-f]+)/delete", sara.get("/review").text)
    assert view
    deleted = press(sara, "/review", f"/review/views/{view[1]}/delete", filters="band=high")

    assert saved == (303, "/review?band=high&done=saved")
    assert '<a href="/review?band=high" aria-current="page"><bdi>Hot &lt;b&gt;</bdi></a>' in shared
    assert "shared by sara" in shared
    assert deleted == (303, "/review?band=high&done=deleted")
    assert "Hot" not in anna.get("/review").text


def test_a_name_that_cannot_be_kept_is_told_beside_its_field(newsroom: Newsroom) -> None:
    status, page = press(
        newsroom.browser_of("anna"), "/review", "/review/views", name="x" * 81, filters="band=low"
    )

    assert status == 422
    assert 'aria-invalid="true"' in page
    assert "x" * 81 in page
    assert 'name="filters" value="band=low"' in page


def test_filters_that_are_not_understood_are_not_saved_without_them(newsroom: Newsroom) -> None:
    anna = newsroom.browser_of("anna")

    status, page = press(anna, "/review", "/review/views", name="Odd", filters="state=zz&band=low")

    assert status == 422
    assert "Not understood and left out: State." in page
    assert "Nothing was saved" in page
    assert 'value="Odd"' in page
    assert "Odd" not in anna.get("/review").text


def test_counts_of_the_day_show_only_to_those_who_want_them(newsroom: Newsroom) -> None:
    anna = newsroom.browser_of("anna")

    before = anna.get("/review").text
    saved = press(anna, "/account", "/account/preferences", shortcuts="on")
    after = anna.get("/review").text

    assert saved[0] == 303
    assert "You, today" in before
    assert "You, today" not in after
    assert "Oldest waits" in after


def test_a_trial_says_on_every_page_that_there_are_no_accounts(settings: Settings) -> None:
    with TestClient(create_app(settings, scorer=BandedScorer())) as browser:
        pages = [browser.get(address) for address in ("/review", "/review/conflicts")]

    assert [page.status_code for page in pages] == [200, 200]
    assert all("Trial without accounts." in page.text for page in pages)
    assert not any("Sign out" in page.text for page in pages)
