"""Moderators, reviews and verdicts with readable defaults."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import select, update

from models import Answer, Article
from models.contract import Band
from service.db.engine import Database
from service.db.tables import ReviewRow, ScoreRow, UserRow, VerdictRow
from service.identifiers import format_id, new_uuid7, parse_id
from service.reviews.policy import Policy
from service.reviews.schemas import Lease, Review, VerdictRequest
from service.reviews.workflow.adopting import open_review
from service.roles import Moderator, Preferences, Role
from service.scores.wire import answer_fields, encode
from tests.builders import STORY
from tests.fakes import FixedScorer

# Nothing is blind and nothing wants a second opinion, unless a test says so.
PLAIN = Policy(blind_share=0.0, second_share=0.0, lease_s=900.0, lease_live_s=120.0)
BLIND = replace(PLAIN, blind_share=1.0)
TWICE = replace(PLAIN, second_share=1.0)

_COUNTER = itertools.count()
_WORDS = ("bridge", "school", "river", "council", "harvest", "museum", "station", "market")


def a_moderator(database: Database, name: str = "anna", role: str = "reviewer") -> Moderator:
    """Somebody with an account, without a password."""
    row = UserRow(
        id=new_uuid7(),
        name=name,
        display_name=name.title(),
        role=role,
        password_hash=None,
        issuer=None,
        subject=None,
        created_at=datetime.now(UTC),
        disabled_at=None,
        preferences="{}",
    )
    moderator = Moderator(
        row.id,
        name,
        row.display_name,
        cast("Role", role),
        is_trial=False,
        preferences=Preferences(),
    )
    with database.writing() as session:
        session.add(row)
    return moderator


def an_answer(
    *,
    title: str = "Harbour closed",
    text: str = STORY,
    band: Band | None = "elevated",
    risk: float | None = 0.5,
    wording: float | None = 0.5,
    language: str = "en",
) -> Answer:
    """What the fixed scorer says, with figures of the test's choice."""
    answer = FixedScorer().score(Article(title, text))
    return replace(
        answer,
        risk=replace(answer.risk, band=band, score=risk),
        parts=replace(answer.parts, language=wording),
        document=replace(answer.document, language=language),
    )


def a_score_row(answer: Answer, *, title: str | None, text: str, url: str | None) -> ScoreRow:
    """An article with its answer, as it is stored."""
    score_id = new_uuid7()
    fields = answer_fields(
        answer, score_id=format_id("score", score_id), stored=True, external_id=None
    )
    return ScoreRow(
        id=score_id,
        created_at=datetime.now(UTC),
        external_id=None,
        url=url,
        published_at=None,
        title=title,
        text=text,
        article_sha256=answer.document.sha256,
        bundle_sha256=answer.model.sha256,
        mode=answer.model.mode,
        band=answer.risk.band,
        risk=answer.risk.score,
        answer=encode(fields),
    )


def a_review(  # noqa: PLR0913 - every one of them has a default
    database: Database,
    *,
    title: str = "Harbour closed",
    text: str = STORY,
    url: str | None = "https://www.example.org/harbour",
    band: Band | None = "elevated",
    risk: float | None = 0.5,
    wording: float | None = 0.5,
    language: str = "en",
    created_at: datetime | None = None,
    policy: Policy = PLAIN,
) -> str:
    """A stored score with its open review; returns the review's id. Give another text where copies are not meant."""
    answer = an_answer(
        title=title, text=text, band=band, risk=risk, wording=wording, language=language
    )
    row = a_score_row(answer, title=title, text=text, url=url)
    row.created_at = created_at or row.created_at
    with database.writing() as session:
        session.add(row)
        open_review(session, row, answer, policy)
        return format_id("review", row.id)


def a_verdict_request(
    review: Review, lease: Lease, rating: int = 3, **changes: object
) -> VerdictRequest:
    """A decision on a review that is held, as its moderator sees it."""
    fields: dict[str, object] = {
        "review": review.id,
        "version": review.version,
        "lease": lease.id,
        "rating": rating,
    }
    return VerdictRequest.model_validate(fields | changes)


def another_text() -> str:
    """An article that is no copy of the others."""
    number = next(_COUNTER)
    return " ".join(
        f"The {_WORDS[(number + place) % 8]} matter {number} was item {place * number + place}, officials said."
        for place in range(12)
    )


def change_review(database: Database, review_id: str, **columns: object) -> None:
    """Put a review into a state that a test begins with."""
    with database.writing() as session:
        session.execute(
            update(ReviewRow)
            .where(ReviewRow.score_id == parse_id("review", review_id))
            .values(**columns)
        )


def a_stored_verdict(
    database: Database,
    review_id: str,
    moderator: Moderator,
    *,
    kind: str = "opinion",
    refers_to: VerdictRow | None = None,
    at: datetime | None = None,
    seconds: float | None = 30.0,
) -> VerdictRow:
    """A verdict as the workflow stores it, without the lease that it needs."""
    with database.writing() as session:
        session.expire_on_commit = False
        review = session.scalars(
            select(ReviewRow).where(ReviewRow.score_id == parse_id("review", review_id))
        ).one()
        review.version += 1
        row = VerdictRow(
            id=new_uuid7(),
            number=review.number,
            version=review.version,
            kind=kind,
            refers_to=refers_to.id if refers_to is not None else None,
            user_id=moderator.id,
            created_at=at or datetime.now(UTC),
            rating=None if kind == "undo" else 3,
            note=None,
            is_blind=False,
            lease_id=None,
            seconds=seconds,
            bundle_sha256="0" * 64,
            mode="linear",
            band=review.band,
            risk=review.risk,
            state_before="open",
            state_after="settled",
        )
        session.add(row)
    return row
