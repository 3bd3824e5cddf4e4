"""The tables. Rows are written once; what changes is a new row, a time stamp, or a version that is counted up."""

from service.db.tables.accounts import KeyRow, LoginAttemptRow, SessionRow, UserRow
from service.db.tables.audit import AuditHeadRow, AuditRow
from service.db.tables.base import Base
from service.db.tables.reviews import (
    ReviewRow,
    ReviewSignalRow,
    SavedViewRow,
    ShingleRow,
    SkipRow,
)
from service.db.tables.scores import ScoreRow
from service.db.tables.verdicts import VerdictItemRow, VerdictReasonRow, VerdictRow

__all__ = [
    "AuditHeadRow",
    "AuditRow",
    "Base",
    "KeyRow",
    "LoginAttemptRow",
    "ReviewRow",
    "ReviewSignalRow",
    "SavedViewRow",
    "ScoreRow",
    "SessionRow",
    "ShingleRow",
    "SkipRow",
    "UserRow",
    "VerdictItemRow",
    "VerdictReasonRow",
    "VerdictRow",
]
