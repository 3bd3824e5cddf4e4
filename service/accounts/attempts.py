"""How often somebody may fail to sign in. Counted in the database, so that it holds for all processes together."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from typing import Final
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.db.engine import Database
from service.db.tables import LoginAttemptRow
from service.errors import TooManyAttemptsError
from service.identifiers import new_uuid7

# PyPI's figures, for a name and for an address alike.
MOST: Final = 10
WINDOW: Final = timedelta(minutes=5)
_PREFIX_BITS: Final = 64


def note_attempt(name: str, address: str, *, database: Database, now: datetime) -> UUID:
    """Count an attempt before it is made; one that succeeds is taken back with `forgive`.

    Counted first and compared afterwards, so that many at the same time cannot all find room for themselves.

    Raises:
        TooManyAttemptsError: this name or this address has failed too often.
    """
    row = LoginAttemptRow(
        id=new_uuid7(), at=now, name_sha256=_name_hash(name), address=network_of(address)
    )
    # The row is expired by the commit, and what is asked of it below must not touch the database again.
    attempt, name_sha256, network = row.id, row.name_sha256, row.address
    with database.recording() as session:
        session.execute(delete(LoginAttemptRow).where(LoginAttemptRow.at <= now - WINDOW))
        session.add(row)
    with database.reading() as session:
        failed = max(_count_of_name(session, name_sha256), _count_of_network(session, network))
    if failed > MOST:
        # Those who are refused are not counted on: waiting would never end for somebody who tries again.
        with database.recording() as session:
            forgive(session, attempt)
        raise TooManyAttemptsError
    return attempt


def forgive(session: Session, attempt: UUID) -> None:
    """Take an attempt back: it did not fail."""
    session.execute(delete(LoginAttemptRow).where(LoginAttemptRow.id == attempt))


def network_of(address: str) -> str:
    """What counts as one address: a household has a whole /64 of IPv6 to walk through."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return f"{IPv6Address(int(parsed) >> _PREFIX_BITS << _PREFIX_BITS)}/{_PREFIX_BITS}"
    return str(parsed)


def _name_hash(name: str) -> bytes:
    # Some type their password into the field for the name; it must not stand in the table.
    return hashlib.sha256(name.encode("utf-8", "replace")).digest()


def _count_of_name(session: Session, name_sha256: bytes) -> int:
    rows = select(func.count()).where(LoginAttemptRow.name_sha256 == name_sha256)
    return session.scalar(rows) or 0


def _count_of_network(session: Session, network: str) -> int:
    rows = select(func.count()).where(LoginAttemptRow.address == network)
    return session.scalar(rows) or 0
