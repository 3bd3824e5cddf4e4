"""What a review is, in the plainest words: the model that the state machine compares the service with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

SENIORS: Final = frozenset({"sena", "adam"})
ADMINS: Final = frozenset({"adam"})
DAY: Final = timedelta(hours=24)


@dataclass
class Given:
    """A decision in the history of a review."""

    id: str
    who: str
    kind: str
    rating: int
    covers: str | None = None
    is_undone: bool = False


@dataclass
class Held:
    """A lease that was given, perhaps long ago."""

    id: str
    who: str
    taken: datetime
    until: datetime
    # Something was decided under it.
    is_used: bool = False


@dataclass
class ModelReview:
    """One review."""

    id: str
    is_blind: bool
    wants_second: bool
    band: str
    is_copy: bool
    version: int = 0
    given: list[Given] = field(default_factory=list)
    held: Held | None = None
    skipped: dict[str, datetime] = field(default_factory=dict)
    # Opinions were in conflict since nothing was decided.
    is_contested: bool = False

    def adjudication(self) -> Given | None:
        """The last adjudication that was not undone."""
        left = [one for one in self.given if one.kind == "adjudication" and not one.is_undone]
        return left[-1] if left else None

    def opinions(self) -> dict[str, Given]:
        """The last opinion of each moderator that was not undone."""
        left = [one for one in self.given if one.kind != "adjudication" and not one.is_undone]
        return {one.who: one for one in left}

    def own(self, who: str) -> Given | None:
        """What of a moderator counts."""
        settled = self.adjudication()
        if settled is not None and settled.who == who:
            return settled
        return self.opinions().get(who)

    def where(self) -> tuple[str, float | None]:
        """State and outcome."""
        settled = self.adjudication()
        if settled is not None:
            return "settled", float(settled.rating)
        ratings = [one.rating for one in self.opinions().values()]
        if not ratings:
            return "open", None
        if self.is_contested:
            return "conflict", None
        against = {"low": ratings[0] > 3, "high": ratings[0] < 3}.get(self.band, False)
        if len(ratings) == 1 and (self.wants_second or against):
            return "second", None
        return "settled", sum(ratings) / len(ratings)

    def step(self) -> None:
        """Something was decided or taken back."""
        self.version += 1
        ratings = [one.rating for one in self.opinions().values()]
        if ratings and max(ratings) - min(ratings) > 1:
            self.is_contested = True
        elif not ratings and self.adjudication() is None:
            self.is_contested = False

    def is_party(self, who: str) -> bool:
        """They ever gave an opinion on it."""
        return any(one.who == who and one.kind != "adjudication" for one in self.given)

    def holder(self, now: datetime) -> str | None:
        """Who holds it."""
        return self.held.who if self.held is not None and self.held.until > now else None

    def is_free_for(self, who: str, now: datetime) -> bool:
        """Nobody else holds it."""
        return self.holder(now) in {None, who}

    def is_done_with(self) -> bool:
        """It was decided blind and is only being looked at."""
        return self.held is not None and self.held.is_used

    def kind_for(self, who: str) -> str | None:
        """What a decision would be; None where it is not theirs."""
        own = self.own(who)
        if own is not None:
            return "adjudication" if own.kind == "adjudication" else "revision"
        if self.where()[0] == "conflict":
            return "adjudication" if self.may_settle(who) else None
        return "opinion" if self.adjudication() is None else None

    def only_repeats(self, who: str) -> bool:
        """What somebody says of it is what they said elsewhere, and nobody settled it since."""
        own = self.opinions().get(who)
        return self.adjudication() is None and own is not None and own.kind == "covered"

    def may_settle(self, who: str) -> bool:
        """A senior who is no party to a conflict."""
        return who in SENIORS and not self.is_party(who)

    def waits_for(self, who: str, now: datetime) -> bool:
        """Whether "Next" may give it to a moderator."""
        state = self.where()[0]
        skipped_at = self.skipped.get(who)
        is_theirs = state in {"open", "second"} or (state == "conflict" and self.may_settle(who))
        is_skipped = skipped_at is not None and skipped_at > now - DAY
        return is_theirs and not is_skipped and self.own(who) is None and self.holder(now) is None
