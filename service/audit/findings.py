"""What a verification found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

# Whoever rewrote the whole table would otherwise fill the memory of the one who looks.
_MOST_NAMED: Final = 1_000


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not fit: at which entry of the chain, where it is one, and what."""

    sequence: int | None
    what: str

    def __str__(self) -> str:
        """As a sentence begins."""
        return self.what if self.sequence is None else f"entry {self.sequence}: {self.what}"


@dataclass(slots=True)
class Findings:
    """Faults as they come in; the first thousand are named, all are counted."""

    faults: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, what: str, sequence: int | None = None) -> None:
        """One more."""
        self.count += 1
        if len(self.faults) < _MOST_NAMED:
            self.faults.append(Fault(sequence, what))


@dataclass(frozen=True, slots=True)
class Verification:
    """The end of the chain, how much was looked at, and what does not fit."""

    entries: int
    verdicts: int
    head: str
    faults: tuple[Fault, ...]
    fault_count: int

    @property
    def is_whole(self) -> bool:
        """Whether everything fits."""
        return self.fault_count == 0
