"""A text that quotes a falsehood in order to examine it is not scored as if it had asserted it; satire is scored."""

from __future__ import annotations

from models import Article, BundleScorer
from models.contract import Answer

POST = (
    "Shocking cover-up: insiders say the mayor may have poisoned the wells, and a video proves it"
)
CHECK = Article(
    title="Fact check: Did the mayor poison the wells?",
    text=(
        "What was claimed\n\n"
        f"A post shared on Facebook claims: “{POST}.”\n\n"
        "Our verdict\n\n"
        "This claim is not correct. The water board's report of 3 May lists every test of the wells since 2019, and "
        "each of them was within the limits that the law sets for drinking water.\n\n"
        "The video was recorded in 2016 in another country, as its first uploader, the fisherman Jonas Reed, told us. "
        "He showed us the original file and the boat that can be seen in it. The mayor's office said that nobody had "
        "entered the pump house in May, and the log of the door confirms it.\n"
    ),
)
NEWS = Article(
    title="Did the mayor poison the wells?",
    text=(CHECK.text or "")
    .replace("What was claimed\n\n", "")
    .replace("Our verdict\n\nThis claim is not correct. ", ""),
)


def _raising(answer: Answer) -> float:
    """What the signals that raise the risk add to it."""
    return sum(
        item.log_odds or 0.0
        for item in answer.evidence
        if item.effect == "raises" and item.signal != "language.wording"
    )


def test_a_fact_check_is_known_and_what_it_examines_weighs_nothing(scorer: BundleScorer) -> None:
    answer = scorer.score(CHECK)

    assert answer.document.genre == "fact_check"
    assert _raising(answer) == 0
    assert [
        item for item in answer.evidence if item.effect == "raises" and "insiders" in item.exact
    ]
    assert all(
        (item.log_odds or 0.0) <= 0
        for item in answer.evidence
        if item.field == "title" or POST[:20] in item.exact
    )


def test_the_same_words_outside_a_fact_check_do_weigh(scorer: BundleScorer) -> None:
    answer = scorer.score(NEWS)
    assert answer.document.genre != "fact_check"

    assert _raising(answer) > 0


def test_the_words_of_the_fact_check_itself_still_weigh(scorer: BundleScorer) -> None:
    own = "\n\nExperts say the disgraced clique behind the post may have been paid by somebody abroad."
    answer = scorer.score(Article(title=CHECK.title, text=(CHECK.text or "") + own))
    assert answer.document.genre == "fact_check"

    assert _raising(answer) > 0
