"""Create the queue. Stored scores are taken into it by the running service, not here: no lock is held for long."""  # noqa: N999 - dated names keep the folder in order

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "20261123_02"
down_revision = "20261123_01"
branch_labels = None
depends_on = None

_ORDERS = {
    "worth": ["worth", "number"],
    "risk": ["risk", "number"],
    "lot": ["lot", "number"],
    "number": ["number"],
}
# What the queue is filtered by stands in the index of every order, so that filters need not look into the table.
_FILTERED = ["band", "language", "source", "created_at", "disagreement", "is_blind"]


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "reviews",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("score_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("source", sa.String(255), nullable=False),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("band", sa.String(16), nullable=True),
        sa.Column("risk", sa.Double(), nullable=True),
        sa.Column("disagreement", sa.Double(), nullable=False),
        sa.Column("worth", sa.Double(), nullable=False),
        sa.Column("lot", sa.Double(), nullable=False),
        sa.Column("is_blind", sa.Boolean(), nullable=False),
        sa.Column("wants_second", sa.Boolean(), nullable=False),
        sa.Column("copy_group", sa.BigInteger(), nullable=False),
        sa.Column("sketch", sa.LargeBinary(), nullable=False),
        sa.Column("lease_id", sa.Uuid(), nullable=True),
        sa.Column("lease_user_id", sa.Uuid(), nullable=True),
        sa.Column("leased_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["lease_user_id"], ["users.id"], name="fk_reviews_lease_user_id_users"
        ),
        sa.ForeignKeyConstraint(["score_id"], ["scores.id"], name="fk_reviews_score_id_scores"),
        sa.PrimaryKeyConstraint("number", name="pk_reviews"),
        sa.UniqueConstraint("score_id", name="uq_reviews_score_id"),
    )
    op.create_index("ix_reviews_copy_group", "reviews", ["copy_group"])
    op.create_index("ix_reviews_created_at", "reviews", ["created_at"])
    op.create_index("ix_reviews_lease_user_id", "reviews", ["lease_user_id"])
    op.create_index("ix_reviews_source", "reviews", ["source"])
    for name, order in _ORDERS.items():
        op.create_index(f"ix_reviews_by_{name}", "reviews", ["state", *order, *_FILTERED])
    op.create_table(
        "review_signals",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("signal", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"], ["reviews.number"], name="fk_review_signals_number_reviews"
        ),
        sa.PrimaryKeyConstraint("number", "signal", name="pk_review_signals"),
    )
    op.create_index("ix_review_signals_signal_number", "review_signals", ["signal", "number"])
    op.create_table(
        "review_shingles",
        sa.Column("slot", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"], ["reviews.number"], name="fk_review_shingles_number_reviews"
        ),
        sa.PrimaryKeyConstraint("slot", "hash", "number", name="pk_review_shingles"),
    )
    op.create_table(
        "review_skips",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"], ["reviews.number"], name="fk_review_skips_number_reviews"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_review_skips_user_id_users"),
        sa.PrimaryKeyConstraint("number", "user_id", name="pk_review_skips"),
    )
    op.create_table(
        "saved_views",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_saved_views_user_id_users"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_views"),
        sa.UniqueConstraint("user_id", "name", name="uq_saved_views_user_id_name"),
    )


def downgrade() -> None:
    """Undo it."""
    op.drop_table("saved_views")
    op.drop_table("review_skips")
    op.drop_table("review_shingles")
    op.drop_table("review_signals")
    op.drop_table("reviews")
