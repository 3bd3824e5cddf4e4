"""${message}."""  # noqa: N999 - dated names keep the folder in order

# Before you fill this in: docs/migrations.md. The version before this one keeps running on what you make here, a wait
# for a lock ends after 4 s and a statement after 5 s (env.py), and rows are filled in by the service, not here.

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Undo it."""
    ${downgrades if downgrades else "pass"}
