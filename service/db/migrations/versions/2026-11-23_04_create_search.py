"""Create the search index: FTS5 on SQLite, a text search vector on PostgreSQL."""  # noqa: N999 - dated names keep the folder in order

from __future__ import annotations

from alembic import op

revision = "20261123_04"
down_revision = "20261123_03"
branch_labels = None
depends_on = None

# Without content of its own: the articles stand in `scores`; `rowid` is the number of the review. The index is handed
# words in lower case without accents, so it splits at spaces only, and keeps no places: each word is asked for alone.
_SQLITE = """
CREATE VIRTUAL TABLE review_search
USING fts5(words, content='', tokenize='ascii', detail='none', columnsize='0')
"""
_POSTGRES = """
CREATE TABLE review_search (
  number BIGINT NOT NULL CONSTRAINT pk_review_search PRIMARY KEY
    CONSTRAINT fk_review_search_number_reviews REFERENCES reviews (number),
  document TSVECTOR NOT NULL
)
"""


def upgrade() -> None:
    """Make the change."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(_SQLITE)
        return
    op.execute(_POSTGRES)
    op.execute("CREATE INDEX ix_review_search_document ON review_search USING gin (document)")


def downgrade() -> None:
    """Undo it."""
    op.execute("DROP TABLE review_search")
