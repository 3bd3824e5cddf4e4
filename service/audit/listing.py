"""Reading the chain: its entries, newest first, and its head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import orjson
from sqlalchemy import select

from service.audit.chain import HEAD_ID, Entry
from service.db.engine import Database
from service.db.tables import AuditHeadRow, AuditRow
from service.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the chain, short enough to be written down elsewhere."""

    sequence: int
    hash: str


def list_entries(database: Database, *, subject: str | None = None, limit: int = 50) -> list[Entry]:
    """The newest entries first; of one subject, or of all."""
    chosen = select(AuditRow).order_by(AuditRow.sequence.desc()).limit(limit)
    if subject is not None:
        chosen = chosen.where(AuditRow.subject == subject)
    with database.reading() as session:
        return [
            Entry(row.sequence, row.at, row.actor, row.action, row.subject, row.detail)
            for row in session.scalars(chosen)
        ]


def read_head(database: Database) -> Head:
    """Where the chain ends.

    Raises:
        NotFoundError: somebody removed the head; `caveat audit verify` tells more.
    """
    with database.reading() as session:
        row = session.get(AuditHeadRow, HEAD_ID)
        if row is None:
            raise NotFoundError
        return Head(row.sequence, row.hash)


def read_detail(detail: str) -> Mapping[str, object]:
    """The detail of an entry; nothing where somebody edited it into something else."""
    try:
        value = orjson.loads(detail)
    except orjson.JSONDecodeError:
        return {}
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}
