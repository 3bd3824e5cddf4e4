"""The digest of a row, by which the chain vouches for rows that stand in other tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Float, Table, inspect
from sqlalchemy.orm import DeclarativeBase

from service.audit.canonical import canonical_json, canonical_time, sha256

Written = str | int | float | None


def row_digest(row: DeclarativeBase) -> str:
    """The hash of all that stands in a row, the same before it is stored and after it was read on any database."""
    table = inspect(type(row)).local_table
    if not isinstance(table, Table):
        msg = "only a row of one table has a digest"
        raise TypeError(msg)
    return values_digest(table, {one.key: getattr(row, one.key) for one in table.columns})


def values_digest(table: Table, values: Mapping[str, object]) -> str:
    """The same for the values of a row that were read without making an object of it.

    A column without a value is left out, so that a column that a later version adds leaves old digests as they are.
    """
    written = {one.key: _written(one, values[one.key]) for one in table.columns}
    present = {key: value for key, value in written.items() if value is not None}
    return sha256(canonical_json({"table": table.name, "row": present}))


def _written(column: Column[object], value: object) -> Written:
    if isinstance(value, datetime):
        return canonical_time(value)
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, bytes):
        return value.hex()
    # A whole number in a column of fractions comes back as a fraction.
    if isinstance(column.type, Float) and isinstance(value, int):
        return float(value)
    if value is None or isinstance(value, (str, int, float)):
        return value
    msg = f"a {type(value).__name__} has no place in a digest"
    raise TypeError(msg)
