"""The record of one article in words, and the page of conflicts for those who settle them."""

from __future__ import annotations

from tests.pages.review.conftest import Newsroom, NewsroomMaker, decide, press


def _conflict(newsroom: Newsroom, number: int = 1) -> str:
    """The model says high; anna contradicts it, which asks for a second opinion, and ben contradicts her."""
    review = newsroom.send_article(number, cues=3)
    anna = newsroom.browser_of("anna")
    note = "On the record.\nI rang <the> port\u202e."
    first = decide(anna, review, 1, note=note, reasons="source.anonymous")
    # After a blind decision an article stays with whoever decided, to see the score.
    press(anna, "/review", f"/review/{review}/release")
    second = decide(newsroom.browser_of("ben"), review, 4)
    assert first[0] == second[0] == 303
    return review


def test_the_history_tells_every_event_in_words(newsroom: Newsroom) -> None:
    review = _conflict(newsroom)

    html = newsroom.browser_of("sara").get(f"/review/{review}/history").text

    assert html.index("<strong>ben</strong> decided") < html.index("<strong>anna</strong> decided")
    assert "1, very small chance" in html
    assert "Because of: Unnamed source" in html
    assert "I rang &lt;the&gt; port" in html
    assert "U+202E" in html
    assert "To decide → Second opinion" in html
    assert "Second opinion → Opinions differ" in html
    assert "model said high 0.62" in html
    assert "000000000000" in html


def test_nobody_reads_others_decisions_before_their_own(newsroom: Newsroom) -> None:
    review = newsroom.send_article(1, cues=3)
    decide(newsroom.browser_of("anna"), review, 1, note="Secret so far.")

    html = newsroom.browser_of("ben").get(f"/review/{review}/history").text

    assert "anna" not in html
    assert "Secret so far" not in html
    assert "shows after your own decision" in html


def test_an_undo_is_an_event_and_is_offered_to_those_who_may(newsroom: Newsroom) -> None:
    review = newsroom.send_article(1, cues=2)
    anna = newsroom.browser_of("anna")
    decide(anna, review, 3)
    page = f"/review/{review}/history"
    verdict = anna.get(page).text.split('name="verdict" value="')[1].split('"')[0]

    offered_to_ben = "Undo" in _events(newsroom.browser_of("ben").get(page).text)
    offered_to_sara = "Undo" in _events(newsroom.browser_of("sara").get(page).text)
    undone = press(anna, page, f"/review/{review}/undo", verdict=verdict, version="1")
    after = anna.get(page).text

    assert not offered_to_ben
    assert offered_to_sara
    assert undone[0] == 303
    assert "took a decision back" in after
    assert "Does not count any more: taken back." in after
    assert "Undo" not in _events(after)


def test_conflicts_show_both_opinions_to_seniors(newsroom: Newsroom) -> None:
    review = _conflict(newsroom)
    sara = newsroom.browser_of("sara")

    html = sara.get("/review/conflicts").text
    taken = press(sara, "/review/conflicts", f"/review/{review}/take")

    assert "1, very small chance" in html
    assert "4, large chance" in html
    assert "Settle it" in html
    assert taken == (303, f"/review/{review}")


def test_conflicts_are_not_for_reviewers(newsroom: Newsroom) -> None:
    _conflict(newsroom)
    anna = newsroom.browser_of("anna")

    answer = anna.get("/review/conflicts")

    assert answer.status_code == 403
    assert "senior moderator" in answer.text
    assert "1, very small chance" not in answer.text
    assert "/review/conflicts" not in anna.get("/review").text


def test_a_page_without_conflicts_says_so(newsroom: Newsroom) -> None:
    assert "No conflicts" in newsroom.browser_of("sara").get("/review/conflicts").text


def test_a_settled_conflict_leaves_the_page(newsroom: Newsroom) -> None:
    review = _conflict(newsroom)
    sara = newsroom.browser_of("sara")

    settled = decide(sara, review, 3)

    assert settled[0] == 303
    assert "No conflicts" in sara.get("/review/conflicts").text
    assert "settled the disagreement" in sara.get(f"/review/{review}/history").text
    assert f"/review/{review}" in sara.get("/review?state=settled").text


def test_a_blind_conflict_does_not_tell_the_score(make_newsroom: NewsroomMaker) -> None:
    newsroom = make_newsroom(blind_share=1.0)
    _conflict(newsroom)

    html = newsroom.browser_of("sara").get("/review/conflicts").text

    assert "1, very small chance" in html
    assert "model said" not in html


def test_a_settlement_that_was_replaced_cannot_be_undone(newsroom: Newsroom) -> None:
    review = _conflict(newsroom)
    sara = newsroom.browser_of("sara")
    decide(sara, review, 3)
    decide(sara, review, 5)

    events = _events(sara.get(f"/review/{review}/history").text)

    assert events.count("settled the disagreement") == 2
    assert events.count("Does not count any more: revised.") == 1
    # The opinions of anna and ben, and the later settlement.
    assert events.count('name="verdict"') == 3


def test_an_undo_with_a_version_that_is_none_is_refused(newsroom: Newsroom) -> None:
    review = newsroom.send_article(1, cues=2)
    anna = newsroom.browser_of("anna")
    decide(anna, review, 3)
    page = f"/review/{review}/history"
    verdict = anna.get(page).text.split('name="verdict" value="')[1].split('"')[0]

    refused = press(anna, page, f"/review/{review}/undo", verdict=verdict, version="9" * 5000)

    assert refused[0] == 409


def test_the_history_of_nothing_is_a_page(newsroom: Newsroom) -> None:
    answer = newsroom.browser_of("anna").get(f"/review/rv_{'0' * 32}/history")

    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")


def _events(html: str) -> str:
    return html.partition('<ol class="events"')[2].partition("</ol>")[0]
