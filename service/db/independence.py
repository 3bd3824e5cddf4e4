"""Which verdicts were formed without anybody's word and, if blind, without the score. Nothing else decides it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased

from service.db.tables import VerdictRow

# In other states a moderator may have read what others said.
_UNINFLUENCED = ("open", "second")


def is_independent() -> ColumnElement[bool]:
    """The first decision of a reviewer on an article, if it is an opinion given while others' were withheld.

    It stays the independent one when it is undone or revised: whatever came after knew the score and what others said.
    """
    earlier = aliased(VerdictRow)
    decided_before = (
        select(earlier.id)
        .where(
            earlier.number == VerdictRow.number,
            earlier.user_id == VerdictRow.user_id,
            earlier.version < VerdictRow.version,
            earlier.kind != "undo",
        )
        .exists()
    )
    return (
        (VerdictRow.kind == "opinion")
        & VerdictRow.state_before.in_(_UNINFLUENCED)
        & ~decided_before
    )
