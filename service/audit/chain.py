"""The chain of what people did: each entry carries the hash of the one before, and a head says where it ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.audit.canonical import canonical_json, canonical_time, sha256
from service.db.tables import AuditHeadRow, AuditRow
from service.errors import StorageUnavailableError

# What the first entry refers to: there is none before it.
GENESIS: Final = "0" * 64
HEAD_ID: Final = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of state as it is hashed; `detail` is canonical JSON."""

    sequence: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: str

    def hash_after(self, previous: str) -> str:
        """The hash of this entry at the end of a chain that ended with `previous`."""
        fields = {
            "sequence": self.sequence,
            "at": canonical_time(self.at),
            "actor": self.actor,
            "action": self.action,
            "subject": self.subject,
            "detail": self.detail,
        }
        return sha256(previous + canonical_json(fields))


def append(
    session: Session,
    *,
    actor: str,
    action: str,
    subject: str,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Write down a change of state in the transaction that makes it, as the last thing that it does.

    From here to the commit everybody else who appends waits. Of `verdict.create` and `verdict.undo` the subject is the
    verdict's own id (`vd_`), and the detail has `digest`, `items` and `reasons`: `service.audit.digest` of its rows,
    sorted. A detail holds ids, numbers and digests: never the text of an article, a note or a password, because the
    chain is kept longer than those.

    Raises:
        StorageUnavailableError: there is no head to append to; what is not written down does not happen.
    """
    head = session.scalar(
        select(AuditHeadRow)
        .where(AuditHeadRow.id == HEAD_ID)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if head is None:
        raise StorageUnavailableError
    entry = Entry(
        head.sequence + 1, datetime.now(UTC), actor, action, subject, canonical_json(detail or {})
    )
    row = _row(entry, head.hash)
    session.add(row)
    head.sequence, head.hash = entry.sequence, row.hash
    session.flush()


def _row(entry: Entry, previous: str) -> AuditRow:
    return AuditRow(
        sequence=entry.sequence,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        subject=entry.subject,
        detail=entry.detail,
        previous=previous,
        hash=entry.hash_after(previous),
    )
