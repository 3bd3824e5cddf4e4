"""What a decision stores, and what is refused, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from sqlalchemy import event, func, select

from service.db.engine import Database
from service.db.tables import VerdictRow
from service.errors import (
    InvalidRequestError,
    LeaseLostError,
    NotFoundError,
    ReviewChangedError,
    RoleError,
)
from service.problems import problem_bytes
from service.reviews.schemas import VerdictItem, VerdictRequest
from service.reviews.workflow.deciding import decide
from service.reviews.workflow.queue import read_review
from tests.service.reviews.builders import BLIND, TWICE, a_verdict_request
from tests.service.reviews.desk import SIGNALS, Desk, another_story

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
NOTE = "Nobody is named, and that was never asked."
TEXT = another_story(0)
FOUND = TEXT.find("officials said")


@pytest.fixture
def desk(any_database: Database) -> Desk:
    """A database with moderators."""
    return Desk(any_database)


def a_place(
    start: int, end: int, signal: str = "language.loaded", field: str = "text"
) -> dict[str, object]:
    """A place as it is sent."""
    return {"signal": signal, "field": field, "start": start, "end": end}


def stored(desk: Desk) -> int:
    """How many verdicts there are."""
    with desk.database.reading() as session:
        return session.scalar(select(func.count()).select_from(VerdictRow)) or 0


def test_a_decision_settles_a_review_and_frees_it(desk: Desk) -> None:
    lease = desk.take("anna", desk.review(), now=NOON)

    decision = desk.decide("anna", lease, rating=4, now=NOON + timedelta(seconds=42))

    assert decision.review.state == "settled"
    assert decision.review.version == 1
    assert decision.review.outcome == 4.0
    assert decision.review.settled_at == NOON + timedelta(seconds=42)
    assert decision.review.holder is None
    assert decision.lease is None


def test_a_verdict_says_who_when_under_which_lease_and_what_the_model_had_said(desk: Desk) -> None:
    lease = desk.take("anna", desk.review(), now=NOON)

    verdict = desk.decide(
        "anna", lease, 4, now=NOON + timedelta(seconds=42), reasons=["source.anonymous"], note=NOTE
    ).verdict

    assert (verdict.reviewer, verdict.rating, verdict.note) == ("anna", 4, NOTE)
    assert (verdict.kind, verdict.is_blind, verdict.refers_to) == ("opinion", False, None)
    assert (verdict.lease, verdict.seconds) == (lease.id, 42.0)
    assert (verdict.state_before, verdict.state_after, verdict.version) == ("open", "settled", 1)
    assert (verdict.band, verdict.risk, verdict.mode) == ("elevated", 0.5, "linear")
    assert verdict.bundle_sha256 == "0" * 64
    assert verdict.reasons == ["source.anonymous"]


def test_what_is_read_later_is_what_was_answered(desk: Desk) -> None:
    review = desk.review()
    decided = desk.decide(
        "anna",
        desk.take("anna", review),
        reasons=["source.anonymous", "language.loaded"],
        evidence=[{"evidence": 0, "action": "rejected"}],
        added=[a_place(4, 10)],
    )

    detail = read_review(review, moderator=desk.who("anna"), database=desk.database)

    assert detail.mine == decided.verdict
    assert detail.verdicts == [decided.verdict]
    desk.check_chain()


def test_places_are_kept_with_the_words_that_stand_there(desk: Desk) -> None:
    lease = desk.take("anna", desk.review())

    items = desk.decide(
        "anna",
        lease,
        evidence=[
            {"evidence": 0, "action": "accepted"},
            {"evidence": 1, "action": "corrected", "place": a_place(4, 10)},
        ],
        added=[a_place(0, 7, field="title"), a_place(0, 7, field="title")],
    ).verdict.items

    found = "source.anonymous"
    end = FOUND + len("officials said")
    assert items == [
        VerdictItem("accepted", 0, found, found, "text", FOUND, end, "officials said"),
        VerdictItem("corrected", 1, found, "language.loaded", "text", 4, 10, "bridge"),
        VerdictItem("added", None, None, "language.loaded", "title", 0, 7, "Harbour"),
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reasons": ["no.such"]}, "reasons"),
        ({"added": [a_place(0, 3, "no.such")]}, "added[0]"),
        ({"added": [a_place(5, 5)]}, "added[0]"),
        ({"added": [a_place(6, 5)]}, "added[0]"),
        ({"added": [a_place(0, 3), a_place(0, len(TEXT) + 1)]}, "added[1]"),
        ({"added": [a_place(0, 15, field="title")]}, "added[0]"),
        ({"added": [a_place(3, 4)]}, "added[0]"),
        ({"evidence": [{"evidence": 2, "action": "accepted"}]}, "evidence[0]"),
        ({"evidence": [{"evidence": 0, "action": "accepted"}, {"evidence": 0, "action": "rejected"}]}, "evidence[0]"),
        ({"evidence": [{"evidence": 0, "action": "corrected", "place": a_place(9, 9)}]}, "evidence[0].place"),
        ({"covers": ["rv_" + "0" * 32]}, "covers"),
        ({"covers": ["anything"]}, "covers"),
    ],
)  # fmt: skip
def test_what_is_not_as_documented_is_named_and_nothing_is_stored(
    desk: Desk, changes: dict[str, object], field: str
) -> None:
    lease = desk.take("anna", desk.review())

    with pytest.raises(InvalidRequestError) as refused:
        desk.send("anna", a_verdict_request(lease.review, lease, 3, **changes))

    assert refused.value.faults[0].field == field
    assert stored(desk) == 0
    assert desk.decide("anna", lease).review.version == 1


def test_all_faults_are_named_at_once(desk: Desk) -> None:
    lease = desk.take("anna", desk.review())

    with pytest.raises(InvalidRequestError) as refused:
        desk.decide("anna", lease, reasons=["no.such"], added=[a_place(0, 3), a_place(5, 5)])

    assert [fault.field for fault in refused.value.faults] == ["reasons", "added[1]"]


@pytest.mark.parametrize("lease", ["", "ls_" + "0" * 32, "ls_zz", "rv_" + "0" * 32])
def test_a_decision_under_a_lease_that_was_never_given_is_refused(desk: Desk, lease: str) -> None:
    held = desk.take("anna", desk.review())

    with pytest.raises(LeaseLostError):
        desk.decide("anna", replace(held, id=lease))

    assert stored(desk) == 0


def test_a_decision_under_the_lease_of_somebody_else_is_refused(desk: Desk) -> None:
    lease = desk.take("anna", desk.review())

    with pytest.raises(LeaseLostError) as lost:
        desk.decide("bert", lease)

    assert lost.value.current is not None
    assert (lost.value.current["lease"], lost.value.current["holder"]) == ("taken", "anna")


def test_a_decision_after_the_end_of_the_lease_is_refused(desk: Desk) -> None:
    lease = desk.take("anna", desk.review(), now=NOON)

    with pytest.raises(LeaseLostError) as lost:
        desk.decide("anna", lease, now=lease.expires_at)

    assert lost.value.current is not None
    assert (lost.value.current["lease"], lost.value.current["holder"]) == ("over", None)
    assert stored(desk) == 0


@pytest.mark.parametrize("review", ["rv_" + "0" * 32, "rv_1", ""])
def test_a_review_that_is_not_there_cannot_be_decided(desk: Desk, review: str) -> None:
    request = VerdictRequest(review=review, version=0, lease="ls_" + "0" * 32, rating=3)

    with pytest.raises(NotFoundError):
        desk.send("anna", request)


def test_the_same_request_again_is_told_that_it_stands(desk: Desk) -> None:
    lease = desk.take("anna", desk.review())
    request = a_verdict_request(lease.review, lease, note=NOTE)
    decision = desk.send("anna", request)

    with pytest.raises(ReviewChangedError) as changed:
        desk.send("anna", request)

    assert changed.value.current == {
        "id": lease.review.id,
        "version": 1,
        "state": "settled",
        "outcome": 3.0,
        "holder": None,
        "held_until": None,
        "decided_by": "anna",
        "decided_by_you": True,
        "verdict": decision.verdict.id,
    }
    assert stored(desk) == 1


def test_a_stale_version_tells_nothing_that_the_moderator_may_not_know(desk: Desk) -> None:
    review = desk.review(policy=TWICE)
    before = desk.shown("bert", review)
    desk.decide("anna", desk.take("anna", review), 1, note=NOTE)
    lease = desk.take("bert", review)

    with pytest.raises(ReviewChangedError) as changed:
        desk.send("bert", a_verdict_request(before, lease))

    current = changed.value.current
    assert current is not None
    assert (current["state"], current["decided_by"], current["outcome"]) == ("second", None, None)
    body = problem_bytes(changed.value)
    assert NOTE.encode() not in body
    assert len(body) < 2_000
    assert orjson.loads(body)["current"]["version"] == 1


def test_a_second_opinion_that_agrees_settles_at_the_mean(desk: Desk) -> None:
    review = desk.review(policy=TWICE)

    first = desk.decide("anna", desk.take("anna", review), 3)
    second = desk.decide("bert", desk.take_next("bert"), 4)

    assert first.review.state == "second"
    assert (second.review.state, second.review.outcome) == ("settled", 3.5)
    assert (second.verdict.state_before, second.verdict.state_after) == ("second", "settled")


def test_a_decision_after_an_undo_is_not_blind_again(desk: Desk) -> None:
    review = desk.review(policy=BLIND)
    first = desk.decide("anna", desk.take("anna", review), 2)
    desk.undo("anna", first)

    again = desk.decide("anna", desk.take("anna", review), 4)

    assert (again.verdict.kind, again.verdict.is_blind, again.lease) == ("opinion", False, None)


def test_a_conflict_is_adjudicated_and_stays_so(desk: Desk) -> None:
    review = desk.conflict("anna", "bert")

    decision = desk.decide("sena", desk.take_next("sena"), 4)
    revised = desk.decide("anna", desk.take("anna", review), 5)

    assert decision.verdict.kind == "adjudication"
    assert (decision.review.state, decision.review.outcome) == ("settled", 4.0)
    assert revised.verdict.kind == "revision"
    assert (revised.review.state, revised.review.outcome) == ("settled", 4.0)


def test_who_is_no_senior_any_more_settles_no_conflict(desk: Desk) -> None:
    desk.conflict("anna", "bert")
    lease = desk.take_next("sena")
    demoted = replace(desk.who("sena"), role="reviewer")

    with pytest.raises(RoleError):
        decide(
            a_verdict_request(lease.review, lease),
            moderator=demoted,
            signals=SIGNALS,
            database=desk.database,
        )

    assert stored(desk) == 2


def test_a_revision_names_what_it_replaces(desk: Desk) -> None:
    review = desk.review()
    first = desk.decide("anna", desk.take("anna", review), 2)

    second = desk.decide("anna", desk.take("anna", review), 4)

    assert (second.verdict.kind, second.verdict.refers_to) == ("revision", first.verdict.id)
    assert second.review.outcome == 4.0
    assert second.review.settled_at == first.review.settled_at


def test_a_blind_decision_keeps_the_lease_and_then_shows_the_score(desk: Desk) -> None:
    lease = desk.take_next("anna") if desk.review(policy=BLIND) else None
    assert lease is not None

    blind = desk.decide("anna", lease, 3)
    revised = desk.decide("anna", replace(lease, review=blind.review), 4)

    assert (blind.verdict.is_blind, blind.lease) == (True, lease.id)
    assert blind.review.band == "elevated"
    assert (revised.verdict.kind, revised.verdict.is_blind) == ("revision", False)
    assert revised.lease is None
    assert revised.review.holder is None


def test_nobody_judges_evidence_before_it_was_shown(desk: Desk) -> None:
    lease = desk.take("anna", desk.review(policy=BLIND))

    with pytest.raises(InvalidRequestError):
        desk.decide("anna", lease, evidence=[{"evidence": 0, "action": "accepted"}])

    assert desk.decide("anna", lease, added=[a_place(4, 10)]).verdict.items[0].exact == "bridge"


@pytest.mark.parametrize("places", [1, 200])
def test_the_number_of_statements_does_not_depend_on_what_is_said(desk: Desk, places: int) -> None:
    lease = desk.take("anna", desk.review())
    statements: list[str] = []
    engines = {desk.database.recorder, desk.database.reader}

    def count(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    for engine in engines:
        event.listen(engine, "before_cursor_execute", count)
    desk.decide(
        "anna",
        lease,
        reasons=["source.anonymous", "language.loaded"][:places],
        added=[a_place(start, 300) for start in range(places)],
    )

    assert len(statements) <= 22
