"""What people decided. Append-only: an undo is a row too, and nothing is ever changed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Integer, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.tables.base import Base, UtcDateTime


class VerdictRow(Base):
    """One event in the life of a review; `version` is the review's after it.

    `kind` is `opinion`, `revision` (replaces the author's own), `covered` (repeats a decision on a copy),
    `adjudication` or `undo`; `refers_to` is the verdict that is replaced, repeated or undone.
    """

    __tablename__ = "verdicts"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(ForeignKey("reviews.number"))
    version: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(16))
    refers_to: Mapped[UUID | None] = mapped_column(ForeignKey("verdicts.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # The guideline's `mislead`, 1 to 5; None for an undo.
    rating: Mapped[int | None] = mapped_column(SmallInteger)
    note: Mapped[str | None] = mapped_column(Text)
    # Decided before the score was shown.
    is_blind: Mapped[bool]
    lease_id: Mapped[UUID | None]
    # From the lease to the verdict, seconds.
    seconds: Mapped[float | None]
    # What the model had said: the bundle, its mode and its score.
    bundle_sha256: Mapped[str] = mapped_column(String(64))
    mode: Mapped[str] = mapped_column(String(16))
    band: Mapped[str | None] = mapped_column(String(16))
    risk: Mapped[float | None]
    state_before: Mapped[str] = mapped_column(String(16))
    state_after: Mapped[str] = mapped_column(String(16))

    __table_args__ = (
        UniqueConstraint("number", "version"),
        # Whether somebody has decided a review; without it SQLite reads all that they ever decided.
        Index(None, "number", "user_id"),
        Index(None, "created_at"),
        Index(None, "user_id", "created_at"),
        Index(None, "refers_to"),
    )


class VerdictReasonRow(Base):
    """One signal that a moderator gave as a reason."""

    __tablename__ = "verdict_reasons"

    verdict_id: Mapped[UUID] = mapped_column(ForeignKey("verdicts.id"), primary_key=True)
    signal: Mapped[str] = mapped_column(String(40), primary_key=True)


class VerdictItemRow(Base):
    """What a moderator says of one place: an item of evidence `accepted`, `rejected` or `corrected`, or one `added`.

    Signal and span are what the moderator says is right; for `accepted` and `rejected` those of the evidence.
    `found_signal` is the signal of the evidence, None where there was none.
    """

    __tablename__ = "verdict_items"

    verdict_id: Mapped[UUID] = mapped_column(ForeignKey("verdicts.id"), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    action: Mapped[str] = mapped_column(String(16))
    evidence: Mapped[int | None] = mapped_column(Integer)
    found_signal: Mapped[str | None] = mapped_column(String(40))
    signal: Mapped[str] = mapped_column(String(40))
    field: Mapped[str] = mapped_column(String(8))
    start: Mapped[int] = mapped_column(Integer)
    end: Mapped[int] = mapped_column(Integer)
    exact: Mapped[str] = mapped_column(Text)

    __table_args__ = (Index(None, "found_signal", "action"),)
