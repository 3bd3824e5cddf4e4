"""Who acts: a moderator with a role, and how they like to work. Known to every feature, so it knows none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Role = Literal["reviewer", "senior", "admin"]
# Each role may do what those before it may.
ROLES: Final[tuple[Role, ...]] = get_args(Role)
# The account that acts while there are no others; nobody else may have the name.
TRIAL_NAME: Final = "trial"
# Who acts in the audit when a command is given at the machine; no account can have this name either.
OPERATOR_NAME: Final = "operator"


class Preferences(BaseModel):
    """How a moderator likes to work. All of it is optional; none of it is claimed to protect anybody."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    shortcuts: bool = True
    # Action -> key, only where it differs from the default (`service.pages.review.shortcuts`).
    keys: dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=20)]] = {}
    blur: bool = False
    daily_count: bool = True
    # Minutes of work after which the page mentions a break; 0 never does.
    break_after_min: Annotated[int, Field(ge=0, le=480)] = 0


@dataclass(frozen=True, slots=True)
class Moderator:
    """Somebody who may review; `is_trial` while the service runs on loopback without accounts."""

    id: UUID
    name: str
    display_name: str
    role: Role
    is_trial: bool
    preferences: Preferences

    def may(self, role: Role) -> bool:
        """Whether this moderator has a role or one above it."""
        return ROLES.index(self.role) >= ROLES.index(role)
