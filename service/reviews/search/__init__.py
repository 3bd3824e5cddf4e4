"""Search in the titles and texts of reviews: FTS5 on SQLite, a text search vector on PostgreSQL, one behaviour."""

from __future__ import annotations

from typing import Final, Protocol

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from service.reviews.search.postgres import PostgresIndex
from service.reviews.search.sqlite import SqliteIndex

__all__ = ["SearchIndex", "search_of"]


class SearchIndex(Protocol):
    """What the queue needs of a search index."""

    def add(self, session: Session, number: int, title: str, text: str) -> None:
        """Make a review findable, in the transaction that opens it."""

    def matches(self, query: str) -> ColumnElement[bool]:
        """A condition on `ReviewRow.number`: every word of the query stands in the title or the text.

        Case and accents make no difference. A blank query is no condition; one without any word finds nothing.
        """


_SQLITE: Final = SqliteIndex()
_POSTGRES: Final = PostgresIndex()


def search_of(session: Session) -> SearchIndex:
    """The index of the database that a session talks to."""
    return _SQLITE if session.get_bind().dialect.name == "sqlite" else _POSTGRES
