"""Walking along the chain from its first entry to its head, a thousand entries at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.audit.chain import GENESIS, HEAD_ID, Entry
from service.audit.findings import Findings
from service.db.tables import AuditHeadRow, AuditRow

BATCH: Final = 1_000
_BEFORE_ALL: Final = -(2**63)


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as it is stored."""

    entry: Entry
    previous: str
    hash: str


def iter_links(session: Session) -> Iterator[Sequence[Link]]:
    """All entries in order, in batches.

    Raises:
        ValueError: a value is of no kind that its column takes.
        TypeError: likewise.
    """
    last = _BEFORE_ALL
    while links := _links_after(session, last):
        yield links
        last = links[-1].entry.sequence


def _links_after(session: Session, sequence: int) -> list[Link]:
    rows = session.execute(
        select(
            AuditRow.sequence,
            AuditRow.at,
            AuditRow.actor,
            AuditRow.action,
            AuditRow.subject,
            AuditRow.detail,
            AuditRow.previous,
            AuditRow.hash,
        )
        .where(AuditRow.sequence > sequence)
        .order_by(AuditRow.sequence)
        .limit(BATCH)
    )
    return [Link(Entry(*row[:6]), row[6], row[7]) for row in rows]


class Walk:
    """Follows the chain link by link and says where it does not hold together."""

    def __init__(self, findings: Findings, expected_head: str | None) -> None:
        self._findings = findings
        self._expected = expected_head
        self._has_met_expected = expected_head in {None, GENESIS}
        self.sequence = 0
        self.hash = GENESIS
        self.count = 0

    def step(self, link: Link) -> None:
        """Go on to the next entry."""
        sequence = link.entry.sequence
        self._check_place(link)
        if link.entry.hash_after(link.previous) != link.hash:
            self._findings.add("was edited: its hash does not fit what stands in it", sequence)
        self._has_met_expected |= link.hash == self._expected
        self.sequence, self.hash = sequence, link.hash
        self.count += 1

    def _check_place(self, link: Link) -> None:
        sequence = link.entry.sequence
        missing = sequence - self.sequence - 1
        if missing > 0:
            span = _span(self.sequence + 1, sequence - 1)
            self._findings.add(f"{span} removed", self.sequence + 1)
        elif sequence <= self.sequence:
            self._findings.add("was inserted before the first entry", sequence)
        elif link.previous != self.hash:
            self._findings.add(
                "does not follow the one before it: one of the two was edited", sequence
            )

    def end(self, session: Session) -> None:
        """Compare the end of the chain with its head and with the one that was written down elsewhere."""
        head = session.execute(
            select(AuditHeadRow.sequence, AuditHeadRow.hash).where(AuditHeadRow.id == HEAD_ID)
        ).one_or_none()
        if head is None:
            self._findings.add("the head of the chain was removed")
        elif head.sequence > self.sequence:
            self._findings.add(f"{_span(self.sequence + 1, head.sequence)} removed", head.sequence)
        elif head.sequence < self.sequence:
            span = f"the head says that the chain ends at {head.sequence}"
            self._findings.add(
                f"{span}: entries were inserted, or the head was rewritten", self.sequence
            )
        elif head.hash != self.hash:
            self._findings.add(
                "the head has another hash: one of the two was rewritten", self.sequence
            )
        if not self._has_met_expected:
            self._findings.add(
                "the chain never had the head that was written down: it was rewritten"
            )


def _span(first: int, last: int) -> str:
    return f"entry {first} was" if first == last else f"entries {first} to {last} were"
