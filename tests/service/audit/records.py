"""A chain with verdicts in it, written as the workflows write it, and a way to tamper with it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.audit.chain import append
from service.audit.digest import row_digest
from service.db.engine import Database
from service.db.tables import (
    ReviewRow,
    ScoreRow,
    UserRow,
    VerdictItemRow,
    VerdictReasonRow,
    VerdictRow,
)
from service.identifiers import format_id, new_uuid7

VERDICTS: Final = 4
# Two entries before the verdicts and one after, so that the first and the last are no verdicts.
FIRST_VERDICT: Final = 3
ENTRIES: Final = VERDICTS + 3


def a_record(database: Database) -> list[UUID]:
    """Two entries, four verdicts with an entry each, one more entry; returns the verdicts' ids."""
    with database.recording() as session:
        reviewer, number = _a_reviewed_score(session)
        append(session, actor="operator", action="user.create", subject="anna")
        append(
            session, actor="anna", action="session.begin", subject="anna", detail={"b": 1, "a": [2]}
        )
    verdicts = [_record_verdict(database, reviewer, number, one + 1) for one in range(VERDICTS)]
    with database.recording() as session:
        append(session, actor="anna", action="session.end", subject="anna")
    return verdicts


def _a_reviewed_score(session: Session) -> tuple[UUID, int]:
    now, reviewer, score = datetime.now(UTC), new_uuid7(), new_uuid7()
    session.add(
        UserRow(
            id=reviewer,
            name="anna",
            display_name="Anna",
            role="senior",
            created_at=now,
            preferences="{}",
        )
    )
    session.add(
        ScoreRow(
            id=score,
            created_at=now,
            text="A text.",
            article_sha256="",
            bundle_sha256="",
            mode="linear",
            answer=b"{}",
        )
    )
    session.flush()
    review = ReviewRow(
        score_id=score,
        created_at=now,
        state="open",
        version=0,
        title="",
        source="",
        language="en",
        disagreement=0,
        worth=0,
        lot=0,
        is_blind=False,
        wants_second=False,
        copy_group=1,
        sketch=b"",
    )
    session.add(review)
    session.flush()
    return reviewer, review.number


def _record_verdict(database: Database, reviewer: UUID, number: int, version: int) -> UUID:
    verdict = a_verdict_row(reviewer, number, version)
    items = [_item(verdict.id, position) for position in range(2)]
    reasons = [
        VerdictReasonRow(verdict_id=verdict.id, signal=one)
        for one in ("words.loaded", "source.anonymous")
    ]
    with database.recording() as session:
        session.add(verdict)
        session.flush()
        session.add_all([*items, *reasons])
        append(
            session,
            actor="anna",
            action="verdict.create",
            subject=format_id("verdict", verdict.id),
            detail={
                "digest": row_digest(verdict),
                "items": sorted(map(row_digest, items)),
                "reasons": sorted(map(row_digest, reasons)),
            },
        )
        return verdict.id


def one_more_verdict(database: Database) -> None:
    """A verdict on the same review, by the same moderator."""
    with database.reading() as session:
        last = session.scalars(
            select(VerdictRow).order_by(VerdictRow.version.desc()).limit(1)
        ).one()
    _record_verdict(database, last.user_id, last.number, last.version + 1)


def a_verdict_row(reviewer: UUID, number: int, version: int) -> VerdictRow:
    """A verdict with a value in every kind of column; `seconds` is a whole number in a column of fractions."""
    return VerdictRow(
        id=new_uuid7(),
        number=number,
        version=version,
        kind="opinion",
        user_id=reviewer,
        created_at=datetime.now(UTC),
        rating=4,
        note="Zwei Quellen fehlen: “so” heißt es. 🙂",
        is_blind=True,
        lease_id=new_uuid7(),
        seconds=41,
        bundle_sha256="0" * 64,
        mode="linear",
        band="high",
        risk=1 / 3,
        state_before="open",
        state_after="settled",
    )


def _item(verdict: UUID, position: int) -> VerdictItemRow:
    return VerdictItemRow(
        verdict_id=verdict,
        position=position,
        action="accepted",
        evidence=position,
        found_signal="words.loaded",
        signal="words.loaded",
        field="text",
        start=2,
        end=6,
        exact="text",
    )


def tamper(database: Database, *statements: str) -> None:
    """Change rows as somebody with access to the database can, past every constraint."""
    with database.writer.connect() as connection:
        if connection.dialect.name == "sqlite":
            # Takes effect outside transactions only, so the driver is asked behind SQLAlchemy's back.
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
            connection.rollback()
    with database.writer.begin() as connection:
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for statement in statements:
            connection.exec_driver_sql(statement)
    database.writer.dispose()
