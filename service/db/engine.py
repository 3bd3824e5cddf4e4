"""How the database is opened. Writers take the SQLite write lock at once; readers never take it.

Every wait for a lock or a connection has a limit. What the limit ends is reported as `StorageUnavailableError`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session

from service.errors import StorageUnavailableError

_POOL_SIZE: Final = 8
# PyPI's figures: a statement of this service that takes longer is stuck, and better ends than queues others.
_POSTGRES_LIMITS: Final = "-c lock_timeout=4000 -c statement_timeout=5000 -c timezone=UTC"


@dataclass(frozen=True, slots=True)
class Database:
    """Doors to one database: a reader that turns writer half-way would meet locks without waiting.

    `recorder` writes what people decided. On SQLite it waits for the disk at each commit, which `writer` leaves to the
    operating system: both survive the end of the process, only the first a power cut.
    """

    writer: Engine
    reader: Engine
    recorder: Engine

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction that commits at the end of the block."""
        with _reported(), Session(self.writer) as session, session.begin():
            yield session

    @contextmanager
    def recording(self) -> Iterator[Session]:
        """A transaction that commits at the end of the block and survives a power cut from then on."""
        with _reported(), Session(self.recorder) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A transaction that cannot write."""
        with _reported(), Session(self.reader) as session:
            yield session

    def close(self) -> None:
        """Give all connections back."""
        self.writer.dispose()
        self.reader.dispose()
        self.recorder.dispose()


@contextmanager
def _reported() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, PoolTimeoutError) as error:
        raise StorageUnavailableError from error


def open_database(url: str, wait_s: float = 5.0) -> Database:
    """Open a database without touching it; the first use connects."""
    if make_url(url).get_backend_name() == "sqlite":
        return Database(
            writer=_sqlite(url, "BEGIN IMMEDIATE", wait_s),
            reader=_sqlite(url, "BEGIN", wait_s),
            recorder=_sqlite(url, "BEGIN IMMEDIATE", wait_s, synchronous="FULL"),
        )
    writer = _postgres(url, wait_s)
    return Database(writer, _postgres(url, wait_s, read_only=True), recorder=writer)


def _sqlite(url: str, begin: str, wait_s: float, synchronous: str = "NORMAL") -> Engine:
    engine = create_engine(
        url,
        pool_size=_POOL_SIZE,
        pool_timeout=wait_s,
        # Parameters hold articles, and messages of exceptions get around.
        hide_parameters=True,
        # Without an isolation level the driver starts no transactions behind our back; `begin` below does.
        connect_args={"isolation_level": None, "timeout": wait_s, "check_same_thread": False},
    )

    def on_connect(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute(f"PRAGMA synchronous={synchronous}")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA secure_delete=ON")
        if begin == "BEGIN":
            cursor.execute("PRAGMA query_only=ON")
        cursor.close()

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
    return engine


def _postgres(url: str, wait_s: float, *, read_only: bool = False) -> Engine:
    parts = make_url(url)
    if parts.drivername == "postgresql":
        parts = parts.set(drivername="postgresql+psycopg")
    engine = create_engine(
        parts,
        pool_size=_POOL_SIZE,
        pool_timeout=wait_s,
        # Parameters hold articles, and messages of exceptions get around.
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={"connect_timeout": max(1, round(wait_s)), "options": _POSTGRES_LIMITS},
    )
    return engine.execution_options(postgresql_readonly=True) if read_only else engine
