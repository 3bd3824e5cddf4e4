"""Any order of what moderators can do leads to where a plain model says, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Final, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from models.contract import Band
from service.db.engine import Database
from service.errors import (
    LeaseLostError,
    NothingToReviewError,
    ReviewChangedError,
    ReviewTakenError,
    RoleError,
    ServiceError,
)
from service.reviews.schemas import Lease, QueueFilter, UndoRequest, Verdict
from service.reviews.workflow.undoing import undo
from tests.service.reviews.builders import PLAIN, a_review
from tests.service.reviews.desk import Desk, another_story
from tests.service.reviews.review_model import ADMINS, SENIORS, Given, Held, ModelReview

# RELIABILITY C5 names 10,000 steps, which take minutes; the suite walks fewer.
WALKS = 4
STEPS = 40

WHO: Final = st.sampled_from(["anna", "bert", "sena", "adam"])
WHICH: Final = st.integers(0, 3)
RATINGS: Final = st.integers(1, 5)
# The first three are copies of each other.
_BANDS: Final[list[Band]] = ["elevated", "high", "elevated", "low"]
Refusal = type[ServiceError] | None
T = TypeVar("T")


class Moderators(RuleBasedStateMachine):
    """Four moderators and four reviews, three of them copies of each other."""

    desk: ClassVar[Desk]
    # Walks share a database: each has articles of its own, and the clock goes on.
    walk: ClassVar[int] = 0
    now: ClassVar[datetime] = datetime.now(UTC)

    def __init__(self) -> None:
        super().__init__()
        Moderators.walk += 1
        self.host = f"walk{self.walk}.example"
        self.leases: dict[tuple[str, int], Lease] = {}
        self.reviews: list[ModelReview] = []

    @initialize(are_blind=st.booleans(), want_second=st.booleans())
    def store(self, *, are_blind: bool, want_second: bool) -> None:
        """The articles of this walk; copies are drawn together."""
        for number in range(len(_BANDS)):
            is_copy = number < 3
            self.reviews.append(self._review(number, are_blind and is_copy, want_second == is_copy))

    def _review(self, number: int, is_blind: bool, wants_second: bool) -> ModelReview:  # noqa: FBT001 - as drawn
        band = _BANDS[number]
        review = a_review(
            self.desk.database,
            text=another_story(10 * self.walk + (number == 3)),
            url=f"https://{self.host}/",
            band=band,
            policy=replace(PLAIN, blind_share=float(is_blind), second_share=float(wants_second)),
        )
        return ModelReview(review, is_blind, wants_second, band, is_copy=number < 3)

    def teardown(self) -> None:
        """Nothing stays held for the next walk."""
        for review in self.reviews:
            self.desk.release("adam", review.id, now=self.now)

    @rule(seconds=st.sampled_from([1, 100, 130, 901, 25 * 3600]))
    def wait(self, seconds: int) -> None:
        """Time passes."""
        Moderators.now += timedelta(seconds=seconds)

    @rule(who=WHO, which=WHICH)
    def take(self, who: str, which: int) -> None:
        """Take one review."""
        review = self.reviews[which]
        refusal: Refusal = None
        if not review.is_free_for(who, self.now):
            refusal = ReviewTakenError
        elif review.kind_for(who) is None:
            refusal = RoleError

        lease = _attempt(lambda: self.desk.take(who, review.id, now=self.now), refusal)

        if lease is not None:
            self._held(who, which, lease)

    @rule(who=WHO)
    def take_next(self, who: str) -> None:
        """Ask for the next review of this walk."""
        while (held := self._last_held(who)) is not None and held.is_done_with():
            held.held = None
        waiting = [one for one in self.reviews if one.waits_for(who, self.now)]
        expected = held or next(iter(waiting), None)
        filters = QueueFilter(order="oldest", source=self.host)

        lease = _attempt(
            lambda: self.desk.take_next(who, filters=filters, now=self.now),
            None if expected is not None else NothingToReviewError,
        )

        if lease is not None and expected is not None:
            assert lease.review.id == expected.id
            self._held(who, self.reviews.index(expected), lease)

    @rule(who=WHO, which=WHICH)
    def heartbeat(self, who: str, which: int) -> None:
        """The page gives a sign of life, perhaps for a lease that is long over."""
        lease = self.leases.get((who, which))
        if lease is None:
            return
        is_good = self._is_good(who, which)

        extended = _attempt(
            lambda: self.desk.extend(who, lease, now=self.now), None if is_good else LeaseLostError
        )

        held = self.reviews[which].held
        if extended is not None and held is not None:
            held.until = self.now + timedelta(seconds=PLAIN.lease_live_s)

    @rule(who=WHO, which=WHICH, is_skip=st.booleans())
    def release(self, *, who: str, which: int, is_skip: bool) -> None:
        """Give back, skip, or force."""
        review = self.reviews[which]
        holder = review.holder(self.now)
        is_foreign = holder not in {None, who} and not is_skip

        def give_back() -> None:
            self.desk.release(who, review.id, is_skip=is_skip, now=self.now)

        _attempt(give_back, RoleError if is_foreign and who not in ADMINS else None)

        if is_skip:
            review.skipped[who] = self.now
        if holder == who or (is_foreign and who in ADMINS):
            review.held = None

    @rule(who=WHO, which=WHICH, rating=RATINGS, is_stale=st.booleans(), covers=st.booleans())
    def decide(self, *, who: str, which: int, rating: int, is_stale: bool, covers: bool) -> None:
        """Decide, revise or adjudicate, perhaps for copies too, perhaps too late."""
        review, lease = self.reviews[which], self.leases.get((who, which))
        if lease is None:
            return
        stale = is_stale and review.version > 0
        refusal: Refusal = LeaseLostError if not self._is_good(who, which) else None
        refusal = ReviewChangedError if stale else refusal
        kind = review.kind_for(who)
        if refusal is None and kind is None:
            refusal = RoleError
        copies = self._copies_of(which) if covers else []
        seen = replace(lease.review, version=review.version - stale)
        was_blind = review.is_blind and not self._has_seen(who)

        decision = _attempt(
            lambda: self.desk.decide(
                who,
                replace(lease, review=seen),
                rating,
                now=self.now,
                covers=[one.id for one in copies],
            ),
            refusal,
        )

        if decision is None:
            return
        assert decision.verdict.kind == kind
        assert decision.verdict.is_blind == was_blind
        self._given(review, Given(decision.verdict.id, who, str(kind), rating))
        if was_blind and review.held is not None:
            review.held.is_used = True
        else:
            review.held = None
        self._covered(decision.verdict, decision.covered, copies, who, rating)

    @rule(who=WHO, which=WHICH, rating=RATINGS, covers=st.booleans())
    def work(self, *, who: str, which: int, rating: int, covers: bool) -> None:
        """Take one and decide it, as most do; by chance alone few leases would be decided under."""
        self.take(who, which)
        self.decide(who=who, which=which, rating=rating, is_stale=False, covers=covers)

    @rule(who=WHO, rating=RATINGS)
    def work_on(self, who: str, rating: int) -> None:
        """Ask for the next one and decide it."""
        self.take_next(who)
        for which, review in enumerate(self.reviews):
            if review.holder(self.now) == who:
                self.decide(who=who, which=which, rating=rating, is_stale=False, covers=False)

    @rule(who=WHO, which=WHICH, place=st.integers(0, 30), is_stale=st.booleans())
    def undo(self, *, who: str, which: int, place: int, is_stale: bool) -> None:
        """Take back any decision there ever was."""
        review = self.reviews[which]
        if not review.given:
            return
        target = review.given[place % len(review.given)]
        version = review.version - is_stale
        request = UndoRequest(verdict=target.id, version=version)

        undone = _attempt(
            lambda: undo(
                request, moderator=self.desk.who(who), database=self.desk.database, now=self.now
            ),
            self._refusal_of_undo(who, review, target, is_stale=is_stale),
        )

        if undone is None:
            return
        target.is_undone = True
        review.step()
        self._uncovered(who, target, undone.covered)

    @invariant()
    def everything_is_as_the_model_says(self) -> None:
        """State, outcome and version of each review."""
        filters = QueueFilter(state="all", order="oldest", source=self.host)
        shown = self.desk.listed("anna", filters)

        found = [(one.id, one.state, one.outcome, one.version) for one in shown]
        assert found == [(one.id, *one.where(), one.version) for one in self.reviews]

    def _refusal_of_undo(
        self, who: str, review: ModelReview, target: Given, *, is_stale: bool
    ) -> Refusal:
        if target.who != who and who not in SENIORS:
            return RoleError
        if is_stale:
            return ReviewChangedError
        if not review.is_free_for(who, self.now):
            return ReviewTakenError
        counts = target in (review.adjudication(), *review.opinions().values())
        return None if counts else ReviewChangedError

    def _covered(
        self,
        original: Verdict,
        covered: list[str],
        copies: list[ModelReview],
        who: str,
        rating: int,
    ) -> None:
        is_change = original.kind in {"revision", "adjudication"}
        reached = [
            one
            for one in copies
            if one.is_free_for(who, self.now)
            and (one.where()[0] == "open" or (is_change and one.only_repeats(who)))
        ]
        assert sorted(covered) == sorted(one.id for one in reached)
        for copy in reached:
            copy.held = None
            verdict = self.desk.verdict_on(who, copy.id)
            self._given(copy, Given(verdict, who, "covered", rating, original.id))

    def _uncovered(self, who: str, target: Given, covered: list[str]) -> None:
        reached: list[str] = []
        for copy in self.reviews:
            for given in copy.given:
                is_standing = given in copy.opinions().values()
                if given.covers != target.id or not is_standing:
                    continue
                if copy.is_free_for(who, self.now):
                    given.is_undone = True
                    copy.step()
                    reached.append(copy.id)
        assert sorted(covered) == sorted(reached)

    def _given(self, review: ModelReview, given: Given) -> None:
        review.given.append(given)
        review.step()

    def _has_seen(self, who: str) -> bool:
        """They ever decided one of the copies; only those are ever blind."""
        return any(one.who == who for review in self.reviews[:3] for one in review.given)

    def _held(self, who: str, which: int, lease: Lease) -> None:
        self.leases[who, which] = lease
        held = self.reviews[which].held
        if held is None or held.id != lease.id:
            self.reviews[which].held = Held(lease.id, who, self.now, lease.expires_at)

    def _is_good(self, who: str, which: int) -> bool:
        review, lease = self.reviews[which], self.leases[who, which]
        held = review.held
        return held is not None and review.holder(self.now) == who and held.id == lease.id

    def _last_held(self, who: str) -> ModelReview | None:
        held = [one for one in self.reviews if one.held and one.holder(self.now) == who]
        return max(held, key=lambda one: one.held.taken if one.held else self.now, default=None)

    def _copies_of(self, which: int) -> list[ModelReview]:
        review = self.reviews[which]
        return [one for one in self.reviews if one.is_copy and review.is_copy and one is not review]


def _attempt(act: Callable[[], T], refusal: Refusal) -> T | None:
    if refusal is None:
        return act()
    with pytest.raises(refusal):
        act()
    return None


def walk(database: Database, walks: int, steps: int) -> None:
    """Let moderators do anything, so many times."""
    # A class of its own for each database, as the clock and the articles belong to it.
    machine = type("Walk", (Moderators,), {"desk": Desk(database)})
    bounds = settings(
        max_examples=walks,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=bounds)


def test_the_service_and_a_plain_model_agree_on_any_order_of_events(
    any_database: Database,
) -> None:
    desk = Desk(any_database)

    walk(any_database, WALKS, STEPS)

    desk.check_chain()
