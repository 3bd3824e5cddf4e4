"""What the page counts, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, select, update

from models import ModelInfo, Reference
from models.contract import WORDING, Band
from service.db.engine import Database
from service.db.tables import ReviewRow, ReviewSignalRow, ScoreRow
from service.identifiers import parse_id
from service.insight.calibration import calibration_of
from service.insight.figures import BandCounts, Insight, Window
from service.insight.workflow import read_insight
from tests.builders import STORY
from tests.service.insight.builders import a_verdict
from tests.service.reviews.builders import a_moderator, a_review

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
INFO = ModelInfo("fixed", "1", "0" * 64, "1" * 12, "linear")
CUED = STORY
BARE = STORY.replace("officials said", "residents wrote")


def read(database: Database, window: Window = "30", reference: Reference | None = None) -> Insight:
    """The figures as of `NOW`."""
    return read_insight(window, info=INFO, reference=reference, database=database, now=NOW)


def stored(
    database: Database,
    days_ago: float = 0,
    band: Band | None = "low",
    risk: float | None = 0.1,
    host: str = "a.example",
    text: str = BARE,
) -> str:
    """A review of some days ago."""
    at = NOW - timedelta(days=days_ago)
    url = f"https://{host}/1" if host else None
    return a_review(database, band=band, risk=risk, url=url, created_at=at, text=text)


def a_reference(articles: int = 1000) -> Reference:
    """All of it in band low, between 0.1 and 0.15, half of it with the signal."""
    bins = [0] * 20
    bins[2] = articles
    return Reference(
        format=1,
        made_with="",
        data="invented articles",
        mode="linear",
        articles=articles,
        abstained=0,
        bands={"low": articles, "elevated": 0, "high": 0},
        risk=bins,
        language=bins,
        signals={"source.anonymous": articles // 2},
    )


def test_scores_are_counted_by_day_and_band_with_empty_days_between(any_database: Database) -> None:
    stored(any_database, 0, "high", 0.8)
    stored(any_database, 0, None, None)
    stored(any_database, 3, "low", 0.2)
    stored(any_database, 6.6, "elevated", 0.5)

    insight = read(any_database, "7")

    days = {span.start.isoformat(): span.counts for span in insight.spans}
    assert list(days) == [f"2026-11-{day}" for day in range(17, 24)]
    assert (days["2026-11-23"].high, days["2026-11-23"].none) == (1, 1)
    assert days["2026-11-23"].mean_risk == pytest.approx(0.8)
    assert days["2026-11-20"].low == 1
    assert days["2026-11-21"].mean_risk is None
    assert insight.total.total == 3


@pytest.mark.parametrize(("window", "count"), [("7", 1), ("30", 2), ("90", 3), ("all", 4)])
def test_a_window_holds_whole_days_up_to_now(
    any_database: Database, window: Window, count: int
) -> None:
    for days in (0, 20, 60, 400):
        stored(any_database, days, text=CUED)

    insight = read(any_database, window)

    assert insight.total.total == count
    assert sum(span.counts.total for span in insight.spans) == count
    assert insight.signals["source.anonymous"].count == count


def test_a_score_that_was_taken_into_the_queue_late_stays_in_its_own_time(
    any_database: Database,
) -> None:
    stored(any_database, 1, text=CUED)
    stored(any_database, 100, text=CUED)

    insight = read(any_database, "30")

    assert insight.signals["source.anonymous"].count == 1


def test_sources_stand_by_their_articles_and_those_without_an_address_together(
    any_database: Database,
) -> None:
    for band, risk in (("high", 0.9), ("low", 0.1), (None, None)):
        stored(any_database, 1, band, risk, "www.b.example")  # type: ignore[arg-type]  # the pairs above
    stored(any_database, 1, host="")

    sources = read(any_database).sources

    assert [source.name for source in sources] == ["b.example", ""]
    assert (sources[0].counts.total, sources[0].counts.none) == (3, 1)
    assert sources[0].counts.shown.share == pytest.approx(0.5)


def test_a_signal_counts_once_an_article_however_often_it_stands(any_database: Database) -> None:
    stored(any_database, text=CUED + CUED)
    stored(any_database)

    rate = read(any_database).signals["source.anonymous"]

    assert (rate.count, rate.of) == (1, 2)


def test_blind_opinions_are_kept_apart_and_revisions_do_not_blur_them(
    any_database: Database,
) -> None:
    anna, ben = a_moderator(any_database, "anna"), a_moderator(any_database, "ben")
    for _ in range(5):
        review = stored(any_database, band="elevated", risk=0.3)
        first = a_verdict(any_database, review, anna, 5, is_blind=True, created_at=NOW)
        a_verdict(any_database, review, anna, 2, kind="revision", refers_to=first, created_at=NOW)
        a_verdict(any_database, review, ben, 3, created_at=NOW)

    insight = read(any_database)

    assert [b.outcome for b in insight.blind.bins] == pytest.approx([1.0])
    assert [b.outcome for b in insight.seen.bins] == pytest.approx([0.5])
    assert insight.blind.error == pytest.approx(0.7)
    assert insight.blind.excess == pytest.approx(0.7)


def test_two_opinions_on_one_article_are_one_point_of_the_calibration(
    any_database: Database,
) -> None:
    anna, ben = a_moderator(any_database, "anna"), a_moderator(any_database, "ben")
    for _ in range(5):
        review = stored(any_database, band="low", risk=0.25)
        a_verdict(any_database, review, anna, 1, created_at=NOW)
        a_verdict(any_database, review, ben, 3, created_at=NOW)

    (point,) = read(any_database).seen.bins

    assert (point.articles, point.start) == (5, 0.2)
    assert point.outcome == pytest.approx(0.25)
    assert point.low < 0.25 < point.high


def test_fewer_than_five_articles_are_no_point_of_the_calibration(any_database: Database) -> None:
    anna = a_moderator(any_database, "anna")
    for _ in range(4):
        a_verdict(any_database, stored(any_database, risk=0.25), anna, 2, created_at=NOW)

    seen = read(any_database).seen

    assert (seen.articles, seen.bins, seen.error, seen.excess) == (4, [], None, None)


def test_neighbouring_points_are_joined_until_each_has_five_articles() -> None:
    sums = [(0, 2, 0.1, 0.2), (3, 4, 1.4, 2.0), (4, 6, 2.7, 3.0), (9, 1, 0.95, 1.0)]

    found = calibration_of(sums, 10)

    assert [(b.start, b.end, b.articles) for b in found.bins] == [(0.0, 0.4, 6), (0.4, 1.0, 7)]
    assert found.bins[1].risk == pytest.approx(3.65 / 7)
    assert found.excess == pytest.approx((6.2 - 5.15) / 13)


def test_few_scores_are_told_by_what_has_a_score() -> None:
    few = [BandCounts(low=4), BandCounts(low=1, none=9), BandCounts(none=1)]
    enough = [BandCounts(), BandCounts(low=5), BandCounts(low=2, high=3, none=1)]

    assert [counts.is_few for counts in (*few, *enough)] == [True] * 3 + [False] * 3


def test_the_wording_of_sentences_is_counted_nowhere(any_database: Database) -> None:
    stored(any_database, text=CUED)
    with any_database.writing() as session:
        number = session.scalars(select(ReviewRow.number)).one()
        session.add(ReviewSignalRow(number=number, signal=WORDING))

    insight = read(any_database, reference=a_reference())

    assert list(insight.signals) == ["source.anonymous"]
    assert [s.signal for s in insight.drift.signals] == ["source.anonymous"]


def test_covered_and_scoreless_opinions_say_nothing_about_the_model(
    any_database: Database,
) -> None:
    anna = a_moderator(any_database, "anna")
    a_verdict(any_database, stored(any_database), anna, 5, kind="covered", created_at=NOW)
    a_verdict(any_database, stored(any_database, band=None, risk=None), anna, 5, created_at=NOW)

    insight = read(any_database)

    assert (insight.seen.articles, insight.seen.error) == (0, None)


def test_an_undone_opinion_counts_and_what_comes_after_it_does_not(any_database: Database) -> None:
    """Whoever undoes an opinion has seen the score, and decides anew with it in mind."""
    anna = a_moderator(any_database, "anna")
    for _ in range(5):
        review = stored(any_database, risk=0.1)
        first = a_verdict(any_database, review, anna, 5, is_blind=True, created_at=NOW)
        a_verdict(any_database, review, anna, None, kind="undo", refers_to=first, created_at=NOW)
        a_verdict(any_database, review, anna, 1, created_at=NOW)

    insight = read(any_database)

    assert [b.outcome for b in insight.blind.bins] == pytest.approx([1.0])
    assert insight.seen.articles == 0


def test_rejections_are_counted_in_decisions_that_stand(any_database: Database) -> None:
    anna = a_moderator(any_database, "anna")
    rejected, accepted = ("rejected", "a.b", "a.b"), ("accepted", "a.b", "a.b")
    review = stored(any_database)
    first = a_verdict(any_database, review, anna, items=[rejected] * 4, created_at=NOW)
    a_verdict(
        any_database,
        review,
        anna,
        kind="revision",
        refers_to=first,
        items=[rejected, accepted, ("corrected", "a.b", "c.d"), ("added", None, "e.f")],
        created_at=NOW,
    )

    verdicts = {one.signal: one for one in read(any_database).verdicts}

    assert (verdicts["a.b"].rejected.count, verdicts["a.b"].rejected.of) == (1, 2)
    assert (verdicts["a.b"].accepted, verdicts["a.b"].corrected) == (1, 1)
    assert (verdicts["e.f"].added, verdicts["e.f"].rejected.share) == (1, None)
    assert "c.d" not in verdicts


def test_a_decision_stands_again_when_its_revision_is_undone(any_database: Database) -> None:
    anna = a_moderator(any_database, "anna")
    review = stored(any_database)
    first = a_verdict(
        any_database, review, anna, items=[("rejected", "a.b", "a.b")], created_at=NOW
    )
    revision = a_verdict(
        any_database, review, anna, kind="revision", refers_to=first, created_at=NOW
    )
    assert read(any_database).verdicts == []

    a_verdict(any_database, review, anna, None, kind="undo", refers_to=revision, created_at=NOW)

    assert read(any_database).verdicts[0].rejected.count == 1


def test_drift_counts_only_what_the_loaded_bundle_made(any_database: Database) -> None:
    for number in range(4):
        review = stored(any_database, 1, "low", 0.12, text=CUED)
        others = ({"bundle_sha256": "f" * 64}, {"mode": "rules"}, {}, {})[number]
        with any_database.writing() as session:
            one = update(ScoreRow).where(ScoreRow.id == parse_id("review", review))
            session.execute(one.values(article_sha256="0" * 64, **others))

    drift = read(any_database, reference=a_reference()).drift

    assert (drift.looked_at, drift.others, drift.counts.total) == (4, 2, 2)
    assert drift.risk[2] == 2
    assert drift.shift is not None
    assert drift.shift.level == "too_few"
    assert [(s.signal, s.now.count) for s in drift.signals] == [("source.anonymous", 2)]


def test_a_bundle_without_a_reference_or_one_of_another_mode_has_nothing_to_compare(
    any_database: Database,
) -> None:
    stored(any_database)
    rules = a_reference().model_copy(update={"mode": "rules"})

    for reference in (None, rules):
        drift = read(any_database, reference=reference).drift

        assert (drift.reference, drift.shift, drift.signals) == (None, None, [])


def test_an_empty_database_has_empty_figures(any_database: Database) -> None:
    insight = read(any_database, "all", a_reference())

    assert insight.total.total == 0
    assert (insight.spans, insight.sources, insight.verdicts) == ([], [], [])
    assert insight.drift.shift is None


def test_the_number_of_statements_does_not_grow(any_database: Database) -> None:
    def count() -> int:
        statements: list[str] = []

        def note(*call: object) -> None:
            statements.append(str(call[2]))

        event.listen(any_database.reader, "before_cursor_execute", note)
        read(any_database, reference=a_reference())
        event.remove(any_database.reader, "before_cursor_execute", note)
        return len(statements)

    anna = a_moderator(any_database, "anna")
    a_verdict(any_database, stored(any_database, text=CUED), anna, created_at=NOW)
    few = count()
    for number in range(8):
        a_verdict(any_database, stored(any_database, number, text=CUED), anna, created_at=NOW)

    assert count() == few
    assert few <= 12
