"""The search index on SQLite: an FTS5 table without content of its own."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, column, false, insert, literal_column, select, table, true
from sqlalchemy.orm import Session

from service.db.tables import ReviewRow
from service.reviews.search.words import asked_words, document_words

_TABLE: Final = table("review_search", column("rowid"), column("words"))


class SqliteIndex:
    """Words by FTS5, whose `rowid` is the number of the review."""

    def add(self, session: Session, number: int, title: str, text: str) -> None:
        """Make a review findable."""
        words = " ".join(document_words(title, text))
        session.execute(insert(_TABLE).values(rowid=number, words=words))

    def matches(self, query: str) -> ColumnElement[bool]:
        """A condition on the number of a review."""
        words = asked_words(query)
        if not words:
            return false() if query.strip() else true()
        # Quoted, so that a word such as `and` or `near` is no operator.
        asked = " ".join(f'"{word}"' for word in words)
        found = select(_TABLE.c.rowid).where(literal_column("review_search").op("MATCH")(asked))
        return ReviewRow.number.in_(found)
