"""Create the tables of what people decide."""  # noqa: N999 - dated names keep the folder in order

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261123_03"
down_revision = "20261123_02"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "verdicts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("refers_to", sa.Uuid(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rating", sa.SmallInteger(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("is_blind", sa.Boolean(), nullable=False),
        sa.Column("lease_id", sa.Uuid(), nullable=True),
        sa.Column("seconds", sa.Double(), nullable=True),
        sa.Column("bundle_sha256", sa.String(64), nullable=False),
        sa.Column("mode", sa.String(16), nullable=False),
        sa.Column("band", sa.String(16), nullable=True),
        sa.Column("risk", sa.Double(), nullable=True),
        sa.Column("state_before", sa.String(16), nullable=False),
        sa.Column("state_after", sa.String(16), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["reviews.number"], name="fk_verdicts_number_reviews"),
        sa.ForeignKeyConstraint(
            ["refers_to"], ["verdicts.id"], name="fk_verdicts_refers_to_verdicts"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_verdicts_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_verdicts"),
        sa.UniqueConstraint("number", "version", name="uq_verdicts_number_version"),
    )
    op.create_index("ix_verdicts_created_at", "verdicts", ["created_at"])
    op.create_index("ix_verdicts_number_user_id", "verdicts", ["number", "user_id"])
    op.create_index("ix_verdicts_refers_to", "verdicts", ["refers_to"])
    op.create_index("ix_verdicts_user_id_created_at", "verdicts", ["user_id", "created_at"])
    op.create_table(
        "verdict_reasons",
        sa.Column("verdict_id", sa.Uuid(), nullable=False),
        sa.Column("signal", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["verdict_id"], ["verdicts.id"], name="fk_verdict_reasons_verdict_id_verdicts"
        ),
        sa.PrimaryKeyConstraint("verdict_id", "signal", name="pk_verdict_reasons"),
    )
    op.create_table(
        "verdict_items",
        sa.Column("verdict_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("evidence", sa.Integer(), nullable=True),
        sa.Column("found_signal", sa.String(40), nullable=True),
        sa.Column("signal", sa.String(40), nullable=False),
        sa.Column("field", sa.String(8), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["verdict_id"], ["verdicts.id"], name="fk_verdict_items_verdict_id_verdicts"
        ),
        sa.PrimaryKeyConstraint("verdict_id", "position", name="pk_verdict_items"),
    )
    op.create_index(
        "ix_verdict_items_found_signal_action", "verdict_items", ["found_signal", "action"]
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("verdict_items")
    op.drop_table("verdict_reasons")
    op.drop_table("verdicts")
