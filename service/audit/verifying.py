"""Finds what was edited, removed or inserted behind the service's back, in the chain and in what it vouches for."""

from __future__ import annotations

from sqlalchemy.orm import Session

from service.audit.findings import Findings, Verification
from service.audit.vouching import check_entries, check_verdicts
from service.audit.walking import Walk, iter_links
from service.db.engine import Database


def verify(database: Database, *, expected_head: str | None = None) -> Verification:
    """Go through the whole chain and all verdicts, as they stood at one moment.

    Who can write to the database can also compute all hashes anew, from some entry to the head, and cut the verdicts to
    fit. Only a head that was written down elsewhere shows that: `expected_head` must be a hash of the chain.
    """
    findings = Findings()
    with database.reading() as session:
        _look_at_one_moment(session)
        walk = Walk(findings, expected_head)
        _walk(session, walk, findings)
        verdicts = _vouch(session, findings)
    return Verification(walk.count, verdicts, walk.hash, tuple(findings.faults), findings.count)


def _look_at_one_moment(session: Session) -> None:
    """Between two statements nobody's verdict may slip in; on SQLite every transaction sees one moment."""
    if session.get_bind().dialect.name != "sqlite":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def _walk(session: Session, walk: Walk, findings: Findings) -> None:
    try:
        for links in iter_links(session):
            for link in links:
                walk.step(link)
            check_entries(session, links, findings)
    except (TypeError, ValueError):
        findings.add(
            "what follows cannot be read: a value was edited into another kind", walk.sequence
        )
        return
    walk.end(session)


def _vouch(session: Session, findings: Findings) -> int:
    try:
        return check_verdicts(session, findings)
    except (TypeError, ValueError):
        findings.add("verdicts cannot be read: a value was edited into another kind")
        return 0
