"""The queue: one row for each stored score, with what it is ordered, filtered and leased by."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from service.db.tables.base import Base, UtcDateTime

_NUMBER = BigInteger().with_variant(Integer, "sqlite")
_FILTERED: Final = ("band", "language", "source", "created_at", "disagreement", "is_blind")


class ReviewRow(Base):
    """What is decided about one score. `version` counts every decision and undo; a writer names the one it saw.

    Band, risk, source and language repeat the score, so that the queue is read without touching articles.
    """

    __tablename__ = "reviews"

    # An integer, because the search index of SQLite points to rows by one.
    number: Mapped[int] = mapped_column(_NUMBER, primary_key=True)
    score_id: Mapped[UUID] = mapped_column(ForeignKey("scores.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    state: Mapped[str] = mapped_column(String(16))
    version: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(255))
    language: Mapped[str] = mapped_column(String(35))
    band: Mapped[str | None] = mapped_column(String(16))
    risk: Mapped[float | None]
    # |rules - language|, 0 to 1, and 4 p (1 - p) times that: `service.reviews.worth`.
    disagreement: Mapped[float]
    worth: Mapped[float]
    # Drawn from the id: a random order that is the same for everybody, and the dice for the two flags below.
    lot: Mapped[float]
    is_blind: Mapped[bool]
    wants_second: Mapped[bool]
    # The review number of the first copy; its own where there is no copy.
    copy_group: Mapped[int] = mapped_column(BigInteger)
    sketch: Mapped[bytes] = mapped_column(LargeBinary)
    lease_id: Mapped[UUID | None]
    lease_user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    leased_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    lease_expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # The rating that stands, 1 to 5; the mean where two opinions agree. None while nothing is settled.
    outcome: Mapped[float | None]

    __table_args__ = (
        # One for each order of the queue. They also hold what is filtered by, so that a filter that lets little through
        # goes along the index and not through the table.
        Index("ix_reviews_by_worth", "state", "worth", "number", *_FILTERED),
        Index("ix_reviews_by_risk", "state", "risk", "number", *_FILTERED),
        Index("ix_reviews_by_lot", "state", "lot", "number", *_FILTERED),
        Index("ix_reviews_by_number", "state", "number", *_FILTERED),
        Index(None, "created_at"),
        Index(None, "copy_group"),
        Index(None, "source"),
        Index(None, "lease_user_id"),
    )


class ReviewSignalRow(Base):
    """One signal that the score of a review found, whatever the number of places."""

    __tablename__ = "review_signals"

    number: Mapped[int] = mapped_column(ForeignKey("reviews.number"), primary_key=True)
    signal: Mapped[str] = mapped_column(String(40), primary_key=True)

    __table_args__ = (Index(None, "signal", "number"),)


class ShingleRow(Base):
    """One band of the sketch of a review; two articles that share a band may be copies of each other."""

    __tablename__ = "review_shingles"

    slot: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(ForeignKey("reviews.number"), primary_key=True)


class SkipRow(Base):
    """A moderator laid a review aside; it is not given to them again while others could take it."""

    __tablename__ = "review_skips"

    number: Mapped[int] = mapped_column(ForeignKey("reviews.number"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class SavedViewRow(Base):
    """Filters and an order under a name; `query` is what stands in the address of the queue."""

    __tablename__ = "saved_views"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    name: Mapped[str] = mapped_column(String(80))
    query: Mapped[str] = mapped_column(Text)
    is_shared: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (UniqueConstraint("user_id", "name"),)
