"""The search index on PostgreSQL: a text search vector beside each review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import ColumnElement, cast, column, false, insert, select, table, true
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.orm import Session

from service.db.tables import ReviewRow
from service.reviews.search.words import asked_words, document_words

_TABLE: Final = table("review_search", column("number"), column("document", TSVECTOR))


class PostgresIndex:
    """Words in a `tsvector`, put there as they are: no parser and no dictionary of the server reads them."""

    def add(self, session: Session, number: int, title: str, text: str) -> None:
        """Make a review findable."""
        document = cast(_quoted(document_words(title, text), " "), TSVECTOR)
        session.execute(insert(_TABLE).values(number=number, document=document))

    def matches(self, query: str) -> ColumnElement[bool]:
        """A condition on the number of a review."""
        words = asked_words(query)
        if not words:
            return false() if query.strip() else true()
        asked = cast(_quoted(words, " & "), TSQUERY)
        found = select(_TABLE.c.number).where(_TABLE.c.document.op("@@")(asked))
        return ReviewRow.number.in_(found)


def _quoted(words: Sequence[str], between: str) -> str:
    """Words as literals; they are letters and digits, so nothing in them needs escaping."""
    return between.join(f"'{word}'" for word in words)
