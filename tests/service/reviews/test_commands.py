"""`caveat reviews release`, run as its users run it."""

from __future__ import annotations

from sqlalchemy import select
from typer.testing import CliRunner

from service.audit.verifying import verify
from service.cli import ExitCode, app
from service.db.engine import open_database
from service.db.tables import AuditRow
from tests.service.reviews.desk import Desk

RUN = CliRunner()


def test_the_operator_takes_a_review_away_on_the_record(database_url: str) -> None:
    database = open_database(database_url)
    desk = Desk(database)
    review = desk.review()
    desk.take("anna", review)

    run = RUN.invoke(app, ["reviews", "release", review, "--database-url", database_url])

    with database.reading() as session:
        last = session.scalars(select(AuditRow).order_by(AuditRow.sequence.desc())).first()
    holder, found = desk.shown("bert", review).holder, verify(database)
    database.close()
    assert run.exit_code == ExitCode.DONE, run.output
    assert last is not None
    assert (last.actor, last.action, last.subject) == ("operator", "lease.force", review)
    assert holder is None
    assert found.is_whole


def test_a_review_that_is_not_there_is_told_in_a_sentence(sqlite_url: str) -> None:
    missing = f"rv_{'0' * 32}"

    run = RUN.invoke(app, ["reviews", "release", missing, "--database-url", sqlite_url])

    assert run.exit_code == ExitCode.FAILED
    assert "There is no such review." in run.stderr
