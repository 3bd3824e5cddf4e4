"""Metamorphic laws: what a change of the text may do to the score, in every mode."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from models import Article, BundleScorer
from tests.contracts.articles import NAMES, sample, with_text

EXACT = 1e-6
SWAPS = 0.03
FURNITURE = (
    "Sign up for our daily newsletter.\n\nLeave a comment",
    "Share this article\n\nRead more: Ten photos of the week",
    "Your email address will not be published. Required fields are marked *",
)
CAVEATS = (
    "The claim could not be independently verified.",
    "Neither report could be independently confirmed.",
    "The ministry offered no evidence for this.",
)
CORROBORATION = (
    "Two other diplomats confirmed the account.",
    "A second witness, Maria Lund, independently confirmed the account.",
)
# Consistent swaps of every name of a party, a country, an outlet or a person in the samples.
NAMES_SWAPPED = (
    {"Varenia": "Ukraine", "Varenian": "Ukrainian", "Ostria": "Russia", "Ostrian": "Russian"},
    {"Varenia": "Israel", "Varenian": "Israeli", "Ostria": "Iran", "Ostrian": "Iranian"},
    {"Gazette": "Guardian", "Lindmoor": "Boston"},
    {"Corin Vale": "Corinne Vale", "Tomas Edrin": "Fatima Edrin", "Harald Finch": "Amina Finch"},
)


def _score(scorer: BundleScorer, article: Article) -> float:
    score = scorer.score(article).risk.score
    assert score is not None
    return score


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("furniture", FURNITURE)
def test_furniture_at_the_end_changes_nothing(
    scorer: BundleScorer, name: str, furniture: str
) -> None:
    article = sample(name)
    longer = with_text(article, f"{article.text}\n\n{furniture}")

    assert _score(scorer, longer) == pytest.approx(_score(scorer, article), abs=EXACT)


def _invisible(text: str) -> str:
    return (
        text.replace(" the ", " t\u200bhe ").replace("said", "sa\u00adid").replace(". ", ".\u2060 ")
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.replace("\n\n", "\n\n\n\n"),
        lambda t: t.replace("\n\n", "\r\n\r\n"),
        lambda t: t.replace(" ", "  "),
        lambda t: t.replace(" ", "\u00a0"),
        lambda t: t.replace("'", "\u2019"),
        lambda t: re.sub(r'"([^"]*)"', "\u201c\\1\u201d", t),
        _invisible,
    ],
    ids=["blank lines", "crlf", "double spaces", "no-break", "apostrophes", "curly", "invisible"],
)
def test_what_only_differs_in_print_changes_nothing(
    scorer: BundleScorer, name: str, change: object
) -> None:
    assert callable(change)
    article = sample(name)
    other = replace(article, title=change(article.title), text=change(article.text))

    assert _score(scorer, other) == pytest.approx(_score(scorer, article), abs=EXACT)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("caveat", CAVEATS)
@pytest.mark.parametrize("paragraph", [1, 3, 5])
def test_taking_an_honest_caveat_away_never_lowers_the_risk(
    scorer: BundleScorer, name: str, caveat: str, paragraph: int
) -> None:
    article = sample(name)
    paragraphs = (article.text or "").split("\n\n")
    paragraphs[paragraph] += f" {caveat}"
    honest = with_text(article, "\n\n".join(paragraphs))

    assert _score(scorer, article) >= _score(scorer, honest) - EXACT


BASE = (
    "The mayor of Kolmar said on Monday that the bridge over the river would stay closed for a week while "
    "engineers looked at the damage. Residents gathered on the bank to see the works begin. Police asked "
    "drivers to use the northern road until Friday evening. {} The council meets again on Thursday."
)


@pytest.mark.parametrize(
    ("bare", "honest"),
    [
        (
            "A video on social media shows the bridge falling into the river.",
            "A video on social media, which could not be verified, shows the bridge falling into the river.",
        ),
        (
            "A video on social media shows the bridge falling into the river.",
            "An unverified video on social media shows the bridge falling into the river.",
        ),
        (
            "The bridge was built in 1923 and restored in 1988.",
            "The bridge was built in 1923 and restored in 1988. It was not possible to confirm the report.",
        ),
        (
            "The bridge was built in 1923.",
            "The bridge was built in 1923. No evidence was offered for the claim.",
        ),
    ],
)
def test_a_caveat_inside_a_short_text_never_raises_the_risk(
    scorer: BundleScorer, bare: str, honest: str
) -> None:
    """Setting a whole sentence aside must not cost the text what that sentence speaks for it."""
    without = _score(scorer, Article(title="Bridge closed", text=BASE.format(bare)))
    with_caveat = _score(scorer, Article(title="Bridge closed", text=BASE.format(honest)))

    assert with_caveat <= without + EXACT


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("corroboration", CORROBORATION)
@pytest.mark.parametrize("paragraph", [1, 3, 5])
def test_an_independent_corroboration_never_raises_the_risk(
    scorer: BundleScorer, name: str, corroboration: str, paragraph: int
) -> None:
    article = sample(name)
    paragraphs = (article.text or "").split("\n\n")
    paragraphs[paragraph] += f" {corroboration}"
    supported = with_text(article, "\n\n".join(paragraphs))

    assert _score(scorer, supported) <= _score(scorer, article) + EXACT


def test_disclosed_footage_never_counts_more_than_undisclosed(scorer: BundleScorer) -> None:
    article = sample("disputed")
    warned = "An unverified clip circulating on Telegram appears to show a flash on the water near the dam."
    bare = "A clip circulating on Telegram shows a flash on the water near the dam."
    text = article.text or ""
    assert warned in text

    undisclosed = with_text(article, text.replace(warned, bare))

    assert _score(scorer, undisclosed) >= _score(scorer, article) - EXACT


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("swap", NAMES_SWAPPED, ids=["states", "other states", "outlet", "gender"])
def test_swapping_names_consistently_hardly_moves_the_score(
    scorer: BundleScorer, name: str, swap: dict[str, str]
) -> None:
    article = sample(name)
    pattern = re.compile("|".join(rf"\b{re.escape(old)}\b" for old in swap))

    def swapped(text: str | None) -> str:
        return pattern.sub(lambda found: swap[found[0]], text or "")

    other = Article(title=swapped(article.title), text=swapped(article.text))

    assert abs(_score(scorer, other) - _score(scorer, article)) <= SWAPS
