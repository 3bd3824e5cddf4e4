"""The exact laws of the answer, on the sample articles and on hostile ones, in every mode."""

from __future__ import annotations

import math
from collections import defaultdict

import orjson
import pytest

from models import Abstention, Article, BundleScorer
from models.contract import Answer, Span
from tests.contracts.articles import NAMES, sample

CONTEXT = 32
ODD = Article(
    title="\u201cOdd\u201d titles\u00a0\u2014 and\u200b marks",
    text=(
        "\U0001f600 The min\u200bister said on Monday: \u201cWe did not.\u201d An unverified cl\u00adip appears to "
        "show it\u2026\r\n\r\nA senior official, who asked not to be named, said that the caf\u00e9 near the port had "
        "been closed\u2014for reasons that nobody gave.\u2028Residents, some in tears, left their houses before "
        "noon; experts say the wall may have been weak for years \U0001f469\u200d\U0001f692. The company denied it."
    ),
)


def _articles() -> list[Article]:
    return [*(sample(name) for name in NAMES), ODD]


def _spans(answer: Answer) -> list[Span]:
    spans = [m for source in answer.sources for m in source.mentions]
    spans += [s for a in answer.attributions for s in [*a.cue, *a.content]]
    spans += [a.source_span for a in answer.attributions if a.source_span]
    spans += [Span(c.field, c.start, c.end) for c in answer.claims]
    return [*spans, *answer.document.furniture]


@pytest.mark.parametrize("article", _articles())
def test_every_item_quotes_the_submitted_text_exactly(
    scorer: BundleScorer, article: Article
) -> None:
    for item in scorer.score(article).evidence:
        field = (article.title if item.field == "title" else article.text) or ""

        assert item.exact == field[item.start : item.end] != ""
        assert item.prefix == field[max(0, item.start - CONTEXT) : item.start]
        assert item.suffix == field[item.end : item.end + CONTEXT]


@pytest.mark.parametrize("article", _articles())
def test_every_span_lies_inside_its_field(scorer: BundleScorer, article: Article) -> None:
    lengths = {"title": len(article.title or ""), "text": len(article.text or "")}

    for span in _spans(scorer.score(article)):
        assert 0 <= span.start < span.end <= lengths[span.field]


@pytest.mark.parametrize("article", _articles())
def test_base_and_contributions_add_up_to_the_logit_of_the_score(
    scorer: BundleScorer, article: Article
) -> None:
    answer = scorer.score(article)
    score, base = answer.risk.score, answer.base_log_odds
    assert score is not None
    assert base is not None

    logit = base + sum(c.log_odds for c in answer.contributions)

    assert logit == pytest.approx(math.log(score / (1 - score)), abs=1e-6)


@pytest.mark.parametrize("article", _articles())
def test_each_contribution_is_the_sum_of_its_evidence(
    scorer: BundleScorer, article: Article
) -> None:
    answer = scorer.score(article)
    by_id = {item.id: item for item in answer.evidence}

    for contribution in answer.contributions:
        if contribution.feature.startswith("document:"):
            assert contribution.evidence == []
            continue
        total = math.fsum(by_id[i].log_odds or 0.0 for i in contribution.evidence)
        assert contribution.log_odds == pytest.approx(total, abs=1e-9)


@pytest.mark.parametrize("article", _articles())
def test_every_item_belongs_to_one_contribution_of_its_own_signal(
    scorer: BundleScorer, article: Article
) -> None:
    answer = scorer.score(article)
    owners: defaultdict[int, list[str]] = defaultdict(list)
    for contribution in answer.contributions:
        for number in contribution.evidence:
            owners[number].append(contribution.feature)

    for item in answer.evidence:
        expected = "part:language" if item.signal == "language.wording" else f"signal:{item.signal}"
        assert owners[item.id] == [expected]


@pytest.mark.parametrize("article", _articles())
def test_the_same_article_gives_the_same_bytes(scorer: BundleScorer, article: Article) -> None:
    assert orjson.dumps(scorer.score(article)) == orjson.dumps(scorer.score(article))


