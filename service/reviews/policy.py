"""How an operator wants reviews to run, and what chance decides of each of them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final, Self
from uuid import UUID

from service.settings import Settings

_BYTES: Final = 8


@dataclass(frozen=True, slots=True)
class Policy:
    """Shares of articles (0 to 1) and lengths of leases (seconds), as the settings name them."""

    blind_share: float
    second_share: float
    lease_s: float
    lease_live_s: float

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The policy of a running service."""
        return cls(
            blind_share=settings.blind_share,
            second_share=settings.second_share,
            lease_s=settings.lease_s,
            lease_live_s=settings.lease_live_s,
        )

    def draw(self, score_id: UUID) -> Draw:
        """What chance says of a review. It depends on the id only, so that nobody can draw again."""
        digest = hashlib.sha256(score_id.bytes).digest()
        lot, blind, second = (
            int.from_bytes(digest[place : place + _BYTES], "big") / 2**64
            for place in range(0, 3 * _BYTES, _BYTES)
        )
        return Draw(lot, is_blind=blind < self.blind_share, wants_second=second < self.second_share)


@dataclass(frozen=True, slots=True)
class Draw:
    """A place in the random order, and whether to decide blind and to ask a second moderator."""

    lot: float
    is_blind: bool
    wants_second: bool
