"""The copies of a review, and what they say differently."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from service.db.engine import Database
from service.errors import NotFoundError
from service.identifiers import parse_id
from service.reviews.differences import Comparison, compare_words
from service.reviews.schemas import MOST_COPIES, Review
from service.reviews.store import copies, reviews
from service.reviews.store.present import present
from service.roles import Moderator


@dataclass(frozen=True, slots=True)
class CopyPreview:
    """A copy, with its title and text beside those of the review that is being decided."""

    review: Review
    title: Comparison
    text: Comparison


def copies_of(review_id: str, *, moderator: Moderator, database: Database) -> list[Review]:
    """The other reviews of the group, oldest first, at most 100.

    Raises:
        NotFoundError: there is no such review.
    """
    with database.reading() as session:
        row = reviews.find_review(session, parse_id("review", review_id))
        if row is None:
            raise NotFoundError
        group = copies.list_group(session, row.copy_group, but=row.number, limit=MOST_COPIES)
        return present(session, group, moderator=moderator, now=datetime.now(UTC))


def preview_copy(
    review_id: str, copy_id: str, *, moderator: Moderator, database: Database
) -> CopyPreview:
    """What a copy says differently.

    Raises:
        NotFoundError: there is no such review, or the other is no copy of it.
    """
    with database.reading() as session:
        original = reviews.find_with_score(session, parse_id("review", review_id))
        other = reviews.find_with_score(session, parse_id("review", copy_id))
        if original is None or other is None or original[0].copy_group != other[0].copy_group:
            raise NotFoundError
        [review] = present(session, [other[0]], moderator=moderator, now=datetime.now(UTC))
        ours, theirs = original[1], other[1]
    # Comparing long texts takes a while, and the transaction has ended by then.
    return CopyPreview(
        review,
        compare_words(ours.title or "", theirs.title or ""),
        compare_words(ours.text, theirs.text),
    )