@pytest.mark.parametrize("article", _articles())
def test_outlet_voiced_caveats_and_lowering_signals_never_add_risk(
    scorer: BundleScorer, article: Article
) -> None:
    for item in scorer.score(article).evidence:
        if item.effect == "lowers" or (item.effect == "context" and item.voice == "outlet"):
            assert (item.log_odds or 0.0) <= 0.0


@pytest.mark.parametrize("article", _articles())
def test_furniture_is_never_evidence(scorer: BundleScorer, article: Article) -> None:
    answer = scorer.score(article)
    aside = [(s.field, s.start, s.end) for s in answer.document.furniture]

    for item in answer.evidence:
        assert item.signal != "furniture"
        assert not [1 for f, a, b in aside if f == item.field and item.start >= a and item.end <= b]


@pytest.mark.parametrize("article", _articles())
def test_a_single_source_is_one_item_exactly_when_the_ledger_finds_one(
    scorer: BundleScorer, article: Article
) -> None:
    answer = scorer.score(article)
    items = [item for item in answer.evidence if item.signal == "source.single"]
    main = [claim for claim in answer.claims if claim.main]

    assert len(items) <= 1
    assert len(main) == 1
    for item in items:
        assert (item.start, item.end, item.voice) == (main[0].start, main[0].end, "outlet")
        assert set(item.attributes) == {"sides", "sources"}


@pytest.mark.parametrize(
    ("article", "reason"),
    [
        (Article(text="Only a few words stand here, said the mayor."), Abstention.TOO_SHORT),
        (Article(text="word"), Abstention.TOO_SHORT),
        (
            Article(
                text="Der Minister erklärte am Montag, dass die Brücke nicht gesperrt werde, weil es "
                "keine Gefahr gebe. Die Opposition warf ihm vor, er habe den Bericht der Prüfer "
                "nicht gelesen, und verlangte eine Untersuchung durch den Ausschuss des Landtags. "
                "Der Bürgermeister sagte, er werde sich dazu nicht äußern."
            ),
            Abstention.UNSUPPORTED_LANGUAGE,
        ),
        (Article(text="said the mayor " * 200), Abstention.NOT_PROSE),
        (Article(text="0x1f 0x2a; 33.1 | 22.9 | 17.2\n" * 60), Abstention.NOT_PROSE),
    ],
)
def test_what_cannot_be_read_gets_a_typed_reason_and_no_number(
    scorer: BundleScorer, article: Article, reason: Abstention
) -> None:
    answer = scorer.score(article)

    assert answer.risk.abstained is reason
    assert (answer.risk.score, answer.risk.band, answer.risk.interval) == (None, None, None)
    assert answer.base_log_odds is None
    assert answer.contributions == []
    assert answer.document.genre == "other"
    assert {item.log_odds for item in answer.evidence} <= {None}
    assert set(vars_of(answer)) == {None}


def vars_of(answer: Answer) -> list[float | None]:
    """The three parts."""
    return [answer.parts.claims, answer.parts.handling, answer.parts.language]


def test_an_abstention_keeps_the_ledger(scorer: BundleScorer) -> None:
    answer = scorer.score(
        Article(text="The company denied the claim, police spokeswoman Ann Reed said.")
    )

    assert answer.risk.abstained is Abstention.TOO_SHORT
    assert answer.sources
    assert answer.attributions


def test_a_settled_question_never_raises_the_score(scorer: BundleScorer) -> None:
    answer = scorer.score(sample("reckless"))
    assert answer.risk.score is not None

    settled = [q.score_if_settled for q in answer.questions if q.score_if_settled is not None]

    assert settled
    assert max(settled) <= answer.risk.score


def test_the_three_samples_come_in_the_order_that_an_editor_would_give(
    scorer: BundleScorer,
) -> None:
    scores = [scorer.score(sample(name)).risk.score for name in NAMES]

    assert None not in scores
    assert scores == sorted(s for s in scores if s is not None)
