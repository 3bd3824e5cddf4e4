"""Whether the verdicts that stand in the database are those that the chain vouches for, and the other way round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, cast
from uuid import UUID

from sqlalchemy import RowMapping, Table, select
from sqlalchemy.orm import Session

from service.audit.digest import values_digest
from service.audit.findings import Findings
from service.audit.listing import read_detail
from service.audit.walking import Link
from service.db.tables import AuditRow, VerdictItemRow, VerdictReasonRow, VerdictRow
from service.errors import NotFoundError
from service.identifiers import format_id, parse_id

ACTIONS: Final = ("verdict.create", "verdict.undo")
_BATCH: Final = 500
_VERDICTS: Final = cast("Table", VerdictRow.__table__)
_ITEMS: Final = cast("Table", VerdictItemRow.__table__)
_REASONS: Final = cast("Table", VerdictReasonRow.__table__)


def check_entries(session: Session, links: Sequence[Link], findings: Findings) -> None:
    """Name the entries whose verdict is not there."""
    named = {link.entry.sequence: link.entry for link in links if link.entry.action in ACTIONS}
    ids = {sequence: _verdict_id(entry.subject) for sequence, entry in named.items()}
    wanted = [one for one in ids.values() if one is not None]
    found = set(session.scalars(select(VerdictRow.id).where(VerdictRow.id.in_(wanted))))
    for sequence, verdict_id in ids.items():
        if verdict_id not in found:
            findings.add(f"verdict {named[sequence].subject} was removed", sequence)


def _verdict_id(subject: str) -> UUID | None:
    try:
        return parse_id("verdict", subject)
    except NotFoundError:
        return None


def check_verdicts(session: Session, findings: Findings) -> int:
    """Compare every verdict with its entry, name those that have none, and say how many verdicts there are."""
    count = 0
    for verdicts in _iter_verdicts(session):
        ids = [verdict["id"] for verdict in verdicts]
        entries = _entries_of(session, ids)
        items = _digests(session, _ITEMS, ids)
        reasons = _digests(session, _REASONS, ids)
        for verdict in verdicts:
            name = format_id("verdict", verdict["id"])
            found = {
                "digest": values_digest(_VERDICTS, _values(verdict)),
                "items": sorted(items[verdict["id"]]),
                "reasons": sorted(reasons[verdict["id"]]),
            }
            _compare(name, found, entries[name], findings)
        count += len(verdicts)
    _check_orphans(session, findings)
    return count


def _iter_verdicts(session: Session) -> Iterator[Sequence[RowMapping]]:
    ordered = select(_VERDICTS).order_by(_VERDICTS.c.id).limit(_BATCH)
    verdicts = session.execute(ordered).mappings().all()
    while verdicts:
        yield verdicts
        after = ordered.where(_VERDICTS.c.id > verdicts[-1]["id"])
        verdicts = session.execute(after).mappings().all()


def _entries_of(session: Session, ids: Collection[UUID]) -> defaultdict[str, list[tuple[int, str]]]:
    """By the name of the verdict: sequence and detail of the entries that vouch for it."""
    names = [format_id("verdict", one) for one in ids]
    entries: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    rows = session.execute(
        select(AuditRow.subject, AuditRow.sequence, AuditRow.detail)
        .where(AuditRow.subject.in_(names), AuditRow.action.in_(ACTIONS))
        .order_by(AuditRow.sequence)
    )
    for subject, sequence, detail in rows:
        entries[subject].append((sequence, detail))
    return entries


def _digests(session: Session, table: Table, ids: Collection[UUID]) -> defaultdict[UUID, list[str]]:
    digests: defaultdict[UUID, list[str]] = defaultdict(list)
    for row in session.execute(select(table).where(table.c.verdict_id.in_(ids))).mappings():
        digests[row["verdict_id"]].append(values_digest(table, _values(row)))
    return digests


def _values(row: RowMapping) -> dict[str, object]:
    return {str(key): value for key, value in row.items()}


def _compare(
    name: str,
    found: Mapping[str, object],
    entries: Sequence[tuple[int, str]],
    findings: Findings,
) -> None:
    if not entries:
        findings.add(f"verdict {name} was inserted: no entry vouches for it")
        return
    for sequence, _ in entries[1:]:
        findings.add(f"verdict {name} is vouched for a second time", sequence)
    sequence, detail = entries[0]
    vouched = read_detail(detail)
    if vouched.get("digest") != found["digest"]:
        findings.add(f"verdict {name} was edited", sequence)
    for part in ("items", "reasons"):
        if vouched.get(part) != found[part]:
            findings.add(f"{part} of verdict {name} were edited, removed or inserted", sequence)


def _check_orphans(session: Session, findings: Findings) -> None:
    """Items and reasons without a verdict: the databases refuse them, but SQLite only while it is told to."""
    for table, part in ((_ITEMS, "items"), (_REASONS, "reasons")):
        column = table.c.verdict_id
        lost = select(column).where(column.not_in(select(_VERDICTS.c.id))).distinct().limit(_BATCH)
        for verdict_id in session.scalars(lost):
            name = format_id("verdict", verdict_id)
            findings.add(f"{part} of verdict {name} stand there without their verdict")
